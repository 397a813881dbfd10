import { messageOf } from './api.ts'
import { copyText } from './clipboard.ts'
import { createCardForm, type Fields, type Submitted } from './card-form.ts'
import { type ActionParts, createRequestIds, send } from './command.ts'
import type { TicketDetail, TicketRow } from './contract.ts'
import { type OpenDialog, openDialog } from './dialog.ts'
import { formContent, type FormState } from './form-view.ts'
import { isStale } from './loader.ts'
import { inText, say } from './texts.ts'
import { showToast } from './toasts.ts'

/** What was typed into forms that were closed without sending, by ticket and verb. */
const drafts = new Map<string, Fields>()

/** A form on its way from the server's card to the server's yes. */
interface Flow {
	readonly parts: ActionParts
	readonly ticket: TicketRow
	readonly state: FormState
	readonly dialog: OpenDialog
	readonly idOf: (request: unknown) => string
}

/** Opens the form of an action. It stays open, with all that was typed, until the server has said yes. */
export function openForm(parts: ActionParts, start: { ticket: TicketRow; verb: string; title: string }): void {
	const { ticket, verb, title } = start
	const state: FormState = { verb, title, version: ticket.version, shown: 0, isSending: false }
	const dialog = openDialog('dialog', () => keepDraft(flow))
	const flow: Flow = { parts, ticket, state, dialog, idOf: createRequestIds() }
	void load(flow)
}

async function load(flow: Flow): Promise<void> {
	const { parts, ticket, state } = flow
	Object.assign(state, { form: undefined, problem: undefined, isCopied: false, title: titleOf(flow) })
	draw(flow)
	try {
		const content = await parts.api.get(`/tickets/${encodeURIComponent(ticket.number)}/forms/${state.verb}`)
		const card = createCardForm(content, (submitted) => void submit(flow, submitted))
		state.form = card(drafts.get(draftKey(flow)) ?? {})
		state.untouched = JSON.stringify(card({})?.entered())
		if (state.form === undefined) state.problem = say('errors.unknown')
		else if ((state.form.version ?? 0) > state.version) await showNewer(flow, state.form.version)
	} catch (error) {
		state.problem = messageOf(error)
	}
	state.shown += 1
	draw(flow)
}

async function submit(flow: Flow, { verb, version, data }: Submitted): Promise<void> {
	const { parts, ticket, state } = flow
	if (state.isSending) return
	const request = { verb: verb ?? state.verb, version: Math.max(state.version, version ?? 0), data }
	Object.assign(state, { isSending: true, problem: undefined })
	draw(flow)
	try {
		succeed(flow, await send(parts, ticket.number, { ...request, requestId: flow.idOf(request) }))
	} catch (error) {
		await fail(flow, error)
	}
	state.isSending = false
	draw(flow)
}

function succeed(flow: Flow, detail: TicketDetail): void {
	const { state, dialog, ticket } = flow
	drafts.delete(draftKey(flow))
	Object.assign(state, { form: undefined, newer: undefined, version: detail.ticket.version })
	if (detail.next === undefined || !dialog.element.open) {
		dialog.close()
		showToast({ text: say('actions.done', { title: inText(state.title), number: ticket.number }), tone: 'good' })
		return
	}
	state.verb = detail.next
	void load(flow)
}

async function fail(flow: Flow, error: unknown): Promise<void> {
	if (!isStale(error)) {
		flow.state.problem = messageOf(error)
		return
	}
	await showNewer(flow, error.newer?.version)
}

/** The person sees the newer state now, and what is sent next is meant for it; where it cannot be had, for what he saw before. */
async function showNewer({ parts, state }: Flow, version = 0): Promise<void> {
	await parts.loader.ticket()
	const { detail } = parts.state
	if (detail === undefined || detail.ticket.version < version) {
		state.problem = say('errors.unreachable')
		return
	}
	state.newer = detail
	state.version = detail.ticket.version
}

async function copy(flow: Flow, text: string): Promise<void> {
	flow.state.isCopied = await copyText(text)
	draw(flow)
}

function draw(flow: Flow): void {
	const { state, dialog, ticket } = flow
	if (flow.state.shown > 0 && !dialog.element.open) return
	dialog.draw(
		formContent(state, ticket, { close: dialog.close, retry: () => void load(flow), copy: (text) => void copy(flow, text) }),
	)
}

function keepDraft(flow: Flow): void {
	const entered = flow.state.form?.entered()
	if (entered && JSON.stringify(entered) !== flow.state.untouched) drafts.set(draftKey(flow), entered)
}

function draftKey({ ticket, state }: Flow): string {
	return `${ticket.number}/${state.verb}`
}

function titleOf({ parts, state }: Flow): string {
	return parts.state.detail?.actions.find(({ verb }) => verb === state.verb)?.title ?? state.title
}
