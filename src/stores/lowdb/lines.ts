import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { AppError } from '../../errors.ts'

/** `["` and eight hex digits and `",`: the seal in front of what it seals. */
const SEAL_LENGTH = 12
const LINE_FEED = 10
const BRACKET = 91
const CHUNK_BYTES = 1 << 20

/** A line of JSON, `["<crc32>",<rest>`, where the checksum is of the rest. `rest` is JSON without line feeds and ends with `]`. */
export function seal(rest: string): string {
	return `["${crc32(rest).toString(16).padStart(8, '0')}",${rest}\n`
}

/** What was sealed, without the checksum; `undefined` where the line is not as it was written. */
export function unseal(line: Buffer): unknown[] | undefined {
	if (line.length <= SEAL_LENGTH || line[0] !== BRACKET) return undefined
	const claimed = line.toString('latin1', 2, SEAL_LENGTH - 2)
	const actual = crc32(line.subarray(SEAL_LENGTH)).toString(16).padStart(8, '0')
	if (claimed !== actual) return undefined
	return parsed(line)
}

function parsed(line: Buffer): unknown[] | undefined {
	try {
		const [, ...rest] = JSON.parse(line.toString('utf8')) as unknown[]
		return rest
	} catch {
		return undefined
	}
}

/** One line of a file; `start` is its place in the file. */
export interface Line {
	readonly bytes: Buffer
	readonly number: number
	readonly start: number
	/** False for the last line of a file that does not end with a line feed. */
	readonly isWhole: boolean
}

/** Calls `take` with each line of the file in order. */
export async function eachLine(file: string, take: (line: Line) => void): Promise<void> {
	const handle = await open(file, 'r')
	let number = 0
	let start = 0
	let rest: Buffer = Buffer.alloc(0)
	const cut = (chunk: Buffer) => {
		let from = 0
		for (let to = chunk.indexOf(LINE_FEED); to >= 0; to = chunk.indexOf(LINE_FEED, from)) {
			take({ bytes: chunk.subarray(from, to), number: (number += 1), start: start + from, isWhole: true })
			from = to + 1
		}
		start += from
		rest = chunk.subarray(from)
	}
	try {
		for (;;) {
			const chunk = Buffer.allocUnsafe(rest.length + CHUNK_BYTES)
			rest.copy(chunk)
			const { bytesRead } = await handle.read(chunk, rest.length, CHUNK_BYTES)
			if (bytesRead === 0) break
			cut(chunk.subarray(0, rest.length + bytesRead))
		}
	} finally {
		await handle.close()
	}
	if (rest.length > 0) take({ bytes: rest, number: number + 1, start, isWhole: false })
}

/** The refusal to start on a file that is not as it was written. */
export function damaged(file: string, line: number, what: string, cause?: unknown): AppError {
	return new AppError('damaged', `${file}, line ${line}: ${what}; restore the folder from a backup`, {
		details: { file, line },
		cause,
	})
}
