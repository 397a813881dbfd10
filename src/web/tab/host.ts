const PATIENCE = 2500

export type Theme = 'light' | 'dark' | 'contrast'

/** Where the tab runs: inside Microsoft Teams, or in a plain browser. */
export interface Host {
	readonly isTeams: boolean
	readonly locale?: string
	/** The ticket that a deep link names (`subPageId`). */
	readonly ticket?: string
	/** The single sign-on token of the person; rejects where there is none. */
	token(): Promise<string>
	/** Copies or offers a link to a ticket; false where the caller has to copy the address itself. */
	share(ticket: string, label: string): boolean
	/** Calls back on the phone's own back button; the answer says whether the tab handled it. */
	onBack(handle: () => boolean): void
	/** The tab has drawn itself: Teams takes its loading screen away. */
	ready(): void
}

/** Finds out where we are; a plain browser never waits for Teams, and a frame that is not Teams only shortly. */
export async function findHost(): Promise<Host> {
	if (!mayBeTeams()) return plainBrowser()
	try {
		return await teams()
	} catch {
		return plainBrowser()
	}
}

function mayBeTeams(): boolean {
	return window.parent !== window || window.opener !== null || 'nativeInterface' in window
}

async function teams(): Promise<Host> {
	const { app, authentication, pages } = await import('@microsoft/teams-js')
	await inTime(app.initialize())
	const context = await inTime(app.getContext())
	showTheme(themeOf(context.app.theme))
	app.registerOnThemeChangeHandler((name) => showTheme(themeOf(name)))
	const ticket = context.page.subPageId
	return {
		isTeams: true,
		locale: context.app.locale,
		...(ticket === undefined || ticket === '' ? {} : { ticket }),
		token: () => authentication.getAuthToken(),
		share(subPageId, subPageLabel) {
			if (!pages.isSupported()) return false
			pages.shareDeepLink({ subPageId, subPageLabel })
			return true
		},
		onBack(handle) {
			if (pages.backStack.isSupported()) pages.backStack.registerBackButtonHandler(handle)
		},
		ready() {
			app.notifyAppLoaded()
			void app.notifySuccess()
		},
	}
}

function plainBrowser(): Host {
	const dark = matchMedia('(prefers-color-scheme: dark)')
	const contrast = matchMedia('(prefers-contrast: more)')
	const follow = () => showTheme(contrast.matches && dark.matches ? 'contrast' : dark.matches ? 'dark' : 'light')
	dark.addEventListener('change', follow)
	contrast.addEventListener('change', follow)
	follow()
	return {
		isTeams: false,
		token: () => Promise.reject(new Error('There is no single sign-on outside Teams.')),
		share: () => false,
		onBack: () => undefined,
		ready: () => undefined,
	}
}

/** Teams' names of its themes: `default`, `dark`, `contrast`, `glass`. */
function themeOf(name: string): Theme {
	return name === 'dark' || name === 'contrast' ? name : 'light'
}

function showTheme(theme: Theme): void {
	document.documentElement.dataset['theme'] = theme
}

async function inTime<Value>(work: Promise<Value>): Promise<Value> {
	const late = new Promise<never>((_resolve, reject) => {
		setTimeout(() => reject(new Error('Teams did not answer.')), PATIENCE)
	})
	return Promise.race([work, late])
}
