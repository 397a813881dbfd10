import { confusedPairs, type Judged } from './judge.ts'
import type { Figures } from './evaluate-files.ts'

const MOST_PAIRS = 8
const EXAMPLE_LENGTH = 60

/** The figures as a table for people. */
export function describeFigures(title: string, figures: Figures, texts: number): string {
	const rows = [
		['right', `${percent(figures.accuracy)} of ${texts}`],
		['macro F1', percent(figures.macroF1)],
		['calibration error', figures.calibrationError.toFixed(3)],
		['training', `${figures.trainSeconds.toFixed(1)} s`],
		['a message', `${figures.p50Micros.toFixed(0)} µs (median), ${figures.p99Micros.toFixed(0)} µs (99 of 100)`],
		['model', `${(figures.modelBytes / 1e6).toFixed(1)} MB`],
		['memory at most', `${(figures.peakRssBytes / 1e6).toFixed(0)} MB`],
	]
	return `${title}\n${rows.map(([name = '', value = '']) => `  ${name.padEnd(18)} ${value}`).join('\n')}\n`
}

/** The classes taken for each other most often, with a message that was. */
export function describeConfusions(judged: readonly Judged[]): string {
	const pairs = confusedPairs(judged).slice(0, MOST_PAIRS)
	if (pairs.length === 0) return ''
	const names = pairs.map(({ pair }) => pair.join(' / '))
	const width = Math.max(...names.map((name) => name.length))
	const lines = pairs.map(({ times, example }, index) => {
		const short = example.length > EXAMPLE_LENGTH ? `${example.slice(0, EXAMPLE_LENGTH - 1)}…` : example
		return `  ${String(times).padStart(3)} × ${(names[index] ?? '').padEnd(width)}  “${short}”`
	})
	return `  taken for each other:\n${lines.join('\n')}\n`
}

export function percent(value: number): string {
	return `${(value * 100).toFixed(1)} %`
}
