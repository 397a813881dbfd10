import { AppError } from '../../errors.ts'
import type { CommitOutcome } from '../../tickets/ports.ts'
import type { Instant } from '../../tickets/ticket.ts'
import { COMMIT, commitValues, filedInvoice, type ToCommit } from './commit-values.ts'
import type { Database } from './database.ts'

/** Takes commits to the database: those that come while others are on their way travel together. */
export interface Committer {
	commit(commit: ToCommit): Promise<CommitOutcome>
}

export interface CommitterDeps {
	readonly database: Database
	readonly clock: () => Instant
}

/** Commits of one journey. */
const MOST_TOGETHER = 64
/** Fewer are not shared out among journeys: what a journey costs by itself would outweigh what is gained. */
const FEWEST_SHARED = 16
/** Journeys at the same time: while one is written to the disk, others are made ready. */
const JOURNEYS = 3

interface Waiting extends ToCommit {
	readonly keys: readonly string[]
	readonly resolve: (outcome: CommitOutcome) => void
	readonly reject: (error: unknown) => void
}

/**
 * A journey and a write to the disk cost the same for one commit and for many. Nobody waits for company: the first goes at once.
 * What touches the same ticket or has the same cause goes one after the other, in the order of the calls.
 */
export function createCommitter({ database, clock }: CommitterDeps): Committer {
	let waiting: Waiting[] = []
	/** Numbers and causes that are on their way. */
	const busy = new Set<string>()
	let journeys = 0
	let soon: NodeJS.Immediate | undefined

	function commit(toCommit: ToCommit): Promise<CommitOutcome> {
		const { promise, resolve, reject } = Promise.withResolvers<CommitOutcome>()
		waiting.push({ ...toCommit, keys: keysOf(toCommit), resolve, reject })
		setOutSoon()
		return promise
	}

	/**
	 * Whoever was just answered may commit again in the same moment: then they travel together. Many are shared out, or all would
	 * sit in one journey, and this process and the database would wait for each other in turn.
	 */
	function setOutSoon(): void {
		soon ??= setImmediate(setOut)
	}

	function setOut(): void {
		soon = undefined
		while (journeys < JOURNEYS) {
			const share = Math.ceil(waiting.length / (JOURNEYS - journeys))
			const together = take(Math.min(Math.max(share, FEWEST_SHARED), MOST_TOGETHER))
			if (together.length === 0) return
			journeys += 1
			void travel(together).finally(() => {
				journeys -= 1
				for (const key of together.flatMap(({ keys }) => keys)) busy.delete(key)
				setOutSoon()
			})
		}
	}

	/** The oldest that may go, at most so many, and leaves the others in their order. */
	function take(most: number): Waiting[] {
		const taken: Waiting[] = []
		const passedBy = new Set<string>()
		const left: Waiting[] = []
		let looked = 0
		for (; looked < waiting.length && taken.length < most; looked += 1) {
			const each = waiting[looked]
			if (each === undefined) break
			const mustWait = each.keys.some((key) => busy.has(key) || passedBy.has(key))
			for (const key of each.keys) (mustWait ? passedBy : busy).add(key)
			;(mustWait ? left : taken).push(each)
		}
		waiting = [...left, ...waiting.slice(looked)]
		return taken
	}

	async function travel(together: readonly Waiting[]): Promise<void> {
		try {
			const outcomes = await store(together)
			together.forEach(({ resolve }, index) => resolve(outcomes[index] ?? 'conflict'))
		} catch (error) {
			const [only, ...others] = together
			const isAway = error instanceof AppError && error.code === 'busy'
			if (others.length === 0 || isAway) return together.forEach(({ reject }) => reject(error))
			// One of them cannot be stored: the others must not suffer for it.
			for (const each of [only, ...others]) if (each !== undefined) await travel([each])
		}
	}

	async function store(commits: readonly ToCommit[]): Promise<readonly CommitOutcome[]> {
		const [row] = await database.query<{ outcomes: CommitOutcome[] }>(COMMIT, commitValues(clock(), commits))
		return row?.outcomes ?? []
	}

	return { commit }
}

/** What no two commits on their way may share. */
function keysOf({ cause, changes }: ToCommit): string[] {
	const numbers = changes.map(({ ticket }) => `ticket ${ticket.number}`)
	const files = changes.some((change) => filedInvoice(change) !== undefined)
	return [`cause ${cause}`, ...numbers, ...(files ? ['upstream'] : [])]
}
