import { avatar } from './badges.ts'
import type { Customer } from './contract.ts'
import { customerPicker } from './customer-picker.ts'
import type { DialogContent } from './dialog.ts'
import { type Child, h } from './dom.ts'
import type { EraseCounts, ErasePreview, EraseStanding, FoundPerson } from './erase-contract.ts'
import { messageBar } from './message-bar.ts'
import { skeletonForm } from './skeletons.ts'
import { say } from './texts.ts'
import { briefly } from './times.ts'

/** Where the deletion of a customer's data is on its way. */
export interface EraseState {
	text: string
	customers?: readonly Customer[] | undefined
	/** Set while what goes is being counted, and from then on. */
	isChosen: boolean
	preview?: ErasePreview | undefined
	standing?: EraseStanding | undefined
	problem?: string | undefined
	isSending: boolean
}

interface EraseHandlers {
	readonly close: () => void
	readonly type: (text: string) => void
	readonly choose: (customer: Customer) => void
	readonly another: () => void
	/** The whole company, or the person alone again. */
	readonly widen: (toCompany: boolean) => void
	readonly erase: () => void
}

/** First whose data, then what goes and the confirmation, then whether it is done. */
export function eraseContent(state: EraseState, handlers: EraseHandlers): DialogContent {
	const { isChosen, standing, problem } = state
	const step = standing ? 'stepDone' : isChosen ? 'stepConfirm' : 'stepWho'
	return {
		title: say('erase.title'),
		subtitle: say(`erase.${step}`),
		body: [
			h('div', { class: 'form-messages', role: 'alert', key: 'messages' }, problem !== undefined && messageBar('error', problem)),
			...(standing
				? progress(standing)
				: isChosen
					? confirmation(state, handlers)
					: customerPicker(state, words(state), handlers)),
		],
		footer: [
			h(
				'button',
				{ type: 'button', class: 'button', key: 'cancel', onclick: handlers.close },
				say(standing ? 'common.close' : 'common.cancel'),
			),
			!standing && mayErase(state) && eraseButton(state, handlers),
		],
	}
}

/** Somebody who was found, as the picker shows people: a visitor by his chat. */
export function asCustomer(found: FoundPerson): Customer {
	if ('name' in found) return found
	const { userId, code, chat } = found
	const values = { time: briefly(chat.at), words: chat.words }
	const company = chat.words === '' ? say('erase.silentChat', values) : say('erase.chat', values)
	return { userId, name: say('erase.visitor', { code }), company }
}

/** What was typed into the dialog. */
export function readConfirmation(dialog: HTMLElement): { typed: string; reference: string } {
	const value = (name: string) => dialog.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value.trim() ?? ''
	return { typed: value('typed'), reference: value('reference') }
}

function mayErase({ preview }: EraseState): boolean {
	return preview !== undefined && preview.open.length === 0
}

function eraseButton({ isSending }: EraseState, { erase }: EraseHandlers): Child {
	return h(
		'button',
		{
			type: 'button',
			class: 'button destructive',
			key: 'erase',
			'data-testid': 'erase',
			disabled: isSending,
			'aria-busy': isSending ? 'true' : undefined,
			onclick: erase,
		},
		say('erase.run'),
	)
}

function words({ text }: EraseState) {
	return { search: say('erase.search'), nobody: say('erase.nobody', { text }) }
}

function confirmation({ preview, problem }: EraseState, handlers: EraseHandlers): Child[] {
	if (preview === undefined) return [problem === undefined && skeletonForm()]
	const { name, company, whose, open } = preview
	const shown = company.id === '' && preview.tickets.length === 0 ? say('erase.visitor', { code: name }) : name
	return [
		h(
			'div',
			{ class: 'chosen-customer', key: 'chosen' },
			avatar(shown),
			h('div', { class: 'customer-names' }, h('strong', {}, shown), h('span', { class: 'quiet' }, company.name)),
			h('button', { type: 'button', class: 'link-button', onclick: handlers.another }, say('erase.another')),
		),
		company.id !== '' && companyChoice(company.name, whose.kind === 'company', handlers),
		open.length > 0 && messageBar('warning', say('erase.open', { tickets: open.join(', ') })),
		...whatGoes(preview.counts),
		...(open.length > 0 ? [] : inputs(name, preview.tickets.length > 0)),
	]
}

function companyChoice(company: string, checked: boolean, { widen }: EraseHandlers): Child {
	const onchange = (event: Event) => widen((event.target as HTMLInputElement).checked)
	return h(
		'label',
		{ class: 'erase-company', key: 'company' },
		h('input', { type: 'checkbox', name: 'company', checked, onchange }),
		h('span', {}, say('erase.company', { company })),
	)
}

function whatGoes(counts: EraseCounts): Child[] {
	return [
		list('goes', say('erase.goes'), amounts(counts)),
		list('stays', say('erase.stays'), [say('erase.staysNumbers'), say('erase.staysSent')]),
	]
}

function amounts({ people, tickets, messages, files, mails }: EraseCounts): string[] {
	return [
		say('erase.goesPeople', { count: people }),
		say('erase.goesTickets', { count: tickets }),
		say('erase.goesMessages', { count: messages }),
		say('erase.goesFiles', { count: files }),
		say('erase.goesMails', { count: mails }),
	]
}

function list(id: string, title: string, lines: readonly string[]): Child {
	return h(
		'section',
		{ key: id, class: 'erase-list', 'data-testid': id },
		h('h3', {}, title),
		h(
			'ul',
			{},
			lines.map((line) => h('li', {}, line)),
		),
	)
}

function inputs(name: string, hasTickets: boolean): Child[] {
	const input = (key: string, label: string) =>
		h(
			'label',
			{ class: 'erase-input', key },
			h('span', {}, label),
			h('input', { type: 'text', name: key, autocomplete: 'off', maxlength: key === 'reference' ? 60 : 300 }),
		)
	const confirm = say(hasTickets ? 'erase.confirm' : 'erase.confirmName', { name })
	return [input('typed', confirm), input('reference', say('erase.reference'))]
}

function progress({ done, counts }: EraseStanding): Child[] {
	return [
		h(
			'div',
			{ class: 'erase-progress', key: 'progress', role: 'status', 'data-testid': done ? 'erase-done' : 'erase-working' },
			messageBar('info', say(done ? 'erase.done' : 'erase.working'), !done && h('p', {}, say('erase.later'))),
		),
		done && list('gone', say('erase.gone'), amounts(counts)),
	]
}
