import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
	addKey,
	ascending,
	createSortedKeys,
	descending,
	mergeDescending,
	removeKey,
} from '../../src/stores/lowdb/sorted-keys.ts'

const entries = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 400 })), {
	maxLength: 3000,
	size: 'max',
})

describe('sorted keys', () => {
	it('are always what sorting would give, also when many are taken out again', () => {
		fc.assert(
			fc.property(entries, fc.integer({ min: 1, max: 4 }), (drawn, every) => {
				const keys = createSortedKeys()
				const present = new Map<string, readonly [number, string]>()
				for (const [index, [rank, number]] of drawn.entries()) {
					const key = `BD-${number}`
					const id = `${rank} ${key}`
					if (present.has(id) || index % every === 0) {
						removeKey(keys, rank, key)
						present.delete(id)
					} else {
						addKey(keys, rank, key)
						present.set(id, [rank, key])
					}
				}
				const expected = [...present.values()].toSorted((a, b) => a[0] - b[0] || Number(a[1].slice(3)) - Number(b[1].slice(3)))
				expect([...ascending(keys)]).toEqual(expected)
				expect([...descending(keys)]).toEqual(expected.toReversed())
				expect(keys.size).toBe(expected.length)
			}),
			{ numRuns: 30 },
		)
	})

	it('merge into one descending order', () => {
		fc.assert(
			fc.property(fc.array(fc.uniqueArray(fc.nat(99), { maxLength: 20 }), { maxLength: 4 }), (groups) => {
				const sources = groups.map((ranks) => {
					const keys = createSortedKeys()
					for (const rank of ranks) addKey(keys, rank, 'x')
					return keys
				})
				const merged = [...mergeDescending(sources)].map(([rank]) => rank)
				expect(merged).toEqual(groups.flat().toSorted((a, b) => b - a))
			}),
			{ numRuns: 50 },
		)
	})
})
