import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { AppError } from '../../errors.ts'

/** `["` and eight hex digits and `",`: the seal in front of what it seals. */
export const SEAL_LENGTH = 12
const DIGITS = 8
const LINE_FEED = 10
const BRACKET = 91
const QUOTE = 34
const COMMA = 44
/** Read at a time. */
const CHUNK_BYTES = 2 << 20

/** A line of JSON, `["<crc32>",<rest>`, where the checksum is of the rest. `rest` is JSON without line feeds and ends with `]`. */
export function seal(rest: string): string {
	return `["${hex(crc32(rest))}",${rest}\n`
}

function hex(checksum: number): string {
	return checksum.toString(16).padStart(DIGITS, '0')
}

/** Puts the seal in front of a line without its line feed whose first bytes were left for it. */
export function sealInPlace(bytes: Buffer, start: number, end: number): void {
	bytes.write(`["${hex(crc32(bytes.subarray(start + SEAL_LENGTH, end)))}",`, start, 'latin1')
}

/** Whether the line is as it was written. */
export function isSealed({ bytes, start, end }: Span): boolean {
	if (end - start <= SEAL_LENGTH || bytes[start] !== BRACKET) return false
	const [opens, closes, comma] = [bytes[start + 1], bytes[start + 2 + DIGITS], bytes[start + 3 + DIGITS]]
	if (opens !== QUOTE || closes !== QUOTE || comma !== COMMA) return false
	return checksumAt(bytes, start + 2) === crc32(bytes.subarray(start + SEAL_LENGTH, end))
}

/** The number that the hex digits at this place stand for; not a number where one of them is none. */
function checksumAt(bytes: Buffer, start: number): number {
	let checksum = 0
	for (let at = start; at < start + DIGITS; at += 1) checksum = checksum * 16 + hexDigit(bytes[at] ?? 0)
	return checksum
}

function hexDigit(code: number): number {
	if (code >= 48 && code <= 57) return code - 48
	return code >= 97 && code <= 102 ? code - 87 : Number.NaN
}

/** What was sealed, without the checksum; `undefined` where the line is not as it was written. */
export function unseal(line: Span): unknown[] | undefined {
	return isSealed(line) ? parsed(line) : undefined
}

function parsed({ bytes, start, end }: Span): unknown[] | undefined {
	try {
		const [, ...rest] = JSON.parse(bytes.toString('utf8', start, end)) as unknown[]
		return rest
	} catch {
		return undefined
	}
}

/** A part of a buffer that may hold much more. */
export interface Span {
	readonly bytes: Buffer
	readonly start: number
	readonly end: number
}

/** One line of a file. */
export interface Line extends Span {
	readonly number: number
	/** Where it starts in the file. */
	readonly place: number
	/** False for the last line of a file that does not end with a line feed. */
	readonly isWhole: boolean
}

/** Calls `take` with each line of the file in order; its bytes stand until `take` returns. The next part is read meanwhile. */
export async function eachLine(file: string, take: (line: Line) => void): Promise<void> {
	const handle = await open(file, 'r')
	let number = 0
	let place = 0
	/** The beginning of a line that goes on in the next chunk. */
	let rest: Buffer = Buffer.alloc(0)
	const give = (bytes: Buffer, start: number, end: number) => {
		take({ bytes, start, end, number: (number += 1), place, isWhole: true })
		place += end - start + 1
	}
	const cut = (chunk: Buffer) => {
		let from = 0
		if (rest.length > 0) {
			const end = chunk.indexOf(LINE_FEED)
			const line = Buffer.concat([rest, end < 0 ? chunk : chunk.subarray(0, end)])
			if (end < 0) {
				rest = line
				return
			}
			give(line, 0, line.length)
			from = end + 1
		}
		for (let to = chunk.indexOf(LINE_FEED, from); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
			give(chunk, from, to)
			from = to + 1
		}
		rest = Buffer.from(chunk.subarray(from))
	}
	const buffers = [Buffer.allocUnsafeSlow(CHUNK_BYTES), Buffer.allocUnsafeSlow(CHUNK_BYTES)] as const
	let turn = 0
	const readNext = async () => {
		turn = 1 - turn
		const { buffer, bytesRead } = await handle.read(buffers[turn === 0 ? 0 : 1], 0, CHUNK_BYTES)
		return buffer.subarray(0, bytesRead)
	}
	let next = readNext()
	try {
		for (let chunk = await next; chunk.length > 0; chunk = await next) {
			next = readNext()
			cut(chunk)
		}
	} finally {
		await next.catch(() => undefined)
		await handle.close()
	}
	if (rest.length > 0) take({ bytes: rest, start: 0, end: rest.length, number: number + 1, place, isWhole: false })
}

/** The refusal to start on a file that is not as it was written. */
export function damaged(file: string, line: number, what: string, cause?: unknown): AppError {
	return new AppError('damaged', `${file}, line ${line}: ${what}; restore the folder from a backup`, {
		details: { file, line },
		cause,
	})
}
