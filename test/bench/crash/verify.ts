import type { StoredActivity } from '../../../src/direct-line/ports.ts'
import type { Store } from '../../../src/stores/store.ts'
import type { KeptMail } from '../../../src/delivery/ports.ts'
import { each } from './each.ts'
import { bytesOf, noticeIds } from './told.ts'
import { type AllTickets, readTickets } from './whole-tickets.ts'
import type { Kept, Witness } from './witness.ts'

export interface Verified {
	/** How many acknowledged changes were looked up. */
	readonly checked: number
	readonly tickets: number
	readonly faults: readonly string[]
}

/** What was read of the store once, to compare with. */
interface Seen extends AllTickets {
	readonly store: Store
	readonly mails: ReadonlyMap<string, KeptMail>
	readonly chats: Map<string, Promise<readonly StoredActivity[]>>
	/** Ids of activities whose turn is not done. */
	readonly unhandled: ReadonlySet<string>
}

const ALL = 100_000_000

/**
 * Holds what the witness has heard against the store: everything acknowledged is there and reads as acknowledged, nothing that was
 * refused is there, and everything there is whole. `from` leaves out what was heard before.
 */
export async function verify(store: Store, witness: Witness, from = 0): Promise<Verified> {
	const [all, mails] = [await readTickets(store), await store.mailbox.keptMails(ALL)]
	const unhandled = new Set((await store.transcripts.unhandled()).map(({ activity }) => activity.id))
	const seen: Seen = { ...all, store, mails: new Map(mails.map((mail) => [mail.id, mail])), chats: new Map(), unhandled }
	const faults = [...witness.faults, ...all.faults, ...wrongAttempts(seen, witness), ...(await wrongLatest(store, witness))]
	const toCheck = witness.kept.slice(from)
	await each(toCheck, async (kept) => {
		const isRight = await isThere(seen, kept).catch((error: unknown) => String(error))
		if (isRight !== true) faults.push(`not as acknowledged (${isRight}): ${JSON.stringify(kept)}`)
	})
	for (const [number, { commits }] of all.tickets) {
		for (const cause of commits.keys())
			if (witness.refused.has(cause)) faults.push(`${cause} was refused and stands in ${number}`)
	}
	const checked = toCheck.length + witness.attempts.size + witness.latest.size
	return { checked, tickets: all.tickets.size, faults }
}

async function isThere(seen: Seen, kept: Kept): Promise<boolean> {
	const { store } = seen
	switch (kept.kind) {
		case 'commit':
			return isCommitThere(seen, kept)
		case 'said':
			return (await activityOf(seen, kept))?.['text'] === `said ${kept.id}`
		case 'handled':
			return !seen.unhandled.has(kept.id)
		case 'file':
			return bytesOf(kept.id).equals((await store.transcripts.file(kept.id))?.bytes ?? Buffer.alloc(0))
		case 'question':
			return (await store.questions.question(kept.id))?.text === `question ${kept.id} « é »`
		case 'outcome':
			return (await store.questions.question(kept.id))?.came.helped === true
		case 'turn':
			return store.turns.isHandled(kept.id)
		case 'mail':
			return seen.mails.get(kept.id)?.text === `mail ${kept.id}`
	}
}

async function isCommitThere({ store, tickets }: Seen, commit: Extract<Kept, { kind: 'commit' }>): Promise<boolean> {
	const { cause, outcome, numbers, sequences } = commit
	const known = await store.tickets.ticketOfCause(cause)
	if (outcome === 'conflict') return known === undefined
	if (outcome === 'repeated') return known !== undefined && tickets.get(known)?.commits.has(cause) === true
	return known === numbers[0] && numbers.every((number, index) => standsIn(tickets.get(number), number, cause, sequences[index]))
}

type Shown = AllTickets['tickets'] extends ReadonlyMap<string, infer One> ? One : never

function standsIn(ticket: Shown | undefined, number: string, cause: string, sequence: number | undefined): boolean {
	const found = ticket?.commits.get(cause)
	if (ticket === undefined || found === undefined || found.sequence !== sequence) return false
	return noticeIds(found, number).every((id) => ticket.notices.has(id))
}

async function activityOf({ store, chats }: Seen, { chat, number, id }: Extract<Kept, { kind: 'said' }>) {
	const reading = chats.get(chat) ?? store.transcripts.since(chat, 0).then(({ activities }) => activities)
	chats.set(chat, reading)
	const found = (await reading)[number - 1]
	return found?.id === id ? found : undefined
}

function wrongAttempts({ tickets }: Seen, { attempts }: Witness): string[] {
	return [...attempts].flatMap(([id, marks]) => {
		const found = tickets.get(id.split('/')[1] ?? '')?.notices.get(id)
		const kept = found?.attempts.map(({ reason }) => reason ?? '') ?? []
		const inOrder = kept.filter((mark) => marks.includes(mark))
		const isRight = inOrder.join() === marks.join()
		return isRight ? [] : [`${id}: its attempts are ${kept.join()} and not ${marks.join()}`]
	})
}

async function wrongLatest({ conversations, customers, references }: Store, { latest }: Witness): Promise<string[]> {
	const faults: string[] = []
	await each([...latest.values()], async ({ kind, id, count }) => {
		const found =
			kind === 'state'
				? (await conversations.conversationState(id))?.askedBack
				: kind === 'person'
					? Number((await customers.person(id))?.name)
					: ((await references.reference(id)) as { count: number } | undefined)?.count
		// Later ones may have been on their way.
		if (found === undefined || !(found >= count)) faults.push(`${kind} ${id} is ${found} and not ${count}`)
	})
	return faults
}
