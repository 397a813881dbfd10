import type { CardForm } from './card-form.ts'
import { changedMeanwhile } from './command.ts'
import type { TicketDetail, TicketRow } from './contract.ts'
import type { DialogContent } from './dialog.ts'
import { type Child, h } from './dom.ts'
import { messageBar, newerState } from './message-bar.ts'
import { icon } from './icons.ts'
import { skeletonForm } from './skeletons.ts'
import { inText, say } from './texts.ts'

/** Where a form is on its way. */
export interface FormState {
	verb: string
	title: string
	/** The version of the ticket that the person has seen. */
	version: number
	form?: CardForm | undefined
	/** What the form holds before anybody types. */
	untouched?: string | undefined
	/** Whether the handed out text was copied. */
	isCopied?: boolean
	/** Counts the cards shown, so that the next card of a guided action replaces the one before. */
	shown: number
	problem?: string | undefined
	/** The ticket as it is now, when it changed while the form was open. */
	newer?: TicketDetail | undefined
	isSending: boolean
}

interface FormHandlers {
	readonly close: () => void
	readonly retry: () => void
	readonly copy: (text: string) => void
}

/** The dialog of a form: messages, the card, and the card's own buttons at the foot. */
export function formContent(state: FormState, ticket: TicketRow, handlers: FormHandlers): DialogContent {
	return {
		title: state.form?.heading ?? inText(state.title),
		subtitle: `${ticket.number} · ${ticket.title}`,
		body: [
			h('div', { class: 'form-messages', role: 'alert' }, messages(state)),
			state.form ? cardHolder(state.form, state.shown) : state.problem === undefined && skeletonForm(),
		],
		footer: [
			h('button', { type: 'button', class: 'button', key: 'cancel', onclick: handlers.close }, say('common.cancel')),
			state.form?.handout !== undefined && copyButton(state.form.handout, state, handlers),
			...(state.form === undefined && state.problem !== undefined
				? [h('button', { type: 'button', class: 'button primary', key: 'retry', onclick: handlers.retry }, say('common.retry'))]
				: submitButtons(state.form, state.isSending)),
		],
	}
}

function copyButton(text: string, { isCopied }: FormState, { copy }: FormHandlers): Child {
	return h(
		'button',
		{ type: 'button', class: 'button', key: 'copy', 'data-testid': 'copy', onclick: () => copy(text) },
		icon(isCopied ? 'check' : 'copy'),
		say(isCopied ? 'forms.copied' : 'forms.copy'),
	)
}

/** The card, put on the page once, with the cursor in its first input. */
export function cardHolder(form: CardForm, key: number): Child {
	return h('div', {
		key: `card-${key}`,
		class: 'card-holder',
		mount(holder) {
			holder.append(form.element)
			queueMicrotask(() => form.element.querySelector<HTMLElement>('input:not([type=hidden]), textarea, select')?.focus())
		},
	})
}

/** The card's own buttons; the first one is the one meant. */
export function submitButtons(form: CardForm | undefined, isSending: boolean): Child[] {
	return (form?.buttons ?? []).map(({ title, press }, index) =>
		h(
			'button',
			{
				type: 'button',
				key: `submit-${index}`,
				class: index === 0 ? 'button primary' : 'button',
				'data-testid': index === 0 ? 'submit' : undefined,
				disabled: isSending,
				'aria-busy': isSending && index === 0 ? 'true' : undefined,
				onclick: press,
			},
			title,
		),
	)
}

function messages({ newer, problem, form, untouched }: FormState): Child[] {
	const isTyped = form !== undefined && JSON.stringify(form.entered()) !== untouched
	const kept = isTyped && h('p', {}, say('forms.kept'))
	return [
		newer && messageBar('warning', changedMeanwhile(newer), newerState(newer.ticket), kept),
		problem !== undefined && messageBar('error', problem),
	]
}
