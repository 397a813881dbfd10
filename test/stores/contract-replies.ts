import { describe, expect, it } from 'vitest'
import type { KeptReply } from '../../src/bot/reply-book.ts'
import type { Opened } from './contract.ts'
import { NOON } from './samples.ts'

export function keptReply(id: string, more: Partial<KeptReply> = {}): KeptReply {
	const place = { conversation: 'a:dana', tenant: 'tenant' }
	return { id, place, activity: { type: 'message', text: `“${id}” \u0000 é`, list: [1, null] }, begun: false, ...more }
}

export function describeReplies({ store, reopen }: Opened): void {
	describe('replies that are still to be sent', () => {
		const ids = async () => (await store().replies.takeReplies()).map(({ id }) => id)

		it('are kept in their order and with the mark of their turn, and taken over once by whoever comes next', async () => {
			const first = [keptReply('z', { begun: true }), keptReply('y')]
			await store().replies.keepReplies(first, { key: 'turn', at: NOON })
			await store().replies.keepReplies([keptReply('x')])
			expect(await store().turns.isHandled('turn', NOON)).toBe(true)
			// This process has them in hand already.
			expect(await ids()).toEqual([])
			await reopen()
			expect(await store().turns.isHandled('turn', NOON)).toBe(true)
			expect(await store().replies.takeReplies()).toEqual([...first, keptReply('x')])
			expect(await ids()).toEqual([])
		})

		it('stay in the hand of their sender, who goes on writing in them', async () => {
			const reply = keptReply('a')
			await store().replies.keepReplies([reply])
			expect(() => Object.assign(reply.activity, { replyToId: 'later' })).not.toThrow()
			const [found] = await (await reopen()).replies.takeReplies()
			expect(found?.activity['replyToId']).not.toBe('later')
		})

		it('remember that a try has begun, and forget one that has not arrived', async () => {
			const { replies } = store()
			await replies.keepReplies(['a', 'b', 'c'].map((id) => keptReply(id)))
			expect(await Promise.all(['a', 'b'].map((id) => replies.noteTry(id, true)))).toEqual([true, true])
			expect(await replies.noteTry('b', false)).toBe(true)
			const found = await (await reopen()).replies.takeReplies()
			expect(found.map(({ id, begun }) => [id, begun])).toEqual([
				['a', true],
				['b', false],
				['c', false],
			])
			expect(await store().replies.noteTry('c', true)).toBe(true)
		})

		it('go when they are over, and are not sent by anybody who has them no more', async () => {
			const { replies } = store()
			await replies.keepReplies([keptReply('a'), keptReply('b')])
			await replies.dropReply('a')
			await replies.dropReply('unknown')
			expect(await replies.noteTry('a', true)).toBe(false)
			await reopen()
			expect(await ids()).toEqual(['b'])
			await store().replies.dropReply('b')
			await reopen()
			expect(await ids()).toEqual([])
		})
	})
}
