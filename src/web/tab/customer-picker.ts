import { avatar } from './badges.ts'
import type { Customer } from './contract.ts'
import { type Child, h } from './dom.ts'
import { icon } from './icons.ts'
import { skeletonList } from './skeletons.ts'
import { say } from './texts.ts'

/** Which customers were found for what was typed; none are known while the search runs. */
export interface PickerState {
	readonly customers?: readonly Customer[] | undefined
	readonly problem?: string | undefined
}

export interface PickerWords {
	readonly search: string
	/** Said where nobody fits. */
	readonly nobody: string
}

export interface PickerHandlers {
	readonly type: (text: string) => void
	readonly choose: (customer: Customer) => void
}

/** Finds a customer by name or company. */
export function customerPicker(state: PickerState, { search, nobody }: PickerWords, { type, choose }: PickerHandlers): Child[] {
	return [
		h(
			'div',
			{ class: 'search in-drawer', key: 'picker' },
			icon('search'),
			h('input', {
				type: 'search',
				class: 'search-input',
				autofocus: true,
				placeholder: search,
				'aria-label': search,
				oninput: (event: Event) => type((event.target as HTMLInputElement).value),
			}),
		),
		h('div', { class: 'customer-place', key: 'customers', 'aria-live': 'polite' }, found(state, nobody, choose)),
	]
}

function found({ customers, problem }: PickerState, nobody: string, choose: PickerHandlers['choose']): Child {
	if (customers === undefined) return problem === undefined && skeletonList()
	if (customers.length === 0) return h('p', { class: 'quiet' }, nobody)
	const choice = (customer: Customer) => {
		const { userId, name, company } = customer
		const names = h('span', { class: 'customer-names' }, h('strong', {}, name), h('span', { class: 'quiet' }, company))
		const button = { type: 'button', class: 'customer-choice', 'data-customer': userId, onclick: () => choose(customer) }
		return h('li', { key: userId }, h('button', button, avatar(name), names))
	}
	return h('ul', { class: 'customers', 'aria-label': say('dispute.customers') }, customers.map(choice))
}
