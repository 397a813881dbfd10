import { type Api, messageOf } from './api.ts'
import { createRequestIds } from './command.ts'
import type { Customer } from './contract.ts'
import { type OpenDialog, openDialog } from './dialog.ts'
import type { ErasePreview, EraseStanding, FoundPerson, Whose } from './erase-contract.ts'
import { asCustomer, eraseContent, type EraseState, readConfirmation } from './erase-view.ts'
import { createNewest } from './newest.ts'

const TYPING = 200
const LOOK_EVERY = 1000

/** What the dialog starts with, and whom it tells. */
interface EraseOptions {
	readonly api: Api
	/** The ticket whose customer it is about; without it, somebody is looked for first. */
	readonly ticket?: string | undefined
	/** Called when what the page shows is not true any more. */
	readonly erased: () => void
}

interface Flow extends EraseOptions {
	readonly state: EraseState
	readonly dialog: OpenDialog
	readonly show: (change: Partial<EraseState>) => void
	readonly idOf: (request: unknown) => string
	/** The person who was chosen first, to go back to from the whole company. */
	person?: Whose | undefined
	/** Whom the newest count is about; an older one that comes late is of no use. */
	wanted?: Whose | { readonly ticket: string } | undefined
}

/** Deletes what is kept of a customer: whose data, what goes, the confirmation, and whether it is done. */
export function openEraseDialog(options: EraseOptions): void {
	const { api, ticket } = options
	const state: EraseState = { text: '', isChosen: ticket !== undefined, isSending: false }
	let isShown = false
	let typing: ReturnType<typeof setTimeout> | undefined
	const dialog = openDialog('dialog')
	const flow: Flow = { ...options, state, dialog, show, idOf: createRequestIds() }
	const search = createNewest<readonly FoundPerson[]>({
		ask: () => api.get(`/erasures/people?${new URLSearchParams({ text: state.text })}`),
		// What comes when somebody is chosen already says nothing about the next step.
		accept: (found) => show({ customers: found.map(asCustomer), ...(!state.isChosen && { problem: undefined }) }),
		refuse: (error) => show(state.isChosen ? {} : { problem: messageOf(error) }),
	})

	function show(change: Partial<EraseState>): void {
		Object.assign(state, change)
		if (isShown && !dialog.element.isConnected) return
		isShown = true
		const { close } = dialog
		dialog.draw(eraseContent(state, { close, type, choose, another, widen, erase: () => void erase(flow) }))
	}
	function type(text: string): void {
		clearTimeout(typing)
		typing = setTimeout(() => {
			state.text = text.trim()
			void search.load()
		}, TYPING)
	}
	function choose({ userId }: Customer): void {
		void preview(flow, { kind: 'person', id: userId })
	}
	function another(): void {
		flow.wanted = undefined
		show({ isChosen: false, preview: undefined, problem: undefined })
		dialog.element.querySelector<HTMLElement>('.search-input')?.focus()
		void search.load()
	}
	function widen(toCompany: boolean): void {
		const company = state.preview?.company
		const whose = toCompany && company ? ({ kind: 'company', id: company.id } as const) : flow.person
		if (whose) void preview(flow, whose)
	}

	show({})
	if (ticket !== undefined) void preview(flow, { ticket })
	else void search.load()
}

/** Counts what would go. */
async function preview(flow: Flow, whose: Whose | { readonly ticket: string }): Promise<void> {
	flow.wanted = whose
	flow.show({ isChosen: true, problem: undefined })
	try {
		const found = await flow.api.get<ErasePreview>(`/erasures/preview?${new URLSearchParams({ ...whose })}`)
		if (flow.wanted !== whose) return
		if (found.whose.kind === 'person') flow.person = found.whose
		flow.show({ preview: found })
	} catch (error) {
		if (flow.wanted === whose) flow.show({ problem: messageOf(error) })
	}
}

async function erase(flow: Flow): Promise<void> {
	const { api, state, dialog, show, idOf } = flow
	if (state.isSending || state.preview === undefined) return
	show({ isSending: true, problem: undefined })
	const request = { whose: state.preview.whose, ...readConfirmation(dialog.element) }
	const requestId = idOf(request)
	try {
		show({ standing: await api.post<EraseStanding>('/erasures', { ...request, requestId }) })
		flow.erased()
		void follow(flow, requestId)
	} catch (error) {
		show({ problem: messageOf(error) })
		dialog.element.querySelector('.modal-body')?.scrollTo({ top: 0 })
	}
	show({ isSending: false })
}

/** Looks until it is done, while somebody looks on. */
async function follow({ api, state, dialog, show }: Flow, request: string): Promise<void> {
	while (state.standing?.done === false && dialog.element.isConnected) {
		await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
		const standing = await api.get<EraseStanding>(`/erasures?${new URLSearchParams({ request })}`).catch(() => undefined)
		if (standing) show({ standing })
	}
}
