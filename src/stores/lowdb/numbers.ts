import type { Engine } from './engine.ts'

/** So many numbers are reserved on disk at a time; a crash loses at most these. */
const BLOCK = 20
const KIND = 'ticket'
const NUMBER = /^BD-(\d+)$/

/** Gives out ticket numbers, `BD-1001` upwards. */
export interface Numbers {
	reserve(): Promise<string>
	/** Gives back what was reserved and not given out, so that a clean end leaves no gap. */
	giveBack(): Promise<void>
}

/** `first` is the lowest number that may be given out. */
export function createNumbers(engine: Engine, first: number): Numbers {
	let last = Math.max(engine.get('numbers', KIND) ?? 0, first - 1)
	let reservedTo = last
	let reserving: Promise<void> | undefined

	// Imported tickets bring numbers that were never reserved.
	engine.watchTickets((number) => {
		const taken = Number(NUMBER.exec(number)?.[1] ?? 0)
		if (taken <= last) return
		last = taken
		reservedTo = Math.max(reservedTo, taken)
	})

	async function reserveBlock(): Promise<void> {
		const to = last + BLOCK
		await engine.commit([['numbers', KIND, to]])
		reservedTo = Math.max(reservedTo, to)
	}

	return {
		async reserve() {
			while (last >= reservedTo) {
				reserving ??= reserveBlock().finally(() => (reserving = undefined))
				await reserving
			}
			last += 1
			return `BD-${last}`
		},
		async giveBack() {
			await reserving
			if (engine.get('numbers', KIND) !== undefined && reservedTo > last) await engine.commit([['numbers', KIND, last]])
			reservedTo = last
		},
	}
}
