import { type Api, messageOf } from './api.ts'
import { createCardForm, type Submitted } from './card-form.ts'
import { createRequestIds } from './command.ts'
import type { Customer } from './contract.ts'
import { type OpenDialog, openDialog } from './dialog.ts'
import { disputeContent, type DisputeState } from './dispute-view.ts'
import { createNewest } from './newest.ts'

const TYPING = 200

interface Flow {
	readonly api: Api
	readonly state: DisputeState
	readonly dialog: OpenDialog
	readonly idOf: (request: unknown) => string
	readonly opened: (number: string) => void
}

/** Opens a dispute on a customer's behalf: first who, then the form. `opened` gets the number of the new ticket. */
export function openDisputeDialog(api: Api, opened: (number: string) => void): void {
	const state: DisputeState = { text: '', shown: 0, isSending: false }
	let typing: ReturnType<typeof setTimeout> | undefined
	const dialog = openDialog('dialog')
	const flow: Flow = { api, state, dialog, opened, idOf: createRequestIds() }
	const search = createNewest<readonly Customer[]>({
		ask: () => api.get(`/customers?${new URLSearchParams({ text: state.text })}`),
		// What comes when somebody is chosen already says nothing about the form.
		accept: (customers) => show({ customers, ...(state.customer === undefined && { problem: undefined }) }),
		refuse: (error) => show(state.customer === undefined ? { problem: messageOf(error) } : {}),
	})
	function show(change: Partial<DisputeState>): void {
		Object.assign(state, change)
		if (state.shown > 0 && !dialog.element.isConnected) return
		const { close } = dialog
		dialog.draw(disputeContent(state, { close, type, choose: (customer) => void choose(flow, customer, show), another }))
	}
	function type(text: string): void {
		clearTimeout(typing)
		typing = setTimeout(() => {
			state.text = text.trim()
			void search.load()
		}, TYPING)
	}
	function another(): void {
		show({ customer: undefined, form: undefined, problem: undefined })
		dialog.element.querySelector<HTMLElement>('.search-input')?.focus()
	}
	show({})
	state.shown = 1
	void search.load()
}

type Show = (change: Partial<DisputeState>) => void

async function choose(flow: Flow, customer: Customer, show: Show): Promise<void> {
	show({ customer, form: undefined, problem: undefined })
	// Somebody else may be chosen while this form is on its way.
	const isWanted = () => flow.state.customer === customer
	try {
		const content = await flow.api.get(`/forms/open-dispute?${new URLSearchParams({ customer: customer.userId })}`)
		const card = createCardForm(content, (submitted) => void submit(flow, customer, submitted, show))
		if (isWanted()) show({ form: card({}), shown: flow.state.shown + 1 })
	} catch (error) {
		if (isWanted()) show({ problem: messageOf(error) })
	}
}

async function submit(flow: Flow, { userId }: Customer, { data }: Submitted, show: Show): Promise<void> {
	if (flow.state.isSending) return
	show({ isSending: true, problem: undefined })
	const request = { customer: userId, data }
	try {
		const { number } = await flow.api.post<{ number: string }>('/tickets', { ...request, requestId: flow.idOf(request) })
		flow.dialog.close()
		flow.opened(number)
	} catch (error) {
		show({ problem: messageOf(error) })
	}
	show({ isSending: false })
}
