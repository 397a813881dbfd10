import { setImmediate } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Erasure, ErasureStanding, ErasureStore, Traces, Whose } from '../../tickets/erasure.ts'
import type { CommitOutcome, NoticeStore, TicketChange } from '../../tickets/ports.ts'
import type { Reporter } from '../../tickets/actor.ts'
import { checkErased } from '../check-changes.ts'
import { marksOf } from '../marks-of.ts'
import { type Drop, type Operation, pairKey } from './data.ts'
import type { Engine } from './engine.ts'
import { findChats } from './find-chats.ts'
import { createKeyMap } from './key-map.ts'

export interface ErasuresDeps {
	readonly engine: Engine
	readonly notices: Pick<NoticeStore, 'noticesOf'>
	readonly chatsOf: (userId: string) => Promise<readonly { readonly id: string }[]>
	/** Removes the bytes of files that are not known any more. */
	readonly sweepFiles: () => Promise<void>
	/** Writes a snapshot and removes all older journals. */
	readonly compact: () => Promise<void>
	readonly logger: Logger
}

export interface LowdbErasures extends ErasureStore {
	/** Tries no more, and waits for what runs. What is not done goes on at the next start. */
	stop(): Promise<void>
}

const AGAIN_MS = 60_000
/** People that are looked at before everybody else has a turn. */
const AT_ONCE = 1000

/**
 * One commit takes everything away for whoever reads. Its record says `done: false` until the snapshot and the journals that still
 * hold the words have left the folder: a start that finds such a record goes on there.
 */
