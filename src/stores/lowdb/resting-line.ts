import { SEAL_LENGTH, type Span } from './lines.ts'

const ZERO = 48

/** The rest of a line of JSON, `["<crc32>",<length>,<head>,<body>]`, where the length is that of the body in bytes. */
export interface RestingLine {
	readonly head: readonly unknown[]
	/** JSON that is not read: it goes on resting. */
	readonly body: Span
}

/** Reads the line as far as its body; `undefined` where it has none that rests. */
export function restingLine({ bytes, start, end }: Span): RestingLine | undefined {
	let at = start + SEAL_LENGTH
	let length = 0
	for (let digit = digitAt(bytes, at); digit !== undefined; digit = digitAt(bytes, at)) {
		length = length * 10 + digit
		at += 1
	}
	if (at === start + SEAL_LENGTH) return undefined
	const body = { bytes, start: end - 1 - length, end: end - 1 }
	return { head: JSON.parse(`[${bytes.toString('utf8', at + 1, body.start - 1)}]`) as unknown[], body }
}

function digitAt(bytes: Buffer, at: number): number | undefined {
	const digit = (bytes[at] ?? 0) - ZERO
	return digit >= 0 && digit <= 9 ? digit : undefined
}
