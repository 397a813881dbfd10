import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { benchDesk, openAll, openPlace } from './bench-desk.ts'
import type { Lateness } from './lateness.ts'
import { type Watched, watchedProcess } from './watched-process.ts'

/** Before the first ticket is due: all are open and the processes are at rest. */
const LEAD_MS = 10_000
const LEAD_PER_TICKET_MS = 1.5
/** After the last one was due: what is not told by then never is. */
const GRACE_MS = 5000
/** From Friday evening to Monday morning. */
const STOPPED_MS = 60 * 3_600_000
const MOST_TO_CATCH_UP_MS = 120_000
/** A process that is starved tells of nothing: then it is killed as it is. */
const MOST_WAIT_MS = 5000
/** By then another process has taken over. */
const TAKE_OVER_MS = 12_000

const TOO_BUSY = 'the first ticket was due before all was ready: this machine is too busy for this bench'

interface Due {
	readonly ticket: string
	readonly at: number
}

/** One process on one store. */
export async function measureOne(name: string, place: string, dueAfter: readonly number[]): Promise<Lateness[]> {
	const due = await openTickets(place, dueAfter)
	const only = await watchedProcess(place)
	mustBeBefore(due)
	await pause(endOf(due) - Date.now())
	await only.kill('SIGTERM')
	return [{ ...(await judge(name, place, due, [only])), longestStretchMs: only.longestStretchMs() }]
}

/** Two processes on PostgreSQL, one of which is killed in the middle of its work at half-time. Answers rows and a sentence. */
export async function measureTwo(place: string, dueAfter: readonly number[]): Promise<{ rows: Lateness[]; told: string }> {
	const due = await openTickets(place, dueAfter)
	const client = new Client({ connectionString: place })
	await client.connect()
	try {
		const killed = await watchedProcess(place)
		const { rows: ids } = await client.query<{ id: string }>('SELECT id FROM processes')
		const other = await watchedProcess(place)
		mustBeBefore(due)
		await pause(((due[0]?.at ?? 0) + (due.at(-1)?.at ?? 0)) / 2 - Date.now())
		await Promise.race([killed.nextTold(), pause(MOST_WAIT_MS)])
		// By now it has taken the next ones in hand.
		await pause(3)
		const killedAt = Date.now()
		await killed.kill('SIGKILL')
		const held = `SELECT ticket FROM due_claims JOIN tickets ON number = ticket WHERE carrier = $1 AND next_due_at <= $2`
		const inHand = (await client.query<{ ticket: string }>(held, [ids[0]?.id, killedAt])).rows.map(({ ticket }) => ticket)
		await pause(endOf(due) - Date.now())
		await other.kill('SIGTERM')
		const both = [killed, other]
		const part = (name: string, from: number, to: number) =>
			judge(
				name,
				place,
				due.filter(({ at }) => from <= at && at < to),
				both,
			)
		const all = await judge('PostgreSQL, two processes, one killed', place, due, both)
		const rows = [
			{ ...all, cpuMs: killed.cpuMs() + other.cpuMs(), longestStretchMs: other.longestStretchMs() },
			withoutCpu(await part('  due before the kill', 0, killedAt - 1000)),
			withoutCpu(await part('  from 1 s before to 12 s after it', killedAt - 1000, killedAt + TAKE_OVER_MS)),
			withoutCpu(await part('  later', killedAt + TAKE_OVER_MS, Infinity)),
		]
		return { rows, told: sentence(all.raised, killedAt, inHand, both) }
	} finally {
		await client.end()
	}
}

/** A desk that was stopped for so long that all of these fell due: how soon it has caught up, and whether in order. */
export async function measureReturn(name: string, place: string, dueAfter: readonly number[]): Promise<string> {
	const store = await openPlace(place)
	const numbers = await openAll(benchDesk(store.tickets), dueAfter, Date.now() - STOPPED_MS)
	await store.close()
	const started = Date.now()
	const only = await watchedProcess(place)
	while (only.told.length < numbers.length && Date.now() < started + MOST_TO_CATCH_UP_MS) await pause(50)
	await only.kill('SIGTERM')
	const places = new Map(numbers.map((number, index) => [number, index]))
	const order = only.told.map(([ticket]) => places.get(ticket) ?? -1)
	const furthest = Math.max(...order.map((each, index) => Math.abs(each - index)))
	const seconds = ((only.told.at(-1)?.[1] ?? 0) - started) / 1000
	const share = `${only.told.length} of ${numbers.length} alarms within ${seconds.toFixed(1)} s of its start`
	return `${name}, back after a weekend: ${share}, oldest first, at most ${furthest} places out of order`
}

function sentence(raised: number, killedAt: number, inHand: readonly string[], [killed, other]: readonly Watched[]): string {
	const taken = (other?.told ?? []).filter(([ticket]) => inHand.includes(ticket)).map(([, at]) => at - killedAt)
	const first = (other?.told ?? []).find(([, at]) => at >= killedAt)?.[1]
	const [one = 0, two = 0] = [killed?.told.length, other?.told.length]
	const shares = `${one} alarms by the killed process and ${raised - one - two} that it could not say any more, ${two} by the other`
	const next =
		first === undefined ? 'none came after it' : `the next alarm of the other came ${first - killedAt} ms after the kill`
	const latest = taken.length === 0 ? '' : `, done by the other ${Math.min(...taken)} to ${Math.max(...taken)} ms after the kill`
	return `${shares}; the killed one had ${inHand.length} tickets in hand${latest}; ${next}`
}

function withoutCpu({ cpuMs: _cpuMs, ...row }: Lateness): Lateness {
	return row
}

async function openTickets(place: string, dueAfter: readonly number[]): Promise<Due[]> {
	const store = await openPlace(place)
	const start = Date.now() + LEAD_MS + LEAD_PER_TICKET_MS * dueAfter.length
	const numbers = await openAll(benchDesk(store.tickets), dueAfter, start)
	await store.close()
	if (Date.now() > start - LEAD_MS / 2) throw new Error(TOO_BUSY)
	return numbers.map((ticket, index) => ({ ticket, at: start + (dueAfter[index] ?? 0) }))
}

function mustBeBefore([first]: readonly Due[]): void {
	if (Date.now() > (first?.at ?? 0)) throw new Error(TOO_BUSY)
}

function endOf(due: readonly Due[]): number {
	return (due.at(-1)?.at ?? 0) + GRACE_MS
}

/** What was raised stands in the histories; when it was durable, the processes said. One killed in between could not say it. */
async function judge(name: string, place: string, due: readonly Due[], processes: readonly Watched[]): Promise<Lateness> {
	const store = await openPlace(place)
	const said = new Map(processes.flatMap(({ told }) => told))
	let [raised, doubles, missing] = [0, 0, 0]
	const lateMs: number[] = []
	for (const { ticket, at } of due) {
		const alarms = (await store.tickets.history(ticket)).filter(({ event }) => event.type === 'alarm-raised')
		raised += alarms.length
		doubles += Math.max(0, alarms.length - 1)
		const [first] = alarms
		if (first === undefined) missing += 1
		else lateMs.push((said.get(ticket) ?? first.at) - at)
	}
	await store.close()
	const cpuMs = processes.reduce((sum, each) => sum + each.cpuMs(), 0)
	return { name, raised, doubles, missing, lateMs, cpuMs }
}
