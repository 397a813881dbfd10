import { setTimeout as pause } from 'node:timers/promises'
import { type PostgresPlace, postgresPlace } from '../../stores/postgres/place.ts'
import type { TestServer } from '../../stores/postgres/server.ts'
import { startLoad } from './load.ts'
import { createChance } from './random.ts'
import { verify } from './verify.ts'
import { createWitness } from './witness.ts'

/** Longer than a server takes to recover: some people wait it out, others are told. */
const PATIENCE_MS = 600
const [EARLIEST_MS, LATEST_MS] = [50, 500]
/** How long the writers go on by themselves after the server is back. */
const GOES_ON_MS = 250
/** Every so many rounds all processes of the server are killed instead of told to stop at once. */
const KILLS_ALL = 4
/** Every so many rounds everything is looked up again, and not only what is new since the round before. */
const LOOKS_AT_ALL = 10

export interface Stops {
	readonly rounds: number
	/** Of these, by `kill -9` of all processes of the server. */
	readonly kills: number
	readonly acknowledged: number
	readonly checked: number
	readonly tickets: number
	/** How often somebody was told that nothing was done, and that nobody knows. */
	readonly unavailable: number
	readonly unsure: number
	/** How the commits ended of which nobody knew, when the same cause was asked for again. */
	readonly settled: ReadonlyMap<string, number>
	/** From the stop until the first commit was acknowledged again, in milliseconds, each round. */
	readonly awayMs: readonly number[]
	readonly faults: readonly string[]
}

export interface StopOptions {
	/** Of our own: somebody else's cannot be stopped. */
	readonly server: Required<TestServer>
	readonly rounds: number
	readonly seed: number
	readonly progress?: (line: string) => void
	readonly writers?: number
}

/** Stops the server at once again and again, while one store and its writers live on. */
export async function stopRounds({ server, rounds, seed, progress, writers = 16 }: StopOptions): Promise<Stops> {
	const place = await postgresPlace(server.url)
	const store = await place.open({ patienceMs: PATIENCE_MS })
	const [chance, witness] = [createChance(seed), createWitness()]
	const awayMs: number[] = []
	const faults: string[] = []
	let [kills, checked, tickets, from] = [0, 0, 0, 0]
	try {
		for (let round = 1; round <= rounds && faults.length === 0; round += 1) {
			const load = startLoad(store, { round, seed, writers, tell: (told) => witness.hear(told) })
			const failed = load.running.then(() => undefined).catch((error: unknown) => faults.push(`round ${round}: ${String(error)}`))
			await pause(EARLIEST_MS + chance.below(LATEST_MS - EARLIEST_MS))
			const killsAll = round % KILLS_ALL === 0
			kills += killsAll ? 1 : 0
			await (killsAll ? killAll(server, place) : server.kill('SIGQUIT'))
			const before = witness.kept.length
			const stopped = performance.now()
			// Sometimes it is back before anybody loses patience, sometimes not.
			await pause(chance.below(2 * PATIENCE_MS))
			await server.start()
			while (witness.kept.length === before && faults.length === 0) await pause(5)
			awayMs.push(performance.now() - stopped)
			await pause(GOES_ON_MS)
			await load.stop()
			await failed
			for (const cause of witness.takeUnanswered()) faults.push(`${cause} was never answered`)
			const found = await verify(store, witness, round % LOOKS_AT_ALL === 0 || round === rounds ? 0 : from)
			from = witness.kept.length
			checked += found.checked
			tickets = found.tickets
			faults.push(...found.faults.map((fault) => `round ${round}: ${fault}`))
			progress?.(
				`PostgreSQL ${round}/${rounds}: ${witness.acknowledged()} acknowledged, ${faults.length} faults ${faults.slice(0, 3).join('; ')}`,
			)
		}
	} finally {
		await store.close()
		await place.remove()
	}
	const told = (reason: string) => witness.answers.get(reason) ?? 0
	const answers = { unavailable: told('store-unavailable'), unsure: told('store-unsure'), settled: witness.settled }
	return { rounds, kills, acknowledged: witness.acknowledged(), checked, tickets, ...answers, awayMs, faults }
}

/** A power cut as far as processes go: none of them is told anything. */
async function killAll(server: Required<TestServer>, place: PostgresPlace): Promise<void> {
	const processes = await place.ask<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()')
	const ended = server.kill('SIGKILL')
	for (const { pid } of processes) kill(pid)
	await ended
}

function kill(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL')
	} catch {
		// It has ended by itself.
	}
}
