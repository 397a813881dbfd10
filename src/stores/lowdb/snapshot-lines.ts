import type { Blocks, Parts } from './blocks.ts'
import type { StoreData, ValueName } from './data.ts'
import type { LineWriter } from './line-writer.ts'
import type { Span } from './lines.ts'
import { chainFrom, type ListTable } from './list-table.ts'
import { NOWHERE } from './room.ts'
import type { Table } from './table.ts'

/** What is short shares a line up to this size: reading a line costs as much as reading what is in it. */
const LINE_BYTES = 16 * 1024

/** What belongs to one key, or a part of a list. */
interface Entry {
	/** JSON. */
	readonly key: string
	/** What stands behind the key and the length of the body, each with a comma before it. */
	readonly more: string
	readonly body: readonly Span[]
	/** Of a list: stands in brackets, with commas between. */
	readonly isList: boolean
}

/**
 * Puts the whole state into the writer, one line at each step; it may change between two of them. A line is
 * `["<crc32>",<length>,<collection>,[[<key>,<length>,...],...],<body>,...]`. Keys that come after the first step are left out:
 * they stand in the journal that follows.
 */
export function* snapshotLines(data: StoreData, writer: LineWriter): Generator<void> {
	const tables = [...Object.entries(data.values), ...Object.entries(data.lists)]
	const ends = tables.map(([, table]) => table.end())
	for (const [index, [collection, table]] of tables.entries()) {
		const line = createLine(collection, writer)
		for (const entry of entriesBefore(ends[index] ?? 0, data, collection, table)) {
			if (line.isFullWith(entry) && line.write()) yield
		}
		if (line.write()) yield
	}
}

function* entriesBefore(end: number, data: StoreData, collection: string, table: Table | ListTable): Generator<Entry> {
	for (const number of table.numbers()) {
		if (number >= end) return
		if ('items' in table) yield* listEntries(data, table, number)
		else yield valueEntry(data, collection, number)
	}
}

function valueEntry({ blocks, values, facts }: StoreData, collection: string, number: number): Entry {
	const place = values[collection as ValueName].placeOf(number)
	const more = collection === 'tickets' ? `,${JSON.stringify(facts[number])}` : ''
	return { key: blocks.keyAt(place), more, body: [blocks.bodyAt(place)], isList: false }
}

/** Between two steps items may be added, and blocks put together: it goes on with the block that holds the next place then. */
function* listEntries({ blocks }: StoreData, list: ListTable, number: number): Generator<Entry> {
	for (let from = 1; ; ) {
		const chain = chainFrom(blocks, list.placeOf(number), from)
		const first = chain[0]
		if (first === undefined) return
		const { body, upTo } = bodyFrom(blocks, chain)
		const before = blocks.linkAt(first).previous
		const start = before === NOWHERE ? 1 : blocks.linkAt(before).upTo + 1
		yield { key: blocks.keyAt(first), more: `,${start},${upTo - start + 1}`, body, isList: true }
		from = upTo + 1
	}
}

/** As many blocks as make a line. */
function bodyFrom(blocks: Blocks, chain: readonly number[]): { readonly body: readonly Span[]; readonly upTo: number } {
	const body: Span[] = []
	let bytes = 0
	let upTo = 0
	for (const block of chain) {
		const span = blocks.bodyAt(block)
		bytes += span.end - span.start
		if (upTo > 0 && bytes > LINE_BYTES) break
		body.push(span)
		upTo = blocks.linkAt(block).upTo
	}
	return { body, upTo }
}

/** Gathers what shares a line. Nothing may change between the first entry and its being written. */
function createLine(collection: string, writer: LineWriter) {
	let heads: string[] = []
	let parts: Parts[number][] = []
	let bytes = 0
	return {
		isFullWith({ key, more, body, isList }: Entry): boolean {
			const commas = isList ? body.length + 1 : 0
			const length = body.reduce((sum, { start, end }) => sum + end - start, commas)
			if (heads.length > 0) parts.push(',')
			if (isList) parts.push(...body.flatMap((span, index) => [index === 0 ? '[' : ',', span]), ']')
			else parts.push(...body)
			heads.push(`[${key},${length}${more}]`)
			bytes += length
			return bytes >= LINE_BYTES
		},
		/** False where there was nothing to write. */
		write(): boolean {
			if (heads.length === 0) return false
			writer.addResting(`"${collection}",[${heads.join()}]`, parts)
			heads = []
			parts = []
			bytes = 0
			return true
		},
	}
}
