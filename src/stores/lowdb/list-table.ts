import type { Blocks } from './blocks.ts'
import type { Span } from './lines.ts'
import { NOWHERE } from './room.ts'
import { NONE } from './key-index.ts'
import { createTable, type Table } from './table.ts'

/** Small items that come go into the last block up to this size, so that blocks do not become many; no longer one is written again. */
const BLOCK_BYTES = 512

/** One growing list per key, each a chain of blocks that hold JSON of items with commas between; places count from 1. */
export interface ListTable extends Pick<Table, 'size' | 'numbers' | 'keyOf' | 'placeOf' | 'end'> {
	length(key: string): number
	/** The items from this place on. */
	items(key: string, from?: number): unknown[]
	/** Puts items where they belong; doing it again changes nothing. False where there would be a gap before them. */
	put(key: string, place: number, items: readonly unknown[], json?: string): boolean
	/** The same with so many items as JSON without its brackets. */
	putResting(key: string, place: number, count: number, body: Span): boolean
}

export function createListTable(blocks: Blocks): ListTable {
	const table = createTable(blocks)

	function lastOf(key: string): number {
		const number = table.find(key)
		return number === NONE ? NOWHERE : table.placeOf(number)
	}

	function lengthTo(block: number): number {
		return block === NOWHERE ? 0 : blocks.linkAt(block).upTo
	}

	/** Adds behind the last block, or to it; answers the block that is the last one then. */
	function append(key: string, last: number, count: number, body: string | Span): number {
		const upTo = lengthTo(last) + count
		if (last === NOWHERE) return blocks.put(key, [body], { previous: NOWHERE, upTo })
		const before = blocks.bodyAt(last)
		const bytes = before.end - before.start + (typeof body === 'string' ? body.length : body.end - body.start)
		if (bytes > BLOCK_BYTES) return blocks.put(key, [body], { previous: last, upTo })
		const longer = blocks.put(key, [before, ',', body], { previous: blocks.linkAt(last).previous, upTo })
		blocks.drop(last)
		return longer
	}

	/** Writes the items from this place on anew, with what stands before them in the same block. */
	function rewrite(key: string, last: number, from: number, added: readonly unknown[]): number {
		let tail = last
		let kept: unknown[] = []
		while (tail !== NOWHERE && lengthTo(tail) >= from) {
			const { previous } = blocks.linkAt(tail)
			if (lengthTo(previous) < from) kept = parsed(blocks.textAt(tail)).slice(0, from - 1 - lengthTo(previous))
			blocks.drop(tail)
			tail = previous
		}
		for (const item of [...kept, ...added]) tail = append(key, tail, 1, JSON.stringify(item))
		return tail
	}

	function items(key: string, from = 1): unknown[] {
		const chain = chainFrom(blocks, lastOf(key), from)
		const first = chain[0]
		if (first === undefined) return []
		const skipped = lengthTo(blocks.linkAt(first).previous)
		return chain.flatMap((block) => parsed(blocks.textAt(block))).slice(Math.max(0, from - 1 - skipped))
	}

	function put(key: string, place: number, added: readonly unknown[], json = JSON.stringify(added)): boolean {
		const length = lengthTo(lastOf(key))
		if (!(place >= 1 && place <= length + 1)) return false
		if (added.length === 0) return true
		if (place === length + 1) {
			table.replace(key, (keyJson, last) => append(keyJson, last, added.length, json.slice(1, -1)))
			return true
		}
		const there = items(key, place)
		if (json === JSON.stringify(there.slice(0, added.length))) return true
		const rest = [...added, ...there.slice(added.length)]
		table.replace(key, (keyJson, last) => rewrite(keyJson, last, place, rest))
		return true
	}

	return {
		size: table.size,
		numbers: table.numbers,
		keyOf: table.keyOf,
		placeOf: table.placeOf,
		end: table.end,
		length: (key) => lengthTo(lastOf(key)),
		items,
		put,
		putResting(key, place, count, body) {
			let isNext = false
			table.replace(key, (keyJson, last) => {
				isNext = place === lengthTo(last) + 1
				return isNext ? append(keyJson, last, count, body) : last
			})
			return isNext || put(key, place, parsed(body.bytes.toString('utf8', body.start, body.end)))
		},
	}
}

/** The blocks from the one that holds this place on, in their order. */
export function chainFrom(blocks: Blocks, last: number, from: number): number[] {
	const chain: number[] = []
	for (let block = last; block !== NOWHERE; ) {
		const { previous, upTo } = blocks.linkAt(block)
		if (upTo < from) break
		chain.push(block)
		block = previous
	}
	return chain.reverse()
}

function parsed(text: string): unknown[] {
	return JSON.parse(`[${text}]`) as unknown[]
}
