import type { Blocks, Link, Parts } from './blocks.ts'
import { hashOf } from './hash.ts'
import { createKeyIndex, NONE } from './key-index.ts'
import { NOWHERE } from './room.ts'

/** Numbers are given out in pages of this size; a page of which all keys are gone is let go. */
const PAGE = 4096

/**
 * Keys and what belongs to them as bytes beside the heap, in the order in which the keys came. Each key has a number, from 1 on
 * and higher than those of all keys before it; a key that went and comes again has another one. Nothing here grows in one go.
 */
export interface Table {
	size(): number
	/** The key's number, `NONE` where it is not there. */
	find(key: string): number
	keyOf(number: number): string
	/** The place of its block; `NOWHERE` once it went. */
	placeOf(number: number): number
	/** Puts a new block in the place of the one before, if there is one; answers the key's number. */
	set(key: string, parts: Parts): number
	/**
	 * Lets the key have the block that `put` has made, given the one before, for which it cares as well. A key that is not there and
	 * gets `NOWHERE` does not come.
	 */
	replace(key: string, put: (json: string, before: number) => number): number
	delete(key: string): boolean
	/** The numbers of the keys that are there, lowest first; what comes or goes meanwhile may be among them or not. */
	numbers(): Generator<number>
	/** Higher than every number that was given out. */
	end(): number
}

interface Page {
	readonly places: Int32Array
	readonly hashes: Int32Array
	left: number
}

export function createTable(blocks: Blocks): Table {
	const pages: (Page | undefined)[] = []
	let size = 0
	let end = 1
	const index = createKeyIndex({
		hashAt: (number) => pages[pageOf(number)]?.hashes[number % PAGE] ?? 0,
		standsFor: (number, json) => blocks.keyAt(placeOf(number)) === json,
	})

	function placeOf(number: number): number {
		return pages[pageOf(number)]?.places[number % PAGE] ?? NOWHERE
	}

	function replace(key: string, put: (json: string, before: number) => number): number {
		const json = JSON.stringify(key)
		const hash = hashOf(json)
		const found = index.find(hash, json)
		if (found === NONE) {
			const place = put(json, NOWHERE)
			return place === NOWHERE ? NONE : enter(hash, place)
		}
		const page = pages[pageOf(found)]
		if (page !== undefined) page.places[found % PAGE] = put(json, placeOf(found))
		return found
	}

	function enter(hash: number, place: number): number {
		const number = end
		const page = (pages[pageOf(number)] ??= { places: new Int32Array(PAGE), hashes: new Int32Array(PAGE), left: 0 })
		page.places[number % PAGE] = place
		page.hashes[number % PAGE] = hash
		page.left += 1
		end += 1
		size += 1
		index.add(hash, number)
		return number
	}

	function remove(key: string): boolean {
		const json = JSON.stringify(key)
		const hash = hashOf(json)
		const number = index.find(hash, json)
		const page = pages[pageOf(number)]
		if (number === NONE || page === undefined) return false
		index.remove(hash, number)
		for (let place = placeOf(number), link: Link; place !== NOWHERE; place = link.previous) {
			link = blocks.linkAt(place)
			blocks.drop(place)
		}
		page.places[number % PAGE] = NOWHERE
		page.left -= 1
		size -= 1
		// The page that is filled now stays.
		if (page.left === 0 && pageOf(number) < pageOf(end)) pages[pageOf(number)] = undefined
		return true
	}

	return {
		size: () => size,
		find(key) {
			const json = JSON.stringify(key)
			return index.find(hashOf(json), json)
		},
		keyOf: (number) => textOf(blocks.keyAt(placeOf(number))),
		placeOf,
		set: (key, parts) =>
			replace(key, (json, before) => {
				const place = blocks.put(json, parts)
				if (before !== NOWHERE) blocks.drop(before)
				return place
			}),
		replace,
		delete: remove,
		*numbers() {
			for (let number = 1; number < end; number += 1) {
				if (pages[pageOf(number)] === undefined) number = (pageOf(number) + 1) * PAGE - 1
				else if (placeOf(number) !== NOWHERE) yield number
			}
		},
		end: () => end,
	}
}

/** What a JSON text says; most have nothing to be unescaped. */
function textOf(json: string): string {
	return json.includes('\\') ? (JSON.parse(json) as string) : json.slice(1, -1)
}

function pageOf(number: number): number {
	return Math.floor(number / PAGE)
}
