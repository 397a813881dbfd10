import { figure, tableOf } from '../table.ts'

/** What became of some of the tickets, and how late, in milliseconds. */
export interface Lateness {
	readonly name: string
	readonly raised: number
	readonly doubles: number
	readonly missing: number
	readonly lateMs: readonly number[]
	/** Processor time of the desk's processes, not of the database server. */
	readonly cpuMs?: number
	readonly longestStretchMs?: number
}

const HEAD = ['', 'raised', 'doubles', 'missing', 'late p50 ms', 'p99 ms', 'most ms', 'CPU s', 'longest stretch ms']

export function latenessTable(rows: readonly Lateness[]): string {
	return tableOf(
		HEAD,
		rows.map(({ name, raised, doubles, missing, lateMs, cpuMs, longestStretchMs }) => {
			const counts = [raised, doubles, missing].map(String)
			const late = [0.5, 0.99, 1].map((share) => figure(quantile(lateMs, share)))
			return [name, ...counts, ...late, cpuMs === undefined ? '' : figure(cpuMs / 1000), optional(longestStretchMs)]
		}),
	)
}

function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b)
	return sorted[Math.floor((sorted.length - 1) * share)] ?? 0
}

function optional(value: number | undefined): string {
	return value === undefined ? '' : figure(value)
}
