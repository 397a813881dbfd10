import { messageOf } from './api.ts'
import { type ActionParts, type Command, changedMeanwhile, send } from './command.ts'
import { openConfirm } from './confirm-dialog.ts'
import type { OfferedAction } from './contract.ts'
import { openForm } from './form-dialog.ts'
import { isStale } from './loader.ts'
import { inText, say } from './texts.ts'
import { showToast } from './toasts.ts'

/** Starts an action of the open ticket: a form, a question whether one is sure, or at once. */
export function startAction(parts: ActionParts, action: OfferedAction, data: Command['data'] = {}): void {
	const { state } = parts
	if (state.detail === undefined || state.running !== undefined) return
	const { ticket } = state.detail
	state.hint = undefined
	if (action.form) openForm(parts, { ticket, verb: action.verb, title: action.title })
	else if (action.style === 'destructive')
		openConfirm({ title: action.title, ticket, run: () => void runNow(parts, action, data) })
	else void runNow(parts, action, data)
}

async function runNow(parts: ActionParts, { verb, title }: OfferedAction, data: Command['data']): Promise<void> {
	const { state, loader, changed } = parts
	if (state.detail === undefined || state.running !== undefined) return
	const { number, version } = state.detail.ticket
	state.running = verb
	changed()
	try {
		await send(parts, number, { verb, version, requestId: crypto.randomUUID(), data })
		showToast({ text: say('actions.done', { title: inText(title), number }), tone: 'good' })
	} catch (error) {
		if (isStale(error)) await loader.ticket()
		state.hint = isStale(error)
			? { tone: 'warning', text: changedMeanwhile(state.detail) }
			: { tone: 'error', text: messageOf(error) }
	} finally {
		state.running = undefined
		changed()
	}
}
