import type { Kit } from './kit.ts'
import { shorten } from './shorten.ts'

/** A button of a card before it is fitted to where it is shown. */
export interface ActionDraft {
	readonly title: string
	readonly verb: string
	readonly data?: Readonly<Record<string, unknown>>
	readonly style?: 'default' | 'positive' | 'destructive'
	/** Behind "…" where the card is full. */
	readonly secondary?: boolean
	/** Sends without asking for the card's required inputs. */
	readonly skipsInputs?: boolean
}

/** What fits on a button; Teams cuts longer ones where it likes. */
const TITLE_LENGTH = 40

/** In the chat these stay usable: whoever has looked at one ticket of a list may want to look at the next one. */
function onlyShows({ verb }: ActionDraft): boolean {
	return verb.startsWith('show-')
}

/**
 * A button: `Action.Execute` with an `Action.Submit` fallback in Teams (schema 1.5), `Action.Submit` elsewhere. The verb
 * travels in the data too. `card` makes one click act once; it gives no rights.
 */
export function cardAction(kit: Kit, draft: ActionDraft): Readonly<Record<string, unknown>> {
	const data = { ...draft.data, verb: draft.verb, card: kit.newId() }
	const shared = {
		title: shorten(draft.title, TITLE_LENGTH),
		style: draft.style ?? 'default',
		mode: draft.secondary ? 'secondary' : 'primary',
		...(draft.skipsInputs && { associatedInputs: 'none' }),
	}
	if (kit.surface === 'web')
		return { type: 'Action.Submit', ...shared, data: { ...data, ...(onlyShows(draft) && { reusable: true }) } }
	const submit = { type: 'Action.Submit', ...shared, data }
	return { type: 'Action.Execute', ...shared, verb: draft.verb, data, fallback: submit }
}
