import { describe, expect, it } from 'vitest'
import { postgresPlace } from './place.ts'

/** A server that acknowledges what a power cut can take back. */
export function describeDurability(server: () => string): void {
	describe('a database that does not wait for its disk', () => {
		it('is warned of when the store is opened, and no other one is', async () => {
			const place = await postgresPlace(server())
			const url = new URL(place.url)
			url.searchParams.set('options', `${url.searchParams.get('options')} -c synchronous_commit=off`)
			const off = () => place.logged.flatMap((line) => ('off' in line ? [line.off] : []))
			await (await place.open()).close()
			expect(off().flat()).not.toContain('synchronous_commit')
			await (await place.open({ url: url.href })).close()
			expect(off().flat()).toContain('synchronous_commit')
			expect(place.logged.filter(({ level }) => level === 40).at(-1)?.msg).toContain('can lose what it acknowledges')
			await place.remove()
		})
	})
}
