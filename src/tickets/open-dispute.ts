import { z } from 'zod'
import { AppError } from '../errors.ts'
import { moneySchema } from './money.ts'
import { PRIORITIES } from './ticket.ts'
import { type Context, type Decided, decided, parseInput, STAFF, words } from './verb.ts'
import type { ActorKind } from './actor.ts'

const disputeSchema = z.object({
	invoice: z.string().trim().max(100).optional(),
	amount: moneySchema.optional(),
	period: z
		.string()
		.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-10')
		.optional(),
	subscription: z.string().trim().max(200).optional(),
	reason: words,
})

/** What comes with a new ticket. Without `dispute` it is a question for a person, without money in question. */
export const openDisputeSchema = z.object({
	topic: z.string().regex(/^[a-z][a-z-]{1,40}$/),
	title: z.string().trim().min(1).max(200),
	description: words,
	priority: z.enum(PRIORITIES).default('normal'),
	dispute: disputeSchema.optional(),
})

const MAY_OPEN: readonly ActorKind[] = ['customer', ...STAFF]

/**
 * Opens a ticket for the person that the server knows as the reporter: a customer for himself, staff on behalf of a
 * customer. Refuses when no reporter is known.
 */
export function openDispute(input: unknown, { actor, reporter }: Context): Decided {
	const { dispute, ...given } = parseInput(openDisputeSchema, input)
	if (reporter === undefined) throw new AppError('not-found', 'no reporter', { reason: 'unknown-customer' })
	if (actor.kind === 'customer' && actor.id !== reporter.userId) {
		throw new AppError('not-allowed', 'a customer opens for himself only')
	}
	if (!MAY_OPEN.includes(actor.kind)) throw new AppError('not-allowed', 'may not open tickets')
	const assignee = actor.kind === 'customer' ? undefined : { id: actor.id, name: actor.name }
	return decided({
		type: 'opened',
		kind: dispute === undefined ? 'question' : 'dispute',
		...given,
		// How urgent it is, the staff decides.
		priority: actor.kind === 'customer' ? 'normal' : given.priority,
		...(dispute && { dispute }),
		reporter,
		...(assignee && { assignee }),
	})
}
