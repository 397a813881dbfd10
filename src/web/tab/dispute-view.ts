import { avatar } from './badges.ts'
import type { CardForm } from './card-form.ts'
import type { Customer } from './contract.ts'
import type { DialogContent } from './dialog.ts'
import { type Child, h } from './dom.ts'
import { cardHolder, submitButtons } from './form-view.ts'
import { icon } from './icons.ts'
import { messageBar } from './message-bar.ts'
import { skeletonForm, skeletonList } from './skeletons.ts'
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
			...(customer ? [chosen(customer, handlers), formBody(state)] : picker(state, handlers)),
		],
		footer: [
			h('button', { type: 'button', class: 'button', key: 'cancel', onclick: handlers.close }, say('common.cancel')),
			...submitButtons(form, isSending),
		],
	}
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

function picker({ customers, text, problem }: DisputeState, handlers: DisputeHandlers): Child[] {
	return [
		h(
			'div',
			{ class: 'search in-drawer', key: 'picker' },
			icon('search'),
			h('input', {
				type: 'search',
				class: 'search-input',
				autofocus: true,
				placeholder: say('dispute.search'),
				'aria-label': say('dispute.search'),
				oninput: (event: Event) => handlers.type((event.target as HTMLInputElement).value),
			}),
		),
		h('div', { class: 'customer-place', key: 'customers', 'aria-live': 'polite' }, found(customers, text, problem, handlers)),
	]
}

function found(
	customers: DisputeState['customers'],
	text: string,
	problem: string | undefined,
	{ choose }: DisputeHandlers,
): Child {
	if (customers === undefined) return problem === undefined && skeletonList()
	if (customers.length === 0) return h('p', { class: 'quiet' }, say('dispute.noCustomer', { text }))
	return h(
		'ul',
		{ class: 'customers', 'aria-label': say('dispute.customers') },
		customers.map((customer) =>
			h(
				'li',
				{ key: customer.userId },
				h(
					'button',
					{ type: 'button', class: 'customer-choice', 'data-customer': customer.userId, onclick: () => choose(customer) },
					avatar(customer.name),
					h('span', { class: 'customer-names' }, h('strong', {}, customer.name), h('span', { class: 'quiet' }, customer.company)),
				),
			),
		),
	)
}
