import { open as openFile, mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { createClockWork } from '../../src/delivery/clock-work.ts'
import { openStore } from '../../src/stores/lowdb/open-store.ts'
import { type Desk, open } from '../../src/tickets/execute.ts'
import type { TicketChange } from '../../src/tickets/ports.ts'
import { customerActor, type Reporter } from '../../src/tickets/actor.ts'
import { figure, tableOf } from './table.ts'

const HOUR = 3_600_000
/** As in main.ts. */
const INTERVAL_MS = 500
/** Before the first ticket is due: the desk has come to rest. */
const LEAD_MS = 2000
/** After the last one was due: what is not told by then never is. */
const GRACE_MS = 5000

/** Tickets that are opened at the same time. */
const AT_ONCE = 200

/** How late things were done, and how long the event loop worked at a stretch at most, in milliseconds. */
interface Lateness {
	readonly name: string
	readonly done: number
	readonly twice: number
	readonly lateMs: readonly number[]
	readonly longestStretchMs: number
}

/**
 * So many tickets fall due evenly within so many seconds: how late their alarms are durable on lowdb, beside a bare loop that looks
 * as often and appends a line for each to one file with fdatasync.
 */
export async function run({ tickets = 10_000, seconds = 60 }: { tickets?: number; seconds?: number } = {}): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'clocks-bench-'))
	const dueAfter = Array.from({ length: tickets }, (_, index) => Math.floor((index * seconds * 1000) / tickets))
	try {
		const rows = [await measureDesk(folder, dueAfter), await measureBareLoop(folder, dueAfter)]
		const about = `${tickets} tickets due within ${seconds} s, looked for every ${INTERVAL_MS} ms; ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node.js ${process.version}`
		return `clocks: ${about}\n\n${table(rows)}`
	} finally {
		await rm(folder, { recursive: true, force: true })
	}
}

function table(rows: readonly Lateness[]): string {
	const head = ['', 'done', 'twice', 'late p50 ms', 'p99 ms', 'most ms', 'longest stretch ms']
	return tableOf(
		head,
		rows.map(({ name, done, twice, lateMs, longestStretchMs }) => {
			const sorted = lateMs.toSorted((a, b) => a - b)
			const at = (share: number) => figure(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)
			return [name, String(done), String(twice), at(0.5), at(0.99), at(1), figure(longestStretchMs)]
		}),
	)
}

const LEVELS = { firstResponseHours: 8, updateHours: 96 }

async function measureDesk(folder: string, dueAfter: readonly number[]): Promise<Lateness> {
	const logger = pino({ level: 'silent' })
	const store = await openStore({ folder, logger })
	const late: number[] = []
	const alarms = new Map<string, number>()
	const desk: Desk = {
		tickets: {
			...store.tickets,
			async commit(cause, changes) {
				const outcome = await store.tickets.commit(cause, changes)
				if (outcome === 'committed') changes.forEach(count)
				return outcome
			},
		},
		team: { members: [], member: () => undefined, memberByAadObjectId: () => undefined },
		policy: {
			partnerType: 'direct',
			promises: { low: LEVELS, normal: LEVELS, high: LEVELS, urgent: LEVELS },
			silence: { notices: 2, remindAfterDays: 3, waitDays: 7 },
			upstream: { answerHours: 36, untoldHours: 4 },
		},
		clock: Date.now,
		readReply: () => 'unclear',
	}

	function count({ ticket, events }: TicketChange): void {
		for (const { event } of events) {
			if (event.type !== 'alarm-raised') continue
			alarms.set(ticket.number, (alarms.get(ticket.number) ?? 0) + 1)
			late.push(Date.now() - (ticket.openedAt + LEVELS.firstResponseHours * HOUR))
		}
	}

	const start = await openAll(desk, dueAfter)
	const clockWork = createClockWork({ desk, logger, intervalMs: INTERVAL_MS })
	clockWork.start()
	const longestStretchMs = await watchedUntil(start + (dueAfter.at(-1) ?? 0) + GRACE_MS)
	await clockWork.stop()
	await store.close()
	const twice = [...alarms.values()].filter((times) => times > 1).length
	return { name: 'Loopdesk on lowdb', done: alarms.size, twice, lateMs: late, longestStretchMs }
}

/** Opens a ticket for each, eight hours before it shall be due; answers when the first one is. */
async function openAll(desk: Desk, dueAfter: readonly number[]): Promise<number> {
	const start = Date.now() + LEAD_MS + dueAfter.length
	const openOne = async (after: number, index: number) => {
		const clock = () => start + after - LEVELS.firstResponseHours * HOUR
		const customer = { id: `customer-${index % 500}`, name: `Customer ${index % 500}` }
		const reporter: Reporter = { userId: `user-${index}`, name: `Name ${index}`, locale: 'en', customer }
		const input = {
			topic: 'duplicate-charge',
			title: 'Charged twice',
			description: 'd'.repeat(700),
			dispute: { reason: 'Twice.' },
		}
		await open({ ...desk, clock }, { actor: customerActor(reporter), cause: `open-${index}`, input, reporter })
	}
	for (let first = 0; first < dueAfter.length; first += AT_ONCE) {
		await Promise.all(dueAfter.slice(first, first + AT_ONCE).map((after, index) => openOne(after, first + index)))
	}
	if (Date.now() > start) throw new Error(`opening the tickets took ${Date.now() - start} ms too long for this bench`)
	return start
}

/** A sorted list and an append-only file: the least that could tell each in time and durably. */
async function measureBareLoop(folder: string, dueAfter: readonly number[]): Promise<Lateness> {
	const file = await openFile(path.join(folder, 'bare.jsonl'), 'a')
	const start = Date.now() + LEAD_MS
	const end = start + (dueAfter.at(-1) ?? 0) + GRACE_MS
	const late: number[] = []
	let next = 0
	const watching = watchedUntil(end)
	while (Date.now() < end) {
		const now = Date.now() - start
		const first = next
		while ((dueAfter[next] ?? Infinity) <= now) next += 1
		if (next > first) {
			const lines = dueAfter.slice(first, next).map((after, index) => JSON.stringify({ ticket: first + index, after }))
			await file.appendFile(`${lines.join('\n')}\n`)
			await file.datasync()
			for (const after of dueAfter.slice(first, next)) late.push(Date.now() - start - after)
		}
		await pause(INTERVAL_MS)
	}
	await file.close()
	return { name: 'bare loop', done: late.length, twice: 0, lateMs: late, longestStretchMs: await watching }
}

/**
 * Waits and answers the longest time for which the event loop worked without a turn for others. It is the thread's own processor
 * time, so that other programs on the machine do not count.
 */
async function watchedUntil(instant: number): Promise<number> {
	let longest = 0
	let before = process.threadCpuUsage()
	const watch = setInterval(() => {
		const now = process.threadCpuUsage()
		longest = Math.max(longest, now.user + now.system - before.user - before.system)
		before = now
	}, 1)
	await pause(Math.max(0, instant - Date.now()))
	clearInterval(watch)
	return longest / 1000
}
