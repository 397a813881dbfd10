import {
	type Action,
	AdaptiveCard,
	ExecuteAction,
	GlobalRegistry,
	GlobalSettings,
	OpenUrlAction,
	SubmitAction,
	Table,
	Versions,
} from 'adaptivecards'
import { type Fields, fieldsOf } from './activity.ts'
import { createCardConfig } from './card-config.ts'
import { element } from '../shared/element.ts'
import { renderMarkdown, safeAddress } from '../shared/markdown.ts'
import type { CardUse } from './transcript.ts'

/** What a button of a card sends. `reusable` (from the button's data) keeps the card's buttons usable afterwards. */
export interface CardSubmit {
	title: string
	value: Fields
	reusable: boolean
}

/** What a card needs from the rest of the widget. */
export interface CardPorts {
	/** A card that was used shows what was entered and chosen, and cannot be used again. */
	use: CardUse | undefined
	/** What was entered before the page was loaded, and not sent. */
	draft: Fields | undefined
	onDraft(values: Fields): void
	onSubmit(submit: CardSubmit): void
}

const config = createCardConfig()
const DOUBLE_CLICK = 800

// Named here because an unnamed class is left out of the bundle, and cards with tables would lose them.
GlobalRegistry.elements.register('Table', Table, Versions.v1_5)

// A stop of the Tab key where nothing can be done.
GlobalSettings.setTabIndexAtCardRoot = false

AdaptiveCard.onProcessMarkdown = (text, result) => {
	const holder = element('div')
	holder.append(renderMarkdown(text))
	result.outputHtml = holder.innerHTML
	result.didProcess = true
}

/** The same card with what the customer entered before the page was loaded. */
function filled(part: unknown, values: Fields): unknown {
	if (Array.isArray(part)) return part.map((each) => filled(each, values))
	const fields = fieldsOf(part)
	if (!fields) return part
	const copy: Record<string, unknown> = {}
	for (const [name, value] of Object.entries(fields)) copy[name] = filled(value, values)
	const id = fields['id']
	const isInput = String(fields['type']).startsWith('Input.')
	if (isInput && typeof id === 'string' && values[id] !== undefined) copy['value'] = values[id]
	return copy
}

function readSubmit(action: SubmitAction | ExecuteAction): CardSubmit {
	const { reusable, ...data } = fieldsOf(action.data) ?? {}
	const value = action instanceof ExecuteAction && action.verb ? { ...data, verb: action.verb } : data
	return { title: action.title ?? '', value, reusable: reusable === true }
}

function openAddress(action: OpenUrlAction): void {
	const address = safeAddress(action.url ?? '')
	if (address) window.open(address, '_blank', 'noopener,noreferrer')
}

function closeCard(card: AdaptiveCard, rendered: HTMLElement, use: CardUse): void {
	for (const action of card.getAllActions()) {
		if (!(action instanceof SubmitAction || action instanceof ExecuteAction)) continue
		action.isEnabled = false
		// The library asks for this only when somebody presses; the button on the screen it leaves as it was.
		action.renderedElement?.toggleAttribute('disabled', true)
		action.renderedElement?.classList.toggle('chosen', action.title === use.title)
	}
	for (const input of rendered.querySelectorAll<HTMLInputElement>('input, select, textarea')) input.disabled = true
	for (const selectable of rendered.querySelectorAll('.ac-selectable')) selectable.removeAttribute('tabindex')
	rendered.classList.add('used')
}

function enteredIn(card: AdaptiveCard): Fields {
	return Object.fromEntries(card.getAllInputs().map(({ id, value }) => [id ?? '', value]))
}

/** Draws an Adaptive Card; `undefined` where the content is no card that can be drawn. */
export function renderCard(content: unknown, { use, draft, onDraft, onSubmit }: CardPorts): HTMLElement | undefined {
	const card = new AdaptiveCard()
	card.hostConfig = config
	let last: { action: Action; at: number } | undefined
	card.onExecuteAction = (action: Action) => {
		if (action instanceof OpenUrlAction) return openAddress(action)
		if (!(action instanceof SubmitAction || action instanceof ExecuteAction)) return
		const isDoubleClick = last?.action === action && performance.now() - last.at < DOUBLE_CLICK
		if (isDoubleClick || rendered?.classList.contains('used')) return
		last = { action, at: performance.now() }
		const submit = readSubmit(action)
		if (rendered && !submit.reusable) closeCard(card, rendered, { title: submit.title, values: submit.value })
		onSubmit(submit)
	}
	const entered = use?.values ?? draft
	card.parse(entered ? filled(content, entered) : content)
	const rendered = card.render()
	if (!rendered) return undefined
	rendered.classList.add('card')
	for (const event of ['input', 'change']) rendered.addEventListener(event, () => onDraft(enteredIn(card)))
	if (use) closeCard(card, rendered, use)
	return rendered
}
