import type { SuggestedAction } from './activity.ts'
import { button, element } from '../shared/element.ts'
import { safeAddress } from '../shared/markdown.ts'
import { postBackData } from './post-back.ts'

/** What choosing a suggested action says, in the shape that Bot Framework clients send. */
function answerOf({ type, title, value, text, displayText }: SuggestedAction): Record<string, unknown> {
	const said = typeof value === 'string' ? value : title
	if (type === 'imBack') return { type: 'message', text: said }
	const payload = typeof value === 'object' && value !== null ? { value } : {}
	if (type === 'messageBack') {
		return { type: 'message', text: text ?? said, ...payload, channelData: postBackData(displayText ?? title) }
	}
	const words = typeof value === 'string' ? { text: value } : {}
	return { type: 'message', ...words, ...payload, channelData: postBackData(title) }
}

/** The row of buttons under the last message. */
export interface Suggestions {
	element: HTMLElement
	offer(actions: readonly SuggestedAction[]): void
}

/** An empty row. */
export function createSuggestions(onAnswer: (answer: Record<string, unknown>) => void): Suggestions {
	const row = element('div', { class: 'suggestions', hidden: true })

	function choose(action: SuggestedAction): void {
		const address = typeof action.value === 'string' ? safeAddress(action.value) : undefined
		if (action.type === 'openUrl') {
			if (address) window.open(address, '_blank', 'noopener,noreferrer')
			return
		}
		offer([])
		onAnswer(answerOf(action))
	}

	function offer(actions: readonly SuggestedAction[]): void {
		row.hidden = actions.length === 0
		row.replaceChildren(...actions.map((action) => button({ class: 'suggestion' }, () => choose(action), action.title)))
	}

	return { element: row, offer }
}
