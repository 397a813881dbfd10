import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { openStore } from '../../../src/stores/lowdb/open-store.ts'
import type { Store } from '../../../src/stores/store.ts'
import { NOON, notice, opening } from '../../stores/samples.ts'
import { startLoad } from './load.ts'
import { noticeIds, textOf } from './told.ts'
import { tryToOpen } from './try-to-open.ts'
import { verify } from './verify.ts'
import { createWitness, type Witness } from './witness.ts'

export interface TornTail {
	/** Bytes of the last record. */
	readonly bytes: number
	/** Copies that opened, with the last record and without it, and that were refused as damaged. */
	readonly whole: number
	readonly dropped: number
	readonly refused: number
	readonly faults: readonly string[]
}

export interface TornTailOptions {
	readonly seed: number
	/** How much stands before the last record. */
	readonly changes: number
	/** What the last record holds: a ticket with an event and a notice, or next to nothing. */
	readonly last: 'ticket' | 'turn'
	/** What is done at each of its bytes; all three where nothing is named. */
	readonly ways?: readonly (keyof typeof WAYS)[]
}

/** What is written last. */
interface Last {
	readonly write: (store: Store) => Promise<unknown>
	/** What the store shows of it, as JSON. */
	readonly read: (store: Store) => Promise<string | undefined>
	readonly expected: string
}

const silent = pino({ level: 'silent' })
const LAST = { cause: '9.0.1', numbers: ['BD-900000'], notices: 1 }
const FILLER = 'é'.repeat(5)
/** A file that was not written as a whole. */
const WAYS = {
	cut: (bytes: Uint8Array, at: number) => bytes.subarray(0, at),
	changed: (bytes: Uint8Array, at: number) => bytes.with(at, (bytes[at] ?? 0) ^ (1 << (at % 8))),
	zeroed: (bytes: Uint8Array, at: number) => Uint8Array.from(bytes).fill(0, at),
} as const
/** What a file system fills up with zeros: from one byte to some blocks. */
const ZEROS = [1, 11, 12, 13, 511, 512, 4095, 4096, 70_000]

/**
 * The last record of a journal, cut at each of its bytes, with one bit of each byte changed, with zeros from each byte on, and with
 * zeros behind it: what opens holds everything before it, and the record whole or not at all.
 */
export async function tornTail(options: TornTailOptions): Promise<TornTail> {
	const place = await mkdtemp(path.join(tmpdir(), 'torn-'))
	const folder = path.join(place, 'store')
	const counts = { whole: 0, dropped: 0, refused: 0 }
	const faults: string[] = []
	try {
		const { ways = ['cut', 'changed', 'zeroed'] as const } = options
		const last = lastOf(options)
		const { witness, before, after } = await write(folder, options, last)
		const start = before.length
		const copy = path.join(place, 'copy')
		await cp(folder, copy, { recursive: true })
		const look = async (name: string, bytes: Uint8Array, mayBeWhole: boolean) => {
			const found = await lookAt(copy, bytes, witness, last)
			counts[found.state] += 1
			if (found.state === 'whole' && !mayBeWhole) found.faults.push('the record is there all the same')
			faults.push(...found.faults.map((fault) => `${name}: ${fault}`))
		}
		for (let at = start; at < after.length; at += 1) {
			for (const way of ways) await look(`${way} at ${at - start}`, WAYS[way](after, at), false)
		}
		for (const zeros of ZEROS) {
			await look(`${zeros} zeros behind it`, Buffer.concat([after, Buffer.alloc(zeros)]), true)
			await look(`${zeros} zeros in its place`, Buffer.concat([before, Buffer.alloc(zeros)]), false)
		}
		return { bytes: after.length - start, ...counts, faults }
	} finally {
		await rm(place, { recursive: true, force: true })
	}
}

function lastOf({ last }: TornTailOptions): Last {
	if (last === 'turn') {
		const read = async ({ turns }: Store) => ((await turns.isHandled(LAST.cause)) ? LAST.cause : undefined)
		return { write: ({ turns }) => turns.markHandled(LAST.cause, NOON), read, expected: LAST.cause }
	}
	const number = LAST.numbers[0] ?? ''
	const notices = noticeIds(LAST, number).map((id) => notice(id, { kind: 'team', id: 'team' }, { ticket: number }))
	const change = { ...opening(number, { description: textOf(LAST, FILLER) }), notices }
	const textOfTicket = (ticket: unknown) => (ticket === undefined ? undefined : JSON.stringify(ticket))
	return {
		write: ({ tickets }) => tickets.commit(LAST.cause, [change]),
		read: async ({ tickets }) => textOfTicket(await tickets.load(number)),
		expected: JSON.stringify(change.ticket),
	}
}

async function write(folder: string, { seed, changes }: TornTailOptions, last: Last) {
	const journal = path.join(folder, 'journal-1.jsonl')
	const store = await openStore({ folder, logger: silent })
	const witness = createWitness()
	// So short that closing writes no snapshot.
	const load = startLoad(store, { round: 1, seed, writers: 4, longestState: 500, tell: (told) => witness.hear(told) })
	while (witness.acknowledged() < changes) await Promise.race([pause(1), load.running])
	await load.stop()
	const before = await readFile(journal)
	await last.write(store)
	const after = await readFile(journal)
	await cp(folder, `${folder}-kept`, { recursive: true })
	await store.close()
	await rm(folder, { recursive: true })
	await cp(`${folder}-kept`, folder, { recursive: true })
	return { witness, before, after }
}

async function lookAt(copy: string, journal: Uint8Array, witness: Witness, last: Last) {
	await writeFile(path.join(copy, 'journal-1.jsonl'), journal)
	const tried = await tryToOpen(copy)
	if (tried.state === 'refused') return { state: 'refused' as const, faults: [] }
	if (tried.state === 'failed') return { state: 'refused' as const, faults: [tried.fault] }
	const { faults } = await verify(tried.store, witness)
	const found = await last.read(tried.store)
	await tried.store.close()
	const isWrong = found !== undefined && found !== last.expected
	return {
		state: found === undefined ? ('dropped' as const) : ('whole' as const),
		faults: isWrong ? [...faults, 'it is wrong'] : [...faults],
	}
}
