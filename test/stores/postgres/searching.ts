import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bigintArray, integerArray, jsonArray, textArray, uuidArray } from '../../../src/stores/postgres/arrays.ts'
import type { PostgresStore } from '../../../src/stores/postgres/open-store.ts'
import { NOON, opening } from '../samples.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'

/** What goes into the database as it is, and how it is found again. */
export function describeSearching(server: () => string): void {
	describe('words in the database', () => {
		let place: PostgresPlace
		let store: PostgresStore
		beforeEach(async () => {
			place = await postgresPlace(server())
			store = await place.open()
		})
		afterEach(async () => {
			await store.close()
			await place.remove()
		})

		const found = async (text: string, limit = 9) => (await store.tickets.list({ text, limit })).map(({ number }) => number)

		it('are found wherever they stand, also behind what the index holds, newest first', async () => {
			const long = 'é'.repeat(700)
			for (const [index, customer] of [`${long} Wholly`, 'Contoso', `Wholly ${long}`, `${long} other`].entries()) {
				await store.tickets.commit(`c${index}`, [opening(`BD-${1001 + index}`, { customer, at: NOON + index })])
			}
			expect(await found('wholly')).toEqual(['BD-1003', 'BD-1001'])
			expect(await found('WHOLLY', 1)).toEqual(['BD-1003'])
			expect(await found('Éé other')).toEqual(['BD-1004'])
			expect(await found('oso')).toEqual(['BD-1002'])
			expect(await found('%')).toEqual([])
		})

		it('and numbers arrive as they were sent, with what is missing among them', async () => {
			const sent = [
				textArray(['a,"b"\\{}', undefined, '', 'é€😀']),
				textArray([]),
				integerArray([0, -1, 2_147_483_647]),
				bigintArray([NOON, undefined, -NOON]),
				uuidArray(['01234567-89ab-cdef-0123-456789abcdef']),
				jsonArray(['{"a": "\\u0000" }']),
			]
			const types = ['text', 'text', 'integer', 'bigint', 'uuid', 'json']
			const columns = types.map((type, index) => `$${index + 1}::${type}[]::text AS c${index}`)
			const [row] = await place.ask<Record<string, string>>(`SELECT ${columns.join(', ')}`, sent)
			expect(Object.values(row ?? {})).toEqual([
				'{"a,\\"b\\"\\\\{}",NULL,"",é€😀}',
				'{}',
				'{0,-1,2147483647}',
				`{${NOON},NULL,-${NOON}}`,
				'{01234567-89ab-cdef-0123-456789abcdef}',
				'{"{\\"a\\": \\"\\\\u0000\\" }"}',
			])
		})
	})
}
