import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PostgresStore } from '../../../src/stores/postgres/open-store.ts'
import { opening } from '../samples.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'

/** How commits travel to the database. */
export function describeJourneys(server: () => string): void {
	describe('commits that are made at the same moment', () => {
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

		async function journeysOf(commits: number): Promise<number> {
			const numbers = Array.from({ length: commits }, (_, index) => `BD-${1001 + index}`)
			const outcomes = await Promise.all(numbers.map((number) => store.tickets.commit(number, [opening(number)])))
			expect(new Set(outcomes)).toEqual(new Set(['committed']))
			const [row] = await place.ask<{ count: number }>('SELECT count(DISTINCT xmin::text)::integer AS count FROM tickets')
			return row?.count ?? 0
		}

		it('travel together while they are few', async () => {
			expect(await journeysOf(16)).toBe(1)
		})

		it('are shared out among a few journeys while they are many', async () => {
			expect(await journeysOf(60)).toBe(3)
		})

		it('never travel more than 64 together', async () => {
			expect(await journeysOf(600)).toBeGreaterThanOrEqual(10)
		})
	})
}
