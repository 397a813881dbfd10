import type { RecordedEvent, TicketEvent } from '../../../src/tickets/events.ts'

export type EventType = TicketEvent['type']
export type Recorded<Type extends EventType> = RecordedEvent & { readonly event: Extract<TicketEvent, { type: Type }> }

/** Says what a rule found broken, in a sentence. */
export function must(holds: boolean, sentence: string): asserts holds {
	if (!holds) throw new Error(sentence)
}

function is<Type extends EventType>(type: Type): (recorded: RecordedEvent) => recorded is Recorded<Type> {
	return (recorded): recorded is Recorded<Type> => recorded.event.type === type
}

/** All events of a type, oldest first. */
export function all<Type extends EventType>(history: readonly RecordedEvent[], type: Type): Recorded<Type>[] {
	return history.filter(is(type))
}

/** The last event of a type. */
export function last<Type extends EventType>(history: readonly RecordedEvent[], type: Type): Recorded<Type> | undefined {
	return all(history, type).at(-1)
}

export function reporterOf(history: readonly RecordedEvent[]): string {
	return all(history, 'opened')[0]?.event.reporter.userId ?? 'nobody'
}

/** Who owns the ticket at the end of this history, read from the raw events. */
export function ownerOf(history: readonly RecordedEvent[]): string | undefined {
	return last(history, 'assigned')?.event.to.id ?? all(history, 'opened')[0]?.event.assignee?.id
}

/** Whether the ticket is proposed, closed, or worked on at the end of this history, read from the raw events. */
export function phaseOf(history: readonly RecordedEvent[]): 'active' | 'resolved' | 'closed' {
	const turn = history.findLast(({ event }) => ['resolved', 'reopened', 'closed'].includes(event.type))
	if (turn === undefined || turn.event.type === 'reopened') return 'active'
	return turn.event.type === 'resolved' ? 'resolved' : 'closed'
}
