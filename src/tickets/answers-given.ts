import { GONE } from './erase-words.ts'
import type { RecordedEvent } from './events.ts'
import type { Instant } from './ticket.ts'

interface Answer {
	readonly text: string
	readonly at: Instant
	/** The name of the person. */
	readonly by: string
}

/** What a person of the staff told the customer last: the solution that they proposed, else their last reply. Pure. */
export function lastAnswer(history: readonly RecordedEvent[]): Answer | undefined {
	const said = history.flatMap(({ event, at, by }) => {
		const isSaid = event.type === 'resolved' || event.type === 'replied'
		return isSaid && by.kind !== 'customer' && by.kind !== 'system'
			? [{ type: event.type, text: event.text, at, by: by.name }]
			: []
	})
	const kept = said.filter(({ text }) => text !== '' && text !== GONE)
	const last = kept.findLast(({ type }) => type === 'resolved') ?? kept.at(-1)
	return last && { text: last.text, at: last.at, by: last.by }
}
