import type { Timing } from './post-activities.ts'

/** What one side took in one round. */
export interface Figures {
	readonly cpuMs: number
	readonly perSecond: number
	readonly p50Ms: number
	readonly p99Ms: number
}

/** The figures of a turn, from what all turns of a round took. */
export function figuresOf({ times, wallMs }: Timing, cpuMs: number): Figures {
	const sorted = times.toSorted((a, b) => a - b)
	const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
	return { cpuMs: cpuMs / times.length, perSecond: (times.length / wallMs) * 1000, p50Ms: at(0.5), p99Ms: at(0.99) }
}

/** One side of the comparison with its rounds; the first side is what the others are compared with. */
export interface Side {
	readonly name: string
	readonly rounds: readonly Figures[]
}

const ROWS: readonly (readonly [string, keyof Figures])[] = [
	['CPU per turn, ms', 'cpuMs'],
	['turns a second', 'perSecond'],
	['p50, ms', 'p50Ms'],
	['p99, ms', 'p99Ms'],
]

/** A table of medians over the rounds. A ratio is the median of the ratios within each round, with the lowest and the highest. */
export function table([base, ...others]: readonly [Side, ...Side[]]): string {
	const head = ['', base.name, ...others.flatMap(({ name }) => [name, 'ratio', '(range)'])]
	const rows = ROWS.map(([title, key]) => {
		const own = base.rounds.map((figures) => figures[key])
		const compared = others.flatMap(({ rounds }) => {
			const ratios = rounds.map((figures, round) => figures[key] / (own[round] ?? Number.NaN))
			const range = `(${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`
			return [median(rounds.map((figures) => figures[key])).toFixed(2), `${median(ratios).toFixed(2)}x`, range]
		})
		return [title, median(own).toFixed(2), ...compared]
	})
	return aligned([head, ...rows])
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b)
	const middle = sorted.length / 2
	return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}

function aligned(rows: readonly (readonly string[])[]): string {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
	const line = (row: readonly string[]) =>
		row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')
	return rows.map((row) => `  ${line(row)}`).join('\n')
}
