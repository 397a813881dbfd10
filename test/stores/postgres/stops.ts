import { describe, expect, it } from 'vitest'
import { flushedCommits } from '../../bench/crash/flushed-commits.ts'
import { stopRounds } from '../../bench/crash/postgres-stops.ts'
import type { TestServer } from './server.ts'

/** A server that is stopped in the middle of its work, and what it had on its disk when it said so. */
export function describeStops(server: () => TestServer): void {
	describe('a server that is stopped at once', () => {
		it('has kept everything that was acknowledged, nothing in part, and the writers go on', async (context) => {
			const { kill, start, ...rest } = server()
			if (kill === undefined || start === undefined) return context.skip()
			const found = await stopRounds({ server: { ...rest, kill, start }, rounds: 2, seed: 1, writers: 4 })
			expect(found.faults).toEqual([])
			expect(found.acknowledged).toBeGreaterThan(20)
		})

		it('has flushed its log before the store acknowledges, and would be found out if not', async () => {
			const { late, checked } = await flushedCommits(server().url, 20)
			expect([late, checked]).toEqual([0, 20])
			const lying = await flushedCommits(server().url, 20, '-c synchronous_commit=off')
			expect(lying.late).toBeGreaterThan(0)
		})
	})
}
