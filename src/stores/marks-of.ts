import type { Erasure } from '../tickets/erasure.ts'

/** What names these people and their tickets in the JSON of what the bot was about to say of them. */
export function marksOf({ people, tickets }: Pick<Erasure, 'people' | 'tickets'>): string[] {
	return [...tickets.map(({ ticket }) => ticket.number), ...people.map((userId) => JSON.stringify(userId))]
}
