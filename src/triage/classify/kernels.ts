/**
 * The few loops in which training and scoring spend their time. Rows of floats and of bytes have functions of their own: one for
 * both would be slower with either.
 */

/**
 * `target[k] += factors[i] * rows[ids[i] * width + k]` for the first `count` ids; `width` is the target's length. Four rows at a
 * time: to read and write the target for each of them takes twice as long.
 */
export function addRows(target: Float32Array, rows: Float32Array, ids: Int32Array, factors: Float32Array, count: number): void {
	const width = target.length
	let at = 0
	for (; at + 3 < count; at += 4) {
		const first = (ids[at] ?? 0) * width
		const second = (ids[at + 1] ?? 0) * width
		const third = (ids[at + 2] ?? 0) * width
		const fourth = (ids[at + 3] ?? 0) * width
		const a = factors[at] ?? 0
		const b = factors[at + 1] ?? 0
		const c = factors[at + 2] ?? 0
		const d = factors[at + 3] ?? 0
		for (let k = 0; k < width; k += 1) {
			const two = a * (rows[first + k] ?? 0) + b * (rows[second + k] ?? 0)
			target[k] = (target[k] ?? 0) + (two + (c * (rows[third + k] ?? 0) + d * (rows[fourth + k] ?? 0)))
		}
	}
	for (; at < count; at += 1) addRow(target, rows, (ids[at] ?? 0) * width, factors[at] ?? 0)
}

/** The same for rows of bytes. */
export function addByteRows(target: Float32Array, rows: Int8Array, ids: Int32Array, factors: Float32Array): void {
	const count = ids.length
	const width = target.length
	let at = 0
	for (; at + 3 < count; at += 4) {
		const first = (ids[at] ?? 0) * width
		const second = (ids[at + 1] ?? 0) * width
		const third = (ids[at + 2] ?? 0) * width
		const fourth = (ids[at + 3] ?? 0) * width
		const a = factors[at] ?? 0
		const b = factors[at + 1] ?? 0
		const c = factors[at + 2] ?? 0
		const d = factors[at + 3] ?? 0
		for (let k = 0; k < width; k += 1) {
			const two = a * (rows[first + k] ?? 0) + b * (rows[second + k] ?? 0)
			target[k] = (target[k] ?? 0) + (two + (c * (rows[third + k] ?? 0) + d * (rows[fourth + k] ?? 0)))
		}
	}
	for (; at < count; at += 1) addByteRow(target, rows, (ids[at] ?? 0) * width, factors[at] ?? 0)
}

/** `target[k] += factor * rows[offset + k]` for all of `target`. */
function addRow(target: Float32Array, rows: Float32Array, offset: number, factor: number): void {
	for (let at = 0; at < target.length; at += 1) target[at] = (target[at] ?? 0) + factor * (rows[offset + at] ?? 0)
}

function addByteRow(target: Float32Array, rows: Int8Array, offset: number, factor: number): void {
	for (let at = 0; at < target.length; at += 1) target[at] = (target[at] ?? 0) + factor * (rows[offset + at] ?? 0)
}

/** `rows[offset + places[k]] += factor * source[k]` for the first `count` places. */
export function addToPlaces(
	rows: Float32Array,
	offset: number,
	factor: number,
	source: Float32Array,
	places: Int32Array,
	count: number,
): void {
	for (let at = 0; at < count; at += 1) {
		const place = offset + (places[at] ?? 0)
		rows[place] = (rows[place] ?? 0) + factor * (source[at] ?? 0)
	}
}

/** The sum of `vector[k] * rows[offset + places[k]]` for the first `count` places; two sums, neither waits for the other. */
export function dotPlaces(vector: Float32Array, rows: Float32Array, offset: number, places: Int32Array, count: number): number {
	let even = 0
	let odd = 0
	let at = 0
	for (; at + 1 < count; at += 2) {
		even += (vector[at] ?? 0) * (rows[offset + (places[at] ?? 0)] ?? 0)
		odd += (vector[at + 1] ?? 0) * (rows[offset + (places[at + 1] ?? 0)] ?? 0)
	}
	if (at < count) even += (vector[at] ?? 0) * (rows[offset + (places[at] ?? 0)] ?? 0)
	return even + odd
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
