/** The few loops in which training and scoring spend their time. */

/** `target[k] += factor * rows[offset + k]` for the first `width` places. */
export function addRow(
	target: Float32Array,
	rows: Float32Array | Int8Array,
	offset: number,
	factor: number,
	width: number,
): void {
	for (let at = 0; at < width; at += 1) target[at] = (target[at] ?? 0) + factor * (rows[offset + at] ?? 0)
}

/** `rows[offset + k] += factor * source[k]` for all of `source`. */
export function addToRow(rows: Float32Array, offset: number, factor: number, source: Float32Array): void {
	for (let at = 0; at < source.length; at += 1) rows[offset + at] = (rows[offset + at] ?? 0) + factor * (source[at] ?? 0)
}

/** The sum of `vector[k] * rows[offset + k]`. Four sums side by side: one alone would wait for itself at every step. */
export function dotRow(vector: Float32Array, rows: Float32Array, offset: number): number {
	let first = 0
	let second = 0
	let third = 0
	let fourth = 0
	const { length } = vector
	for (let at = 0; at < length; at += 4) {
		first += (vector[at] ?? 0) * (rows[offset + at] ?? 0)
		second += (vector[at + 1] ?? 0) * (rows[offset + at + 1] ?? 0)
		third += (vector[at + 2] ?? 0) * (rows[offset + at + 2] ?? 0)
		fourth += (vector[at + 3] ?? 0) * (rows[offset + at + 3] ?? 0)
	}
	return first + second + third + fourth
}

/** The mean of the squares. */
export function meanSquare(vector: Float32Array): number {
	let sum = 0
	for (let at = 0; at < vector.length; at += 1) sum += (vector[at] ?? 0) ** 2
	return sum / vector.length
}
