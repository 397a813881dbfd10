import { avatar } from './badges.ts'
import type { CardForm } from './card-form.ts'
import type { Customer } from './contract.ts'
import { customerPicker } from './customer-picker.ts'
import type { DialogContent } from './dialog.ts'
import { type Child, h } from './dom.ts'
import { cardHolder, submitButtons } from './form-view.ts'
import { messageBar } from './message-bar.ts'
import { skeletonForm } from './skeletons.ts'
import { say } from './texts.ts'

/** Where the opening of a dispute is on its way. */
export interface DisputeState {
	text: string
	customers?: readonly Customer[] | undefined
	customer?: Customer | undefined
	form?: CardForm | undefined
	/** Counts the cards shown. */
	shown: number
	problem?: string | undefined
	isSending: boolean
}

interface DisputeHandlers {
	readonly close: () => void
	readonly type: (text: string) => void
	readonly choose: (customer: Customer) => void
	readonly another: () => void
}

/** First the choice of a customer, then the form. */
export function disputeContent(state: DisputeState, handlers: DisputeHandlers): DialogContent {
	const { customer, problem, form, isSending } = state
	return {
		title: form?.heading ?? say('dispute.title'),
		subtitle: say(customer ? 'dispute.stepForm' : 'dispute.stepCustomer'),
		body: [
			h('div', { class: 'form-messages', role: 'alert', key: 'messages' }, problem !== undefined && messageBar('error', problem)),
			...(customer ? [chosen(customer, handlers), formBody(state)] : customerPicker(state, words(state), handlers)),
		],
		footer: [
			h('button', { type: 'button', class: 'button', key: 'cancel', onclick: handlers.close }, say('common.cancel')),
			...submitButtons(form, isSending),
		],
	}
}

function words({ text }: DisputeState) {
	return { search: say('dispute.search'), nobody: say('dispute.noCustomer', { text }) }
}

function formBody({ form, shown, problem }: DisputeState): Child {
	return form ? cardHolder(form, shown) : problem === undefined && skeletonForm()
}

function chosen({ name, company }: Customer, { another }: DisputeHandlers): Child {
	return h(
		'div',
		{ class: 'chosen-customer', key: 'chosen' },
		avatar(name),
		h('div', { class: 'customer-names' }, h('strong', {}, name), h('span', { class: 'quiet' }, company)),
		h('button', { type: 'button', class: 'link-button', onclick: another }, say('dispute.another')),
	)
}
