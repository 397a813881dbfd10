import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyData, isList } from '../../src/stores/lowdb/data.ts'
import { seal } from '../../src/stores/lowdb/lines.ts'
import { restingRecord } from '../../src/stores/lowdb/resting-record.ts'

const VALUES = Object.keys(emptyData().values)
const LISTS = Object.keys(emptyData().lists)

/** Values as they are kept: objects, numbers and texts, with everything that looks like the form around them. */
const value = fc.oneof(
	fc.jsonValue(),
	fc.string({ unit: fc.constantFrom('"', '\\', ',', '[', ']', '{', '}', 'é', '😀', '\n', '\u0000') }),
)
const key = fc.string({ unit: fc.constantFrom('a', '"', '\\', ']', ',', 'é', '\u2028') })
const operation = fc.oneof(
	fc.tuple(fc.constantFrom(...VALUES), key),
	fc.tuple(fc.constantFrom(...VALUES), key, value),
	fc.tuple(fc.constantFrom(...LISTS), key, fc.nat(), fc.array(value)),
)

function read(line: string) {
	const bytes = Buffer.from(line)
	return restingRecord({ bytes, start: 0, end: bytes.length - 1 }, isList)
}

describe('a record of the journal', () => {
	it('is read as what it was written from, whatever stands in it', () => {
		fc.assert(
			fc.property(fc.array(operation), fc.nat(), (operations, number) => {
				const found = read(seal(`${number},${JSON.stringify(operations)},${number}]`))
				expect(found?.number).toBe(number)
				const readAgain = found?.operations.map(({ collection, key: own, place, count, body }) => {
					const json = body?.bytes.toString('utf8', body.start, body.end)
					if (json === undefined) return [collection, own]
					const items = JSON.parse(`[${json}]`) as unknown[]
					if (place === undefined) return [collection, own, items[0]]
					expect(items).toHaveLength(count ?? -1)
					return [collection, own, place, items]
				})
				expect(readAgain).toEqual(JSON.parse(JSON.stringify(operations)))
			}),
		)
	})

	it.each(['7,{}]', '7]', '"7",[]]', '7,[["turns"]]]', '7,[[1,"k",2]]]', '7,[["events","k",[1]]]]', '7,[["turns","k",1]'])(
		'is none where it is not written like one: %s',
		(rest) => {
			expect(read(seal(rest))).toBeUndefined()
		},
	)
})
