import { expect, it } from 'vitest'
import type { Opened } from './contract.ts'
import { erasureOf, leaveTraces } from './contract-erase.ts'

/** Finding the tickets of somebody by who he is. */
export function describeSearch({ store, reopen }: Opened): void {
	it('finds tickets by the reporter’s name, address and company, also after opening again, and not once they are erased', async () => {
		const texts = ['mélusine PERDRIX', 'Melusine@Secret.example', '@secret', 'perdrix sarl']
		const found = async () => {
			const lists = await Promise.all(texts.map((text) => store().tickets.list({ text, limit: 9 })))
			return lists.map((tickets) => tickets.map(({ number }) => number).join())
		}
		await leaveTraces(store())
		expect(await found()).toEqual(Array<string>(4).fill('BD-1001'))
		await reopen()
		expect(await found()).toEqual(Array<string>(4).fill('BD-1001'))
		await store().erasures.erase(await erasureOf(store()))
		expect(await found()).toEqual(['', '', '', 'BD-1001'])
		await reopen()
		expect(await found()).toEqual(['', '', '', 'BD-1001'])
	})
}
