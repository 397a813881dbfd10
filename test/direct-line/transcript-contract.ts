import { beforeEach, describe, expect, it } from 'vitest'
import type { StoredActivity, TranscriptStore } from '../../src/direct-line/ports.ts'

const message = (id: string, text = id, role = 'user'): StoredActivity => ({
	id,
	type: 'message',
	text,
	from: { id: role, role },
})
const chat = (id: string, minute = 0, userId = 'anna') => ({
	id,
	userId,
	locale: 'fr',
	createdAt: new Date(Date.UTC(2026, 9, 1, 8, minute)),
})

/** What every transcript store must do; `open` gives an empty one. */
export function describeTranscriptStore(name: string, open: () => Promise<TranscriptStore>): void {
	describe(`transcript store: ${name}`, () => {
		let store: TranscriptStore
		beforeEach(async () => {
			store = await open()
			await store.createConversation(chat('c1'))
		})

		it('keeps the first of two conversations with the same id', async () => {
			await store.createConversation({ ...chat('c1', 5, 'eve'), locale: 'en' })
			expect(await store.conversation('c1')).toMatchObject(chat('c1'))
			expect(await store.conversation('none')).toBeUndefined()
		})

		it('lists a user’s conversations, newest first, and nobody else’s', async () => {
			await store.createConversation(chat('c2', 1))
			await store.createConversation(chat('other', 2, 'eve'))
			expect((await store.conversationsOfUser('anna')).map(({ id }) => id)).toEqual(['c2', 'c1'])
			expect(await store.conversationsOfUser('nobody')).toEqual([])
		})

		it('counts activities from one without a gap, also when they come at once', async () => {
			const numbers = await Promise.all(Array.from({ length: 20 }, (_, index) => store.append('c1', message(`m${index}`))))
			expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
			const { activities, watermark } = await store.since('c1', 0)
			expect(watermark).toBe(20)
			expect(activities.map(({ id }) => numbers[Number(id.slice(1))])).toEqual(numbers.toSorted((a, b) => a - b))
		})

		it('appends the same id once and tells its first number again', async () => {
			await store.append('c1', message('m1'))
			const numbers = await Promise.all([1, 2, 3].map((copy) => store.append('c1', message('m2', `copy ${copy}`))))
			expect(numbers).toEqual([2, 2, 2])
			expect((await store.since('c1', 0)).activities).toHaveLength(2)
		})

		it('keeps an id per conversation', async () => {
			await store.createConversation(chat('c2'))
			await store.append('c1', message('m0'))
			await store.append('c1', message('m1'))
			expect(await store.append('c2', message('m1'))).toBe(1)
		})

		it('gives back what follows a watermark, as plain JSON', async () => {
			const rich = {
				...message('m2'),
				value: { nested: [1, 'é', null] },
				attachments: [{ contentType: 'image/png', name: 'a.png' }],
			}
			await store.append('c1', message('m1'))
			await store.append('c1', rich)
			expect(await store.since('c1', 1)).toEqual({ activities: [rich], watermark: 2 })
			expect(await store.since('c1', 2)).toEqual({ activities: [], watermark: 2 })
			expect(await store.since('c1', 99)).toEqual({ activities: [], watermark: 2 })
			expect(await store.since('none', 0)).toEqual({ activities: [], watermark: 0 })
		})

		it('knows which activities of users wait for their turn, in order', async () => {
			for (const id of ['m1', 'm2', 'm3']) await store.append('c1', message(id))
			await store.append('c1', message('b1', 'answer', 'bot'))
			await store.markHandled('c1', 'm2')
			await store.markHandled('c1', 'm2')
			expect((await store.unhandled()).map(({ conversationId, activity }) => [conversationId, activity.id])).toEqual([
				['c1', 'm1'],
				['c1', 'm3'],
			])
			expect((await store.waiting('c1')).map(({ id }) => id)).toEqual(['m1', 'm3'])
			expect(await store.waiting('none')).toEqual([])
		})

		it('keeps files, the first of the same id', async () => {
			const file = {
				id: 'f1',
				conversationId: 'c1',
				name: 'a.png',
				contentType: 'image/png',
				bytes: new Uint8Array([0, 255, 10]),
			}
			await store.saveFile(file)
			await store.saveFile({ ...file, name: 'b.png' })
			const kept = await store.file('f1')
			expect({ ...kept, bytes: [...(kept?.bytes ?? [])] }).toEqual({ ...file, bytes: [0, 255, 10] })
			expect(await store.file('none')).toBeUndefined()
		})
	})
}
