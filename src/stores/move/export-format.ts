import { z } from 'zod'
import { COLLECTIONS } from './entry.ts'

/** The first line of an export. */
export const HEAD = { format: 'loopdesk-export', version: 1 } as const

export const headSchema = z.strictObject({ format: z.literal(HEAD.format), version: z.literal(HEAD.version) })

/** The last line: how many records there are, by collection, none where nothing is said; and one SHA-256 over all of them. */
export const endSchema = z.strictObject({
	end: z.strictObject({
		counts: z.partialRecord(z.enum(COLLECTIONS), z.int().nonnegative()),
		hash: z.hex(),
	}),
})
export type End = z.infer<typeof endSchema>

const text = z.string()
const instant = z.int()
const count = z.int().nonnegative()
const person = z.looseObject({
	userId: text,
	name: text,
	locale: z.enum(['en', 'fr']),
	customer: z.looseObject({ id: text, name: text }),
})
const actor = z.looseObject({ kind: z.enum(['customer', 'agent', 'manager', 'system']), id: text, name: text })
const base64 = z.base64()

/** What a store itself relies on; everything else of a record is kept as it comes. */
const VALUES = {
	keys: base64.min(40),
	numbers: z.int().min(1000),
	people: person,
	references: z.unknown(),
	tickets: z.strictObject({
		ticket: z.looseObject({
			number: text.min(1),
			version: z.int().positive(),
			sequence: z.int().positive(),
			state: z.enum(['new', 'open', 'pending-customer', 'pending-upstream', 'resolved', 'closed']),
			kind: z.enum(['dispute', 'question']),
			topic: text,
			title: text,
			description: text,
			reporter: person,
			priority: z.enum(['low', 'normal', 'high', 'urgent']),
			assignee: z.looseObject({ id: text, name: text }).optional(),
			openedAt: instant,
			updatedAt: instant,
			lastUpdateAt: instant,
			reopened: z.int().nonnegative(),
			alarms: z.record(text, instant),
			failedNotices: z.array(text),
			absorbed: z.array(text),
		}),
		nextDueAt: instant.optional(),
	}),
	events: z.strictObject({
		ticket: text.min(1),
		sequence: z.int().positive(),
		at: instant,
		by: actor,
		cause: text,
		event: z.looseObject({ type: text.min(1) }),
	}),
	notices: z.looseObject({
		id: text.min(1),
		ticket: text.min(1),
		sequence: z.int(),
		kind: text,
		to: z.looseObject({ kind: z.enum(['customer', 'staff', 'team']), id: text }),
		by: text,
		at: instant,
		status: z.enum(['waiting', 'delivered', 'failed', 'ambiguous']),
		attempts: z.array(z.looseObject({ channel: text, at: instant, outcome: text })),
		nextAttemptAt: instant.optional(),
		readBy: z.record(text, instant).optional(),
	}),
	causes: z.strictObject({ ticket: text.optional(), at: instant }),
	mails: z.looseObject({ id: text, to: text, subject: text, text, html: text, at: instant }),
	states: z.looseObject({ locale: z.enum(['en', 'fr']), askedBack: z.int(), updatedAt: instant }),
	questions: z.looseObject({ id: text, at: instant, came: z.looseObject({}) }),
	turns: instant,
	replies: z.looseObject({
		id: text.min(1),
		place: z.looseObject({ conversation: text, tenant: text }),
		activity: z.looseObject({}),
		begun: z.boolean(),
		cameAt: instant.optional(),
	}),
	chats: z.strictObject({ userId: text, locale: text.optional(), createdAt: z.union([z.iso.datetime(), z.literal('')]) }),
	activities: z.strictObject({
		activity: z.looseObject({ id: text.min(1), type: text, from: z.looseObject({ id: text, role: text.optional() }).optional() }),
		handled: z.literal(true).optional(),
	}),
	erasures: z.strictObject({
		at: instant,
		done: z.boolean(),
		people: count,
		tickets: count,
		messages: count,
		files: count,
		mails: count,
	}),
	files: z.strictObject({ conversationId: text, name: text, contentType: text, bytes: base64 }),
} as const satisfies Record<(typeof COLLECTIONS)[number], z.ZodType>

/** The key under which a value lies, where it says so itself. */
const OWN_KEY: { readonly [name: string]: string } = {
	people: 'userId',
	events: 'ticket',
	notices: 'id',
	mails: 'id',
	questions: 'id',
	replies: 'id',
}

/** A record. */
export const entrySchema = z
	.strictObject({ collection: z.enum(COLLECTIONS), key: text, value: z.unknown() })
	.superRefine(({ collection, key, value }, { addIssue }) => {
		const found = VALUES[collection].safeParse(value)
		for (const { path, message } of found.error?.issues ?? []) addIssue({ code: 'custom', path: ['value', ...path], message })
		const isOwn = !found.success || hasOwnKey(collection, key, value)
		if (!isOwn) addIssue({ code: 'custom', path: ['key'], message: 'is not the key of this value' })
	})

function hasOwnKey(collection: string, key: string, value: unknown): boolean {
	const own = OWN_KEY[collection]
	if (own !== undefined) return (value as Record<string, unknown>)[own] === key
	return collection !== 'tickets' || (value as { ticket: { number: string } }).ticket.number === key
}
