import { z } from 'zod'
import { AppError } from '../errors.ts'
import { type Reporter, type StaffMember, staffActor } from './actor.ts'
import { type EraseStamp, erasedTicket } from './erase-ticket.ts'
import { chatCode, type ErasedCounts, type ErasureStanding, type ErasureStore, type Whose } from './erasure.ts'
import type { Desk } from './execute.ts'
import { mayErase } from './permissions.ts'
import type { NoticeStore, TicketChange } from './ports.ts'
import type { Ticket } from './ticket.ts'
import { parseInput } from './verb.ts'

/** What the use case needs beside the desk. */
export interface EraseDeps {
	readonly desk: Desk
	readonly notices: NoticeStore
	readonly erasures: ErasureStore
	/** The key under which the questions of a conversation are kept. */
	readonly questionKey: (conversationId: string) => string
	/** Called once nobody may read these chats any more, so that open ones end at once. */
	readonly endChats: (conversationIds: readonly string[]) => void
}

/** What will go, before somebody decides. */
export interface ErasurePreview {
	readonly whose: Whose
	/** The person, or anybody of the company. */
	readonly somebody: Reporter
	readonly counts: ErasedCounts
	readonly tickets: readonly string[]
	/** Tickets that must be closed or withdrawn first: the loop still needs the address. */
	readonly open: readonly string[]
	readonly chats: readonly string[]
}

const wishSchema = z.object({
	/** The person's or company's name, or the number of one of the tickets, typed to confirm. */
	typed: z.string().trim().max(300),
	/** The number or date of the customer's request; it stays in the history, so it must not name anybody. */
	reference: z.string().trim().max(60).optional(),
})

/** One wish of a manager. The same cause never acts twice (rule 5). */
export interface EraseWish {
	readonly member: StaffMember
	readonly cause: string
	readonly whose: Whose
	readonly input: unknown
}

const TRIES = 5
const ALL = 1_000_000

/** Counts what is kept of somebody. Throws `not-found` where nothing is. */
export async function previewErasure(deps: EraseDeps, member: StaffMember, whose: Whose): Promise<ErasurePreview> {
	refuseToErase(member)
	return (await look(deps, whose)).preview
}

/**
 * Deletes a person's data, or those of a whole company, on request. Throws `wrong-state` with the numbers of tickets that are
 * still open, `bad-input` where what was typed names neither the person nor a ticket; nothing has changed then. When it resolves,
 * nobody reads any of it any more; `done` tells whether the bytes are gone from the store's files too.
 */
export async function eraseCustomer(deps: EraseDeps, { member, cause, whose, input }: EraseWish): Promise<ErasureStanding> {
	refuseToErase(member)
	const { desk, erasures } = deps
	for (let left = TRIES; left > 0; left -= 1) {
		const before = await erasures.standing(cause)
		if (before !== undefined) return before
		const { preview, tickets, names } = await look(deps, whose)
		const { typed, reference } = parseInput(wishSchema, input)
		guard(preview, { typed, reference: reference ?? '', names })
		const at = desk.clock()
		const { counts, chats } = preview
		const stamp: EraseStamp = {
			by: staffActor(member),
			at,
			cause,
			reference: reference === '' ? undefined : reference,
			withCompany: whose.kind === 'company',
		}
		const changes = await Promise.all(tickets.map((ticket) => erased(deps, ticket, stamp)))
		if (!changes.every((change) => change !== undefined)) continue
		const questionsOf = chats.map(deps.questionKey)
		const people = [...names.keys()]
		const outcome = await erasures.erase({ cause, at, people, tickets: changes, chats, questionsOf, counts })
		if (outcome === 'committed') deps.endChats(chats)
	}
	const done = await erasures.standing(cause)
	if (done !== undefined) return done
	throw new AppError('busy', 'the tickets change too often')
}

/** Throws `not-allowed` for others than managers. */
export function refuseToErase(member: StaffMember): void {
	if (!mayErase(member)) throw new AppError('not-allowed', 'managers erase', { reason: 'erases-data' })
}

