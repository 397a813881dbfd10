import {
	type Action,
	AdaptiveCard,
	ExecuteAction,
	GlobalRegistry,
	OpenUrlAction,
	SubmitAction,
	Table,
	Versions,
} from 'adaptivecards'
import { renderMarkdown, safeAddress } from '../shared/markdown.ts'
import { createCardConfig } from './card-config.ts'
import { make, h } from './dom.ts'

export type Fields = Readonly<Record<string, unknown>>

/** A button of the card, to be shown at the foot of the dialog. */
export interface CardButton {
	readonly title: string
	/** Checks the inputs and submits, or puts the cursor into the first input that is not right. */
	press(): void
}

/** What the person submitted: `verb` and `version` come from the card's own button, `data` from the inputs. */
export interface Submitted {
	readonly verb: string | undefined
	readonly version: number | undefined
	readonly data: Fields
}

/** An Adaptive Card with inputs, drawn. */
export interface CardForm {
	readonly element: HTMLElement
	readonly buttons: readonly CardButton[]
	/** The card's own headline, shown as the title of the dialog. */
	readonly heading?: string | undefined
	/** The version of the ticket that the server made it for. */
	readonly version?: number | undefined
	/** A text that the card hands out, to be pasted somewhere else. */
	readonly handout?: string | undefined
	/** What is entered now, by the inputs' ids. */
	entered(): Fields
}

// Named here because an unnamed class is left out of the bundle, and cards with tables would lose them.
GlobalRegistry.elements.register('Table', Table, Versions.v1_5)

AdaptiveCard.onProcessMarkdown = (text, result) => {
	const holder = make(h('div'))
	holder.append(renderMarkdown(text))
	result.outputHtml = holder.innerHTML
	result.didProcess = true
}

/** Reads a card; what comes back draws it with the values given, or answers `undefined` where the content is no card. */
export function createCardForm(
	content: unknown,
	onSubmit: (submitted: Submitted) => void,
): (values: Fields) => CardForm | undefined {
	const { heading, rest } = withoutHeading(content)
	return (values) => {
		const card = new AdaptiveCard()
		card.hostConfig = createCardConfig()
		card.onExecuteAction = (action: Action) => {
			if (action instanceof OpenUrlAction) openAddress(action.url)
			else if (action instanceof SubmitAction || action instanceof ExecuteAction) onSubmit(submittedBy(action))
		}
		card.parse(filled(rest, values))
		const element = card.render()
		if (!element) return undefined
		element.classList.add('card')
		hideActions(card)
		const first = card.getActionAt(0)
		const version = first instanceof SubmitAction || first instanceof ExecuteAction ? submittedBy(first).version : undefined
		return { element, buttons: buttonsOf(card), heading, version, handout: handoutOf(rest), entered: () => enteredIn(card) }
	}
}

function withoutHeading(content: unknown): { heading?: string; rest: unknown } {
	const body: unknown = isFields(content) ? content['body'] : undefined
	const [first, ...others]: unknown[] = Array.isArray(body) ? body : []
	const text = isFields(first) && first['style'] === 'heading' ? first['text'] : undefined
	return typeof text === 'string' && isFields(content) ? { heading: text, rest: { ...content, body: others } } : { rest: content }
}

/** The card's own buttons stand at the foot of the dialog, where they stay in sight while a long form scrolls. */
function hideActions(card: AdaptiveCard): void {
	const row = card.getActionAt(0)?.renderedElement?.closest<HTMLElement>('.ac-actionSet')
	const place = row?.parentElement?.classList.contains('ac-adaptiveCard') ? row : row?.parentElement
	if (place) place.hidden = true
}

function buttonsOf(card: AdaptiveCard): CardButton[] {
	const actions = Array.from({ length: card.getActionCount() }, (_each, index) => card.getActionAt(index))
	return actions.flatMap((action) => (action ? [{ title: action.title ?? '', press: () => action.execute() }] : []))
}

/** Cards set what is to be pasted in one width. */
function handoutOf(part: unknown): string | undefined {
	if (Array.isArray(part)) return part.map(handoutOf).find((text) => text !== undefined)
	if (!isFields(part)) return undefined
	if (part['fontType'] === 'Monospace' && typeof part['text'] === 'string') return part['text']
	return handoutOf(Object.values(part).filter((inner) => typeof inner === 'object'))
}

function enteredIn(card: AdaptiveCard): Fields {
	return Object.fromEntries(card.getAllInputs().flatMap(({ id, value }) => (id === undefined ? [] : [[id, value]])))
}

function submittedBy(action: SubmitAction | ExecuteAction): Submitted {
	const { verb, ticket: _ticket, version, ...data } = isFields(action.data) ? action.data : {}
	const named = action instanceof ExecuteAction ? action.verb : undefined
	return {
		verb: typeof verb === 'string' ? verb : named || undefined,
		version: typeof version === 'number' ? version : undefined,
		data,
	}
}

function openAddress(url: string | undefined): void {
	const address = safeAddress(url ?? '')
	if (address) window.open(address, '_blank', 'noopener,noreferrer')
}

/** The same card with the values put into its inputs. */
function filled(part: unknown, values: Fields): unknown {
	if (Array.isArray(part)) return part.map((each) => filled(each, values))
	if (!isFields(part)) return part
	const copy = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, filled(value, values)]))
	const { id, type } = part
	const isInput = typeof type === 'string' && type.startsWith('Input.')
	if (isInput && typeof id === 'string' && values[id] !== undefined) copy['value'] = values[id]
	return copy
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}
