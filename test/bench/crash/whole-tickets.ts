import { isDeepStrictEqual } from 'node:util'
import type { Store } from '../../../src/stores/store.ts'
import type { RecordedEvent } from '../../../src/tickets/events.ts'
import { replay } from '../../../src/tickets/evolve.ts'
import type { Notice } from '../../../src/tickets/notice.ts'
import { each } from './each.ts'
import { type Contents, contentsOf, isLater, noticeIds } from './told.ts'

/** What the store shows of a ticket. */
interface Shown {
	readonly history: readonly RecordedEvent[]
	readonly notices: ReadonlyMap<string, Notice>
	/** Its commits, in the order of their events. */
	readonly commits: ReadonlyMap<string, Contents & { readonly sequence: number }>
}

/** Everything that the store shows of its tickets, and what is wrong with it in itself. */
export interface AllTickets {
	readonly tickets: ReadonlyMap<string, Shown>
	readonly faults: readonly string[]
}

const ALL = 100_000_000
const NEVER = Number.MAX_SAFE_INTEGER

/**
 * Looks at all tickets: the replay of the events gives the ticket, no commit is there in part, each notice belongs to a commit, and
 * of each recipient's notices the oldest that waits is the one that is ready.
 */
export async function readTickets(store: Store): Promise<AllTickets> {
	const tickets = new Map<string, Shown>()
	const faults: string[] = []
	await each(await store.tickets.list({ limit: ALL }), async (ticket) => {
		const { number } = ticket
		const [history, notices] = [await store.tickets.history(number), await store.notices.noticesOf(number)]
		if (!history.every(({ sequence }, index) => sequence === index + 1)) faults.push(`${number}: its history has a gap`)
		else if (!isSame(replay(history), ticket)) faults.push(`${number}: the replay of its history is another ticket`)
		tickets.set(number, { history, notices: new Map(notices.map((notice) => [notice.id, notice])), commits: commitsOf(history) })
	})
	faults.push(...(await halfCommits(store, tickets)), ...(await wrongQueues(store, tickets)))
	return { tickets, faults }
}

function commitsOf(history: readonly RecordedEvent[]): Shown['commits'] {
	const commits = new Map<string, Contents & { sequence: number }>()
	for (const { event, sequence } of history) {
		const text = event.type === 'opened' ? event.description : event.type === 'note-added' ? event.text : ''
		const contents = contentsOf(text)
		if (contents !== undefined) commits.set(contents.cause, { ...contents, sequence })
	}
	return commits
}

/** Compared as they would be read from a disk: without what is undefined. */
function isSame(one: unknown, other: unknown): boolean {
	const [text, otherText] = [JSON.stringify(one), JSON.stringify(other)]
	return text === otherText || isDeepStrictEqual(JSON.parse(text ?? 'null'), JSON.parse(otherText ?? 'null'))
}

async function halfCommits(store: Store, tickets: ReadonlyMap<string, Shown>): Promise<string[]> {
	const faults: string[] = []
	await each([...tickets], async ([number, { commits, notices }]) => {
		const expected = new Set<string>()
		for (const [cause, contents] of commits) {
			for (const id of noticeIds(contents, number)) expected.add(id)
			const missing = contents.numbers.filter((other) => tickets.get(other)?.commits.has(cause) !== true)
			if (missing.length > 0) faults.push(`${cause}: stands in ${number} and not in ${missing.join()}`)
			if (contents.numbers[0] !== number) continue
			if ((await store.tickets.ticketOfCause(cause)) !== number) faults.push(`${cause}: its cause is not known`)
		}
		for (const id of expected) if (!notices.has(id)) faults.push(`${id}: the notice is missing`)
		for (const id of notices.keys()) if (!expected.has(id)) faults.push(`${id}: the notice belongs to no commit`)
	})
	return faults
}

async function wrongQueues(store: Store, tickets: ReadonlyMap<string, Shown>): Promise<string[]> {
	const faults: string[] = []
	const oldest = new Map<string, Notice>()
	const staff = new Set<string>()
	for (const { notices } of tickets.values()) {
		for (const notice of notices.values()) {
			if (notice.to.kind === 'staff') staff.add(notice.to.id)
			const [key, before] = [`${notice.to.kind} ${notice.to.id}`, oldest.get(`${notice.to.kind} ${notice.to.id}`)]
			if (notice.status === 'waiting' && (before === undefined || isLater(before.id, notice.id))) oldest.set(key, notice)
		}
	}
	const ready = new Map((await store.notices.ready(NEVER, ALL)).map((notice) => [`${notice.to.kind} ${notice.to.id}`, notice]))
	for (const [to, { id }] of oldest) {
		const found = ready.get(to)
		if (found === undefined || isLater(found.id, id)) faults.push(`${to}: ${found?.id ?? 'nothing'} is ready before ${id}`)
	}
	for (const id of staff) {
		const inbox = await store.notices.inbox(id, ALL)
		const wrong = inbox.find((notice, index) => isLater(notice.id, inbox[index - 1]?.id ?? notice.id))
		if (wrong !== undefined) faults.push(`the inbox of ${id} is out of order at ${wrong.id}`)
	}
	return faults
}
