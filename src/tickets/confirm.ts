import { z } from 'zod'
import { AppError } from '../errors.ts'
import type { Ticket } from './ticket.ts'
import { decided, defineVerb } from './verb.ts'

const comment = z.string().trim().max(8000).optional()

/** Refuses an answer to an outcome that is not the latest one: the customer has not seen what he would agree to. */
export function latestResolution(ticket: Ticket, answered: number): number {
	const latest = ticket.resolution?.number
	if (latest !== answered) throw new AppError('stale', 'answers an older resolution', { reason: 'older-resolution' })
	return latest
}

/**
 * The customer says that it is solved. A comment that says the opposite turns the yes into a no (rule 2); one that cannot be
 * read is kept as a message and closes nothing. Closing itself follows from the loop (rule 1).
 */
export const confirm = defineVerb({
	who: ['customer'],
	states: ['resolved'],
	needsVersion: false,
	input: z.object({ resolution: z.int().positive(), comment }),
	decide(ticket, input, { readReply }) {
		const resolution = latestResolution(ticket, input.resolution)
		const words = input.comment ?? ''
		if (words === '') return decided({ type: 'agreed', resolution })
		switch (readReply(words)) {
			case 'rejected':
				return decided({ type: 'customer-wrote', text: words }, { type: 'reopened', why: 'rejected', comment: words })
			case 'confirmed':
			case 'thanks-only':
				return decided({ type: 'agreed', resolution, comment: words })
			default:
				return decided({ type: 'customer-wrote', text: words })
		}
	},
})
