import { fieldsOf, textOf } from './activity.ts'
import type { WidgetOptions } from './options.ts'
import type { Session } from './session.ts'
import { localeOf } from './texts.ts'

/** Keeps the session for reloads, other tabs and later visits of the same person. */
export interface SessionStore {
	read(): Session | undefined
	write(session: Session): void
	forget(): void
	/** Runs the work while no other tab runs it, so that two tabs opened together share one conversation. */
	alone<Result>(work: () => Promise<Result>): Promise<Result>
	/** Small notes beside the session: `read` stays with the person, `tab` with this tab and its reloads. */
	note(area: 'person' | 'tab', name: string): string | undefined
	keep(area: 'person' | 'tab', name: string, value: string | undefined): void
}

/** The person whom the website's token names. It only picks the drawer; the desk alone decides what the token is worth. */
function subjectOf(identity: string): string {
	try {
		const payload = identity.split('.')[1] ?? ''
		const claims: unknown = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
		return textOf(fieldsOf(claims)?.['sub']) ?? identity
	} catch {
		return identity
	}
}

function parseSession(json: string | undefined): Session | undefined {
	const fields = fieldsOf(json === undefined ? undefined : JSON.parse(json))
	const token = textOf(fields?.['token'])
	const userId = textOf(fields?.['userId'])
	if (!fields || !token || !userId) return undefined
	return {
		token,
		userId,
		conversationId: textOf(fields['conversationId']),
		renewAt: Number(fields['renewAt']) || 0,
		partnerName: textOf(fields['partnerName']) ?? '',
		locale: localeOf(textOf(fields['locale'])),
	}
}

/**
 * The browser's storage, in a drawer per desk and person: another person on the same computer finds another drawer.
 * Where the browser refuses storage (private windows, policies), the widget works and forgets at the next page.
 */
export function createSessionStore({ base, sample, identity }: WidgetOptions): SessionStore {
	const person = sample ? `sample:${sample}` : identity ? `person:${subjectOf(identity)}` : 'guest'
	const drawer = `loopdesk:${base}:${person}`
	const forgotten = new Map<string, string>()
	const key = (name: string) => `${drawer}:${name}`
	const areaOf = (area: 'person' | 'tab') => (area === 'person' ? localStorage : sessionStorage)

	function note(area: 'person' | 'tab', name: string): string | undefined {
		try {
			return areaOf(area).getItem(key(name)) ?? undefined
		} catch {
			return forgotten.get(name)
		}
	}

	function keep(area: 'person' | 'tab', name: string, value: string | undefined): void {
		try {
			if (value === undefined) areaOf(area).removeItem(key(name))
			else areaOf(area).setItem(key(name), value)
		} catch {
			forgotten.set(name, value ?? '')
		}
	}

	return {
		note,
		keep,
		read() {
			try {
				return parseSession(note('person', 'session'))
			} catch {
				return undefined
			}
		},
		write: (session) => keep('person', 'session', JSON.stringify(session)),
		forget: () => keep('person', 'session', undefined),
		// Without a secure origin there are no locks; two first tabs may then start two conversations, and nothing is lost.
		alone: async (work) => ('locks' in navigator ? await navigator.locks.request(drawer, work) : await work()),
	}
}