interface Looked {
	readonly preview: ErasurePreview
	/** Those that hold anything to erase. */
	readonly tickets: readonly Ticket[]
	/** Of all people, by user id. */
	readonly names: ReadonlyMap<string, string>
}

async function look({ desk, erasures }: EraseDeps, whose: Whose): Promise<Looked> {
	if (whose.id === '') throw unknown()
	const query = whose.kind === 'person' ? { reporter: whose.id } : { customer: whose.id }
	const [known, found] = await Promise.all([erasures.peopleOf(whose), desk.tickets.list({ ...query, limit: ALL })])
	// Tickets of an erased person still bear the company's name.
	const tickets = found.filter(({ erased: gone }) => gone === undefined || whose.kind === 'company')
	const everybody = [...tickets.map(({ reporter }) => reporter), ...known]
	const names = new Map(everybody.map(({ userId, name }) => [userId, name]))
	names.delete('')
	for (const userId of names.keys()) {
		// Who has gone to another company meanwhile is not this one's to erase.
		const [now] = whose.kind === 'company' ? await erasures.peopleOf({ kind: 'person', id: userId }) : []
		if (now !== undefined && now.customer.id !== whose.id) names.delete(userId)
	}
	// Of a visitor who has no ticket there are chats only.
	if (everybody.length === 0 && whose.kind === 'person') names.set(whose.id, '')
	const numbers = tickets.map(({ number }) => number)
	const { chats, ...more } = await erasures.traces([...names.keys()], numbers)
	const somebody = known[0] ?? everybody[0] ?? visitorOf(whose.id, chats)
	if (somebody === undefined) throw unknown()
	const open = tickets.filter(({ state }) => state !== 'closed').map(({ number }) => number)
	const counts = { people: names.size, tickets: tickets.length, ...more }
	return { preview: { whose, somebody, counts, tickets: numbers, open, chats }, tickets, names }
}

/** A visitor who never said who he is goes by the code of a chat. */
function visitorOf(userId: string, [chat]: readonly string[]): Reporter | undefined {
	return chat === undefined ? undefined : { userId, name: chatCode(chat), locale: 'en', customer: { id: '', name: '' } }
}

/** Undefined where the ticket has changed since it was loaded. */
async function erased({ desk, notices }: EraseDeps, ticket: Ticket, stamp: EraseStamp): Promise<TicketChange | undefined> {
	const [history, told] = await Promise.all([desk.tickets.history(ticket.number), notices.noticesOf(ticket.number)])
	if (history.length !== ticket.sequence) return undefined
	return erasedTicket({ ticket, history, notices: told }, stamp)
}

interface Typed {
	readonly typed: string
	readonly reference: string
	readonly names: ReadonlyMap<string, string>
}

function guard({ whose, somebody, tickets, open, chats }: ErasurePreview, { typed, reference, names }: Typed): void {
	if (open.length > 0) {
		throw new AppError('wrong-state', 'tickets are open', { reason: 'erase-open-tickets', details: { tickets: open } })
	}
	const name = whose.kind === 'person' ? somebody.name : somebody.customer.name
	const codes = somebody.customer.id === '' ? chats.map(chatCode) : []
	if (![name, ...tickets, ...codes].some((each) => isSame(each, typed))) {
		throw new AppError('bad-input', 'the confirmation does not fit', { reason: 'erase-not-confirmed' })
	}
	const words = [name, ...names.values()].flatMap(wordsOf)
	if (reference.includes('@') || wordsOf(reference).some((word) => words.includes(word))) {
		throw new AppError('bad-input', 'the reference names somebody', { reason: 'erase-reference-names' })
	}
}

function isSame(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.toLowerCase()
}

/** Words of a name; a letter or two name nobody. */
function wordsOf(text: string): string[] {
	return text.toLowerCase().match(/\p{L}{3,}/gu) ?? []
}

function unknown(): AppError {
	return new AppError('not-found', 'nothing is kept of them', { reason: 'erase-nothing' })
}
