/**
 * Letters to insert, delete, replace or swap with the neighbour to make one word of the other (optimal string alignment).
 * @returns one more than `most` where there are more.
 */
export function slipsBetween(from: string, to: string, most = Number.POSITIVE_INFINITY): number {
	let before: number[] = []
	let above = Array.from({ length: to.length + 1 }, (_, column) => column)
	for (let row = 1; row <= from.length; row += 1) {
		const line = [row]
		for (let column = 1; column <= to.length; column += 1) {
			const same = from[row - 1] === to[column - 1] ? 0 : 1
			let best = Math.min((above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + same)
			const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
			if (swapped && row > 1 && column > 1) best = Math.min(best, (before[column - 2] ?? 0) + 1)
			line.push(best)
		}
		if (Math.min(...line) > most) return most + 1
		before = above
		above = line
	}
	return above[to.length] ?? 0
}
