import { describe, expect, it } from 'vitest'
import type { Channel } from '../../src/delivery/channel.ts'
import { DANA, DAY } from './desk.ts'
import { scriptedChannel } from './scripted-channel.ts'
import { useOutbox } from './use-outbox.ts'

const world = useOutbox()
const { start, run, resolved, seen } = world

describe('a notice that lies in the chat', () => {
	it('goes out on the next channel too, and counts there', async () => {
		const ticket = await resolved()
		start({ customer: [scriptedChannel('web-chat', 'unseen').channel, scriptedChannel('e-mail').channel] })
		await run()
		expect((await world.t.noticeOf(ticket, 'resolved')).attempts).toMatchObject([{ outcome: 'unseen' }, { outcome: 'delivered' }])
		expect((await world.t.load(ticket)).resolution?.told).toMatchObject([{ channel: 'e-mail' }])
	})

	it('does not keep the next ones from the chat', async () => {
		const chat = scriptedChannel('web-chat', 'unseen')
		const { number } = await world.t.openTicket()
		for (const text of ['one', 'two', 'three']) await world.t.act(DANA, number, 'reply-to-customer', { text })
		start({ customer: [chat.channel] })
		await run()
		expect(chat.carried).toHaveLength(3)
		await run(world.t.time.now + DAY)
		expect((await world.t.load(number)).failedNotices).toHaveLength(3)
	})

	it.each(['permanent', 'ambiguous'] as const)(
		'does not keep the next ones from chat and mail when its mail ended as %s',
		async (ended) => {
			const [chat, mail] = [scriptedChannel('web-chat', 'unseen'), scriptedChannel('e-mail', ended)]
			const { number } = await world.t.openTicket()
			for (const text of ['one', 'two', 'three']) await world.t.act(DANA, number, 'reply-to-customer', { text })
			start({ customer: [chat.channel, mail.channel] })
			await run()
			expect([chat.carried, mail.carried]).toMatchObject([{ length: 3 }, { length: 3 }])
			await run(world.t.time.now + DAY)
			expect((await world.t.load(number)).failedNotices).toHaveLength(3)
		},
	)

	it('is delivered when the customer comes back, once, however often the client reports it', async () => {
		const ticket = await resolved()
		start({ customer: [scriptedChannel('web-chat', 'unseen').channel] })
		await run()
		const { id, status } = await world.t.noticeOf(ticket, 'resolved')
		expect([status, (await world.t.load(ticket)).resolution?.told]).toEqual(['waiting', []])
		await seen(id)
		await seen(id)
		expect(await world.t.noticeOf(ticket, 'resolved')).toMatchObject({ status: 'delivered', attempts: { length: 2 } })
		expect((await world.t.load(ticket)).resolution?.told).toMatchObject([{ channel: 'web-chat' }])
	})

	it('is not sent by mail when it is seen while it is being posted', async () => {
		const mail = scriptedChannel('e-mail')
		const chat: Channel = {
			name: 'web-chat',
			carry: async ({ id }) => {
				await seen(id)
				return { outcome: 'unseen' }
			},
		}
		const ticket = await resolved()
		start({ customer: [chat, mail.channel] })
		await run()
		expect(await world.t.noticeOf(ticket, 'resolved')).toMatchObject({
			status: 'delivered',
			attempts: [{ outcome: 'delivered' }],
		})
		expect(mail.carried).toEqual([])
	})

	it('sets the next one free when it is seen while its mail is stuck', async () => {
		const chat = scriptedChannel('web-chat', 'unseen')
		const { number } = await world.t.openTicket()
		for (const text of ['one', 'two']) await world.t.act(DANA, number, 'reply-to-customer', { text })
		const outbox = start({ customer: [chat.channel, scriptedChannel('e-mail', 'retryable').channel] })
		await run()
		expect(chat.carried).toHaveLength(1)
		await seen(chat.carried[0] ?? '')
		await outbox.settle()
		expect(chat.carried).toHaveLength(2)
	})

	it('is taken back from the failed ones whatever it tells', async () => {
		const { number } = await world.t.openTicket()
		await world.t.act(DANA, number, 'reply-to-customer', { text: 'Hello.' })
		start({ customer: [scriptedChannel('web-chat', 'unseen').channel] })
		await run()
		await run(world.t.time.now + DAY)
		expect((await world.t.load(number)).failedNotices).toHaveLength(1)
		await seen((await world.t.noticeOf(number, 'reply')).id)
		expect((await world.t.load(number)).failedNotices).toEqual([])
	})

	it('has failed after a day, and is taken back when it is seen even later', async () => {
		const ticket = await resolved()
		start({ customer: [scriptedChannel('web-chat', 'unseen').channel] })
		await run()
		await run(world.t.time.now + DAY - 1)
		expect((await world.t.load(ticket)).failedNotices).toEqual([])
		await run(world.t.time.now + 1)
		const { id, status } = await world.t.noticeOf(ticket, 'resolved')
		expect([status, (await world.t.load(ticket)).failedNotices]).toEqual(['failed', [id]])
		await seen(id)
		expect((await world.t.noticeOf(ticket, 'resolved')).status).toBe('delivered')
		expect(await world.t.load(ticket)).toMatchObject({ failedNotices: [], resolution: { told: [{ channel: 'web-chat' }] } })
	})

	it('is not believed seen for what is no notice of a customer', async () => {
		const { number } = await world.t.openTicket()
		start({ staff: [scriptedChannel('teams', 'retryable').channel] })
		await run()
		const { id } = await world.t.noticeOf(number, 'new-ticket')
		await seen(id)
		await seen('BD-9/9/resolved/nobody')
		expect((await world.t.noticeOf(number, 'new-ticket')).status).toBe('waiting')
	})
})
