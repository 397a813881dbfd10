import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../../../src/errors.ts'
import type { Store } from '../../../src/stores/store.ts'
import { createBookWork } from './book-work.ts'
import { type Chance, createChance } from './random.ts'
import { createTicketWork } from './ticket-work.ts'
import type { Told } from './told.ts'

export interface LoadOptions {
	/** Counts up with each start, so that no id comes twice. */
	readonly round: number
	readonly seed: number
	readonly writers?: number
	/** Of the longest value that is replaced again and again: with long ones the journal outgrows the snapshot often. */
	readonly longestState?: number
	/** Causes that were asked for before a crash and never answered: they are asked for again. */
	readonly again?: readonly string[]
	/** Hears of everything that was asked for and told, at once. */
	readonly tell: (told: Told) => void
}

/** Who works, and with what. */
export interface Worker {
	readonly store: Store
	readonly round: number
	readonly writer: number
	readonly chance: Chance
	readonly longestState: number
	readonly tell: (told: Told) => void
	/** Numbers of tickets that all writers share. */
	readonly numbers: string[]
	/** A new id, later than all before it. */
	readonly newId: () => string
}

/** One thing to do, the same each time that it is run. */
export interface Task {
	readonly what: string
	readonly run: () => Promise<void>
	/** Of a commit. */
	readonly cause?: string
	/** Not to be run again by somebody who was told that nobody knows: it would be done twice. */
	readonly once?: true
}

/** Decides what to do next. */
export type Plan = () => Task | undefined | Promise<Task | undefined>

const WRITERS = 16
const LONGEST_STATE = 4000
const SHARED_NUMBERS = 200
const PAUSE_MS = 20
/** How often somebody asks again who was told that nobody knows. */
const ASKS = 1000

/** Writers who do everything that a desk does to its store, until they are stopped. */
export function startLoad(store: Store, options: LoadOptions): { stop: () => Promise<void>; running: Promise<void> } {
	const { round, seed, writers = WRITERS, longestState = LONGEST_STATE, again = [], tell } = options
	let isOver = false
	const goesOn = () => !isOver
	const numbers: string[] = []

	async function write(writer: number): Promise<void> {
		const chance = createChance(seed * 7919 + round * 101 + writer)
		let turn = 0
		const newId = () => `${round}.${writer}.${(turn += 1)}`
		const worker: Worker = { store, round, writer, chance, longestState, tell, numbers, newId }
		const tickets = createTicketWork(worker)
		const plans = [...tickets.plans, ...createBookWork(worker)]
		for (const cause of again.filter((_, index) => index % writers === writer)) {
			await settle(tell, () => tickets.askAgain(cause))
		}
		while (goesOn()) await settle(tell, chance.pick(plans) ?? (() => undefined))
	}

	async function run(): Promise<void> {
		numbers.push(...(await store.tickets.list({ limit: SHARED_NUMBERS })).map(({ number }) => number))
		await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
	}

	const running = run()
	return { running, stop: () => ((isOver = true), running) }
}

/** Does what was planned, and the same again for as long as nobody knows whether it was done. */
async function settle(tell: LoadOptions['tell'], plan: Plan): Promise<void> {
	let task: Task | undefined
	let isUnsure = false
	for (let asks = 0; asks < ASKS; asks += 1) {
		try {
			task ??= await plan()
			return await task?.run()
		} catch (error) {
			if (!(error instanceof AppError) || error.code !== 'busy') throw error
			const reason = error.reason ?? ''
			isUnsure ||= reason === 'store-unsure'
			tell({ kind: 'refused', what: task?.what ?? 'read', reason, ...(task?.cause !== undefined && { cause: task.cause }) })
			await pause(PAUSE_MS)
			if (!isUnsure || task === undefined || task.once === true) return
		}
	}
	throw new Error(`${task?.what}: nobody could tell whether it was done`)
}
