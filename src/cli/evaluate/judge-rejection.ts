/**
 * How well the chance of the best class tells what belongs to none: the area under the curve (the chance that a random inside
 * text looks surer than a random outside one), and the share of the outside caught when 5 % of the inside are wrongly rejected.
 * @param inside the best chance of each text that belongs to a class; `outside` likewise of those that belong to none.
 */
export function judgeRejection(inside: readonly number[], outside: readonly number[]): { auroc: number; caughtAtFive: number } {
	const sorted = [...inside].sort((a, b) => a - b)
	const threshold = sorted[Math.floor(sorted.length * 0.05)] ?? 0
	const caught = outside.filter((chance) => chance < threshold).length
	const wins = outside.reduce((sum, chance) => sum + above(sorted, chance), 0)
	return {
		auroc: wins / Math.max(1, inside.length * outside.length),
		caughtAtFive: caught / Math.max(1, outside.length),
	}
}

/** How many of the sorted numbers are above a value; equal ones count half. */
function above(sorted: readonly number[], value: number): number {
	let total = 0
	for (const one of sorted) total += one > value ? 1 : one === value ? 0.5 : 0
	return total
}
