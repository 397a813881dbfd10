import { SEAL_LENGTH, type Span } from './lines.ts'

const QUOTE = 34
const COMMA = 44
const BACKSLASH = 92
const [OPEN_LIST, CLOSE_LIST] = [91, 93]
const [OPEN_OBJECT, CLOSE_OBJECT] = [123, 125]
const [ZERO, NINE] = [48, 57]

/** One operation of a record. What is put stays JSON: it goes on resting. */
export interface RestingOperation {
	readonly collection: string
	readonly key: string
	/** Of a list: where its items belong, and how many they are. */
	readonly place?: number
	readonly count?: number
	/** Missing where the key goes; without the brackets where it is a list. */
	readonly body?: Span
}

/** One commit of the journal. */
export interface RestingRecord {
	readonly number: number
	readonly operations: readonly RestingOperation[]
}

/**
 * Reads a record, `["<crc32>",<number>,[<operation>,...],<first of its write>]`, without reading what it puts: that takes a third of
 * the time. `undefined` where it is not written like that; the line is sealed, so that nothing else than its form is looked at.
 */
export function restingRecord({ bytes, start, end }: Span, isList: (collection: string) => boolean): RestingRecord | undefined {
	let at = start + SEAL_LENGTH
	const operations: RestingOperation[] = []

	function skip(sign: number): boolean {
		if (bytes[at] !== sign) return false
		at += 1
		return true
	}

	function number(): number {
		let value = 0
		for (let sign = bytes[at] ?? 0; sign >= ZERO && sign <= NINE; sign = bytes[(at += 1)] ?? 0) value = value * 10 + sign - ZERO
		return value
	}

	function text(): string {
		const from = at
		at = endOfText(bytes, at, end)
		const read = bytes.toString('utf8', from + 1, at - 1)
		return read.includes('\\') ? (JSON.parse(`"${read}"`) as string) : read
	}

	function operation(): RestingOperation | undefined {
		if (!skip(OPEN_LIST) || bytes[at] !== QUOTE) return undefined
		const collection = text()
		if (!skip(COMMA) || bytes[at] !== QUOTE) return undefined
		const key = text()
		if (skip(CLOSE_LIST)) return { collection, key }
		if (!skip(COMMA)) return undefined
		if (isList(collection)) return items(collection, key)
		const from = at
		at = endOfValue(bytes, at, end)
		return skip(CLOSE_LIST) ? { collection, key, body: { bytes, start: from, end: at - 1 } } : undefined
	}

	function items(collection: string, key: string): RestingOperation | undefined {
		const place = number()
		if (!skip(COMMA) || !skip(OPEN_LIST)) return undefined
		const from = at
		let count = 0
		while (at < end && bytes[at] !== CLOSE_LIST) {
			at = endOfValue(bytes, at, end)
			count += 1
			skip(COMMA)
		}
		const body = { bytes, start: from, end: at }
		return skip(CLOSE_LIST) && skip(CLOSE_LIST) ? { collection, key, place, count, body } : undefined
	}

	const own = number()
	if (!skip(COMMA) || !skip(OPEN_LIST)) return undefined
	while (bytes[at] !== CLOSE_LIST) {
		const read = operation()
		if (read === undefined) return undefined
		operations.push(read)
		if (!skip(COMMA) && bytes[at] !== CLOSE_LIST) return undefined
	}
	return { number: own, operations }
}

/** The place behind the text that begins here with its quote. */
function endOfText(bytes: Buffer, start: number, end: number): number {
	for (let at = start + 1; at < end; at += 1) {
		const sign = bytes[at]
		if (sign === BACKSLASH) at += 1
		else if (sign === QUOTE) return at + 1
	}
	return end
}

/** The place behind the JSON value that begins here. */
function endOfValue(bytes: Buffer, start: number, end: number): number {
	let depth = 0
	for (let at = start; at < end; at += 1) {
		const sign = bytes[at]
		if (sign === QUOTE) at = endOfText(bytes, at, end) - 1
		else if (sign === OPEN_OBJECT || sign === OPEN_LIST) depth += 1
		else if (sign === CLOSE_OBJECT || sign === CLOSE_LIST) depth -= 1
		// A number ends before the sign that follows it.
		if (depth < 0 || (depth === 0 && sign === COMMA)) return at
		if (depth === 0 && (sign === QUOTE || sign === CLOSE_OBJECT || sign === CLOSE_LIST)) return at + 1
	}
	return end
}
