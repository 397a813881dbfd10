import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBlocks } from '../../src/stores/lowdb/blocks.ts'
import { createKeyIndex } from '../../src/stores/lowdb/key-index.ts'
import { createListTable } from '../../src/stores/lowdb/list-table.ts'
import { createRooms, startOf } from '../../src/stores/lowdb/room.ts'
import { createKeyMap } from '../../src/stores/lowdb/key-map.ts'
import { removePlace, type SortedPlaces, withPlace } from '../../src/stores/lowdb/sorted-places.ts'
import { createTable } from '../../src/stores/lowdb/table.ts'

/** Few keys, so that they meet, and among them what JSON must escape and a half of a pair of surrogates. */
const keys = fc.oneof(fc.constantFrom('', '"', 'é €', '\ud800', 'BD-1001'), fc.integer({ min: 0, max: 300 }).map(String))
const lengths = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 80_000 }), fc.constant(300_000))

describe('rooms', () => {
	it('never overlap, whatever is given back in between', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(lengths, fc.boolean()), { maxLength: 300, size: 'max' }), (wanted) => {
				const rooms = createRooms()
				let taken: { place: number; length: number; mark: number }[] = []
				for (const [mark, [length, isKept]] of wanted.entries()) {
					const place = rooms.take(length + 1)
					rooms.chunkOf(place).bytes.fill(mark, startOf(place), startOf(place) + length + 1)
					taken.push({ place, length, mark })
					if (isKept) continue
					const [first, ...others] = taken
					if (first !== undefined) rooms.giveBack(first.place, first.length + 1)
					taken = others
				}
				for (const { place, length, mark } of taken) {
					const bytes = rooms.chunkOf(place).bytes.subarray(startOf(place), startOf(place) + length + 1)
					expect(bytes.equals(Buffer.alloc(length + 1, mark))).toBe(true)
				}
			}),
			{ numRuns: 20 },
		)
	})

	it('are given out again', () => {
		const rooms = createRooms()
		const places = [100, 300_000].map((bytes) => {
			const place = rooms.take(bytes)
			rooms.giveBack(place, bytes)
			return [place, rooms.take(bytes)]
		})
		for (const [before, again] of places) expect(again).toBe(before)
	})
})

describe('an index of keys', () => {
	it('finds what was added and not removed, also where all hashes are alike', () => {
		const changes = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean()), { maxLength: 300, size: 'max' })
		fc.assert(
			fc.property(changes, fc.constantFrom(1, 3, 1000), (drawn, kinds) => {
				const hashAt = (number: number) => (number % kinds) << 8
				const index = createKeyIndex({ hashAt, standsFor: (number, key) => String(number) === key })
				const present = new Set<number>()
				for (const [number, isAdded] of drawn) {
					if (isAdded && !present.has(number)) index.add(hashAt(number), number)
					if (!isAdded) index.remove(hashAt(number), number)
					if (isAdded) present.add(number)
					else present.delete(number)
				}
				for (let number = 1; number <= 40; number += 1) {
					expect(index.find(hashAt(number), String(number))).toBe(present.has(number) ? number : 0)
				}
			}),
		)
	})
})

describe('a table', () => {
	it('holds what a map would hold, in the same order', () => {
		const changes = fc.array(fc.tuple(keys, fc.option(lengths, { freq: 3 })), { maxLength: 600, size: 'max' })
		fc.assert(
			fc.property(changes, (drawn) => {
				const blocks = createBlocks()
				const table = createTable(blocks)
				const map = new Map<string, string>()
				for (const [index, [key, length]] of drawn.entries()) {
					const json = JSON.stringify(`${index} é ${'x'.repeat((length ?? 0) % 9000)}`)
					if (length === null) {
						table.delete(key)
						map.delete(key)
					} else {
						table.set(key, [json])
						map.set(key, json)
					}
				}
				const found = [...table.numbers()].map((number) => [table.keyOf(number), blocks.textAt(table.placeOf(number))])
				expect(found).toEqual([...map])
				expect(table.size()).toBe(map.size)
				for (const key of map.keys()) expect(table.keyOf(table.find(key))).toBe(key)
			}),
			{ numRuns: 30 },
		)
	})

	it('lets go of the numbers of keys that went, over many pages', () => {
		const table = createTable(createBlocks())
		const many = Array.from({ length: 20_000 }, (_, index) => `key ${index}`)
		for (const key of many) table.set(key, ['1'])
		for (const key of many.slice(0, -1)) table.delete(key)
		expect([...table.numbers()].map(table.keyOf)).toEqual(['key 19999'])
		expect(table.set('key 0', ['2'])).toBe(20_001)
		expect([...table.numbers()].map(table.keyOf)).toEqual(['key 19999', 'key 0'])
	})
})

describe('a table of lists', () => {
	it('holds what arrays would hold, also where items are put anew', () => {
		const change = fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 5 }), lengths)
		fc.assert(
			fc.property(fc.array(change, { maxLength: 60, size: 'max' }), (drawn) => {
				const lists = createListTable(createBlocks())
				const arrays = new Map<string, string[]>([
					['a', []],
					['b', []],
				])
				for (const [turn, [key, back, count, length]] of drawn.entries()) {
					const array = arrays.get(key) ?? []
					const place = Math.max(1, array.length + 1 - (turn % 3 === 0 ? back : 0))
					const items = Array.from({ length: count }, (_, index) => `${turn}/${index} ${'é'.repeat(length % 3000)}`)
					expect(lists.put(key, array.length + 2, items)).toBe(false)
					expect(lists.put(key, place, items)).toBe(true)
					expect(lists.put(key, place, items)).toBe(true)
					array.splice(place - 1, items.length, ...items)
				}
				for (const [key, array] of arrays) {
					expect(lists.length(key)).toBe(array.length)
					expect(lists.items(key)).toEqual(array)
					const middle = Math.ceil(array.length / 2)
					expect(lists.items(key, middle + 1)).toEqual(array.slice(middle))
				}
			}),
			{ numRuns: 30 },
		)
	})
})

describe('a split map and sorted places', () => {
	it('are a map and a sorted set', () => {
		const map = createKeyMap<number>()
		for (let index = 0; index < 3000; index += 1) map.set(`${index % 2000}`, index)
		for (let index = 0; index < 2000; index += 2) map.delete(`${index}`)
		expect([map.get('0'), map.get('999'), map.get('1999')]).toEqual([undefined, 2999, 1999])
		expect([...map.entries()]).toHaveLength(1000)
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.boolean())), (drawn) => {
				let places: SortedPlaces = []
				const set = new Set<number>()
				for (const [place, isAdded] of drawn) {
					if (isAdded && !set.has(place)) places = withPlace(places, place)
					if (!isAdded) removePlace(places, place)
					if (isAdded) set.add(place)
					else set.delete(place)
				}
				expect(places).toEqual([...set].toSorted((one, other) => one - other))
			}),
		)
	})
})