export function createErasures(deps: ErasuresDeps): LowdbErasures {
	const { engine, notices, logger } = deps
	const filesOf = createKeyMap<Set<string>>()
	engine.watch('files', (id, after, before) => {
		if (before !== undefined) filesOf.get(before.conversationId)?.delete(id)
		if (after !== undefined) filesOf.set(after.conversationId, (filesOf.get(after.conversationId) ?? new Set()).add(id))
	})
	const questions = createKeyMap<string>()
	engine.watch('questions', (id, after) => (after === undefined ? questions.delete(id) : questions.set(id, after.conversation)))
	const unfinished = new Map<string, ErasureStanding>()
	engine.watch('erasures', (cause, after) => {
		if (after?.done === false) unfinished.set(cause, after)
		else unfinished.delete(cause)
	})
	let cleaning: Promise<void> | undefined
	let timer: NodeJS.Timeout | undefined
	let isStopped = false

	async function peopleOf({ kind, id }: Whose): Promise<Reporter[]> {
		if (kind === 'person') return [engine.get('people', id)].filter((person) => person !== undefined)
		const found: Reporter[] = []
		for (const [index, userId] of [...engine.keys('people')].entries()) {
			const person = engine.get('people', userId)
			if (person?.customer.id === id) found.push(person)
			if (index % AT_ONCE === AT_ONCE - 1) await setImmediate()
		}
		return found
	}

	async function traces(userIds: readonly string[], tickets: readonly string[]): Promise<Traces> {
		const chats = (await Promise.all(userIds.map(deps.chatsOf))).flat().map(({ id }) => id)
		const mails = (await customerNotices(tickets)).filter((id) => engine.get('mails', id) !== undefined)
		const count = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0)
		return {
			chats,
			messages: count(chats.map((chat) => engine.length('activities', chat))),
			files: count(chats.map((chat) => filesOf.get(chat)?.size ?? 0)),
			mails: mails.length,
		}
	}

	async function customerNotices(tickets: readonly string[]): Promise<string[]> {
		const all = (await Promise.all(tickets.map((number) => notices.noticesOf(number)))).flat()
		return all.filter(({ to }) => to.kind === 'customer').map(({ id }) => id)
	}

	async function erase(erasure: Erasure): Promise<CommitOutcome> {
		const { cause, tickets, at, counts } = erasure
		checkErased(tickets)
		const gone = await customerNotices(tickets.map(({ ticket }) => ticket.number))
		if (engine.newest('erasures', cause) !== undefined) {
			await engine.settled('erasures', cause)
			return 'repeated'
		}
		if (tickets.some(({ ticket, expectedSequence }) => engine.newestSequence(ticket.number) !== expectedSequence))
			return 'conflict'
		await engine.commit([
			['erasures', cause, { ...counts, at, done: false }],
			...tickets.flatMap(rewritten),
			...gone.flatMap((id): Drop[] => [
				['notices', id],
				['mails', id],
			]),
			...erasure.people.map((userId): Drop => ['people', userId]),
			...questionsOf(new Set(erasure.questionsOf)),
			...erasure.chats.flatMap(chatGone),
			...unsaid(marksOf(erasure)),
		])
		clean()
		return 'committed'
	}

	/** The causes of the old events name chats and people. */
	function rewritten({ ticket, events, notices: toStaff }: TicketChange): Operation[] {
		const kept = new Set(events.map(({ cause }) => cause))
		const causes = new Set(engine.items('events', ticket.number).map(({ cause }) => cause))
		return [
			['tickets', ticket.number, { ticket }],
			['events', ticket.number, 1, events],
			...toStaff.map((notice): Operation => ['notices', notice.id, notice]),
			...[...causes].filter((cause) => !kept.has(cause)).map((cause): Drop => ['causes', cause]),
		]
	}

	function questionsOf(keys: ReadonlySet<string>): Drop[] {
		return [...questions.entries()].filter(([, conversation]) => keys.has(conversation)).map(([id]): Drop => ['questions', id])
	}

	/** What the bot was about to say of these people and tickets. */
	function unsaid(marks: readonly string[]): Drop[] {
		const replies = [...engine.keys('replies')].map((id) => [id, JSON.stringify(engine.get('replies', id))] as const)
		return replies.filter(([, text]) => marks.some((mark) => text.includes(mark))).map(([id]) => ['replies', id])
	}

	/** A list cannot be taken out of a journal that is replayed over a newer snapshot: its items become empty. */
	function chatGone(chat: string): Operation[] {
		const said = engine.items('activities', chat)
		const emptied = Array.from({ length: engine.newestLength('activities', chat) }, (_, index) => ({
			id: String(index + 1),
			type: 'erased',
		}))
		return [
			['chats', chat, { userId: '', createdAt: '' }],
			...(emptied.length > 0 ? [['activities', chat, 1, emptied] as const] : []),
			['states', chat],
			...said.filter(({ from }) => from?.role === 'user').map(({ id }): Drop => ['handled', pairKey(chat, id)]),
			...[...(filesOf.get(chat) ?? [])].map((id): Drop => ['files', id]),
		]
	}

	function clean(): void {
		if (isStopped) return
		clearTimeout(timer)
		cleaning = (cleaning ?? Promise.resolve()).then(cleanNow)
	}

	async function cleanNow(): Promise<void> {
		const ready = [...unfinished]
		if (ready.length === 0) return
		try {
			await deps.sweepFiles()
			await deps.compact()
			await engine.commit(ready.map(([cause, standing]): Operation => ['erasures', cause, { ...standing, done: true }]))
			logger.info({ count: ready.length }, 'erased data have left the files of the store')
		} catch (error) {
			logger.error({ err: error }, 'erased data are still in the files of the store; it is tried again')
			timer = setTimeout(clean, AGAIN_MS)
			timer.unref()
		}
	}

	if (unfinished.size > 0) clean()
	return {
		peopleOf,
		chatsWith: (text, limit) => findChats(engine, text, limit),
		traces,
		erase,
		standing: async (cause) => engine.get('erasures', cause),
		settled: async () => cleaning,
		async stop() {
			isStopped = true
			clearTimeout(timer)
			await cleaning
		},
	}
}
