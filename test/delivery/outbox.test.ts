import { describe, expect, it } from 'vitest'
import type { Channel } from '../../src/delivery/channel.ts'
import { createTab } from '../../src/delivery/tab.ts'
import { ALEX, DANA, DAY, HOUR, MINA, SOLUTION } from './desk.ts'
import { scriptedChannel } from './scripted-channel.ts'
import { useOutbox } from './use-outbox.ts'

const world = useOutbox()
const { start, run, resolved } = world

describe('a notice that arrives', () => {
	it('is saved as delivered and, when it tells the outcome, lets the loop close', async () => {
		const chat = scriptedChannel('web-chat')
		const ticket = await resolved()
		start({ customer: [chat.channel] })
		await run()
		expect(await world.t.noticeOf(ticket, 'resolved')).toMatchObject({ status: 'delivered', attempts: [{ channel: 'web-chat' }] })
		expect((await world.t.load(ticket)).resolution?.told).toMatchObject([
			{ channel: 'web-chat', notice: (await world.t.noticeOf(ticket, 'resolved')).id },
		])
		await world.t.customerDoes(ticket, 'confirm', { resolution: 1 })
		expect((await world.t.load(ticket)).state).toBe('closed')
	})

	it('closes the loop of a customer who agreed before it could be told', async () => {
		const ticket = await resolved()
		await world.t.customerDoes(ticket, 'confirm', { resolution: 1 })
		expect((await world.t.load(ticket)).state).toBe('resolved')
		start({ customer: [scriptedChannel('e-mail').channel] })
		await run()
		expect((await world.t.load(ticket)).state).toBe('closed')
	})

	it('leaves the ticket as it is when it tells no outcome', async () => {
		const { number } = await world.t.openTicket()
		const { sequence } = await world.t.act(DANA, number, 'reply-to-customer', { text: 'I look into it.' })
		start({ customer: [scriptedChannel('web-chat').channel] })
		await run()
		expect((await world.t.noticeOf(number, 'reply')).status).toBe('delivered')
		expect((await world.t.load(number)).sequence).toBe(sequence)
	})

	it('is carried once, however often the outbox is woken', async () => {
		const chat = scriptedChannel('web-chat')
		await resolved()
		const outbox = start({ customer: [chat.channel] })
		for (let times = 0; times < 20; times += 1) outbox.wake()
		await run()
		await run()
		expect(chat.carried).toHaveLength(1)
	})
})

describe('order', () => {
	it('is kept for one recipient, also behind a try that has to wait', async () => {
		const chat = scriptedChannel('web-chat', 'retryable', 'delivered')
		const { number } = await world.t.openTicket()
		for (const text of ['one', 'two', 'three']) await world.t.act(DANA, number, 'reply-to-customer', { text })
		start({ customer: [chat.channel] })
		await run()
		expect(chat.carried).toHaveLength(1)
		await run(world.t.time.now + 1000)
		const replies = (await world.t.store.notices.noticesOf(number)).filter(({ kind }) => kind === 'reply').map(({ id }) => id)
		expect(chat.carried).toEqual([replies[0], ...replies])
	})

	it('holds back nobody else', async () => {
		const chat = scriptedChannel('web-chat')
		let openGate = () => {}
		chat.holdUntil(new Promise((resolve) => (openGate = resolve)))
		for (const userId of ['a', 'b', 'c']) {
			const { number } = await world.t.openTicket({ ...ALEX, userId })
			await world.t.act(DANA, number, 'resolve', SOLUTION)
		}
		const outbox = start({ customer: [chat.channel] })
		outbox.wake()
		await expect.poll(() => chat.carried.length).toBe(3)
		openGate()
		await run()
	})
})

describe('a channel that fails', () => {
	it('is tried again after a growing pause, and a thrown error counts like that too', async () => {
		const mail = scriptedChannel(
			'e-mail',
			'retryable',
			new Error('a bug'),
			{ outcome: 'retryable', retryAfterMs: 60_000 },
			'delivered',
		)
		const ticket = await resolved()
		start({ customer: [mail.channel] })
		const begin = world.t.time.now
		const tries: number[] = []
		for (const at of [0, 999, 1000, 2999, 3000, 62_999, 63_000]) {
			await run(begin + at)
			tries.push(mail.carried.length)
		}
		expect(tries).toEqual([1, 1, 2, 2, 3, 3, 4])
		expect(await world.t.noticeOf(ticket, 'resolved')).toMatchObject({ status: 'delivered', attempts: { length: 4 } })
		expect(world.t.log.filter((line) => line.includes('a channel broke'))).toHaveLength(1)
	})

	it('for good gives way to the next one at once', async () => {
		const ticket = await resolved()
		start({ customer: [scriptedChannel('web-chat', 'permanent').channel, scriptedChannel('e-mail').channel] })
		await run()
		expect((await world.t.load(ticket)).resolution?.told).toMatchObject([{ channel: 'e-mail' }])
	})

	it('with an uncertain end never carries that notice again', async () => {
		const mail = scriptedChannel('e-mail', { outcome: 'ambiguous', reason: 'smtp-lost' }, 'delivered')
		const ticket = await resolved()
		start({ customer: [mail.channel] })
		await run()
		await run(world.t.time.now + 2 * DAY)
		const { id, status } = await world.t.noticeOf(ticket, 'resolved')
		expect([status, mail.carried.filter((carried) => carried === id)]).toEqual(['ambiguous', [id]])
		expect((await world.t.load(ticket)).failedNotices).toEqual([id])
		expect((await world.t.load(ticket)).resolution?.told).toEqual([])
	})
})

describe('a notice that reaches nobody', () => {
	it('is shown on the ticket and told to the staff', async () => {
		const ticket = await resolved()
		start({ customer: [scriptedChannel('web-chat', { outcome: 'permanent', reason: 'no-conversation' }).channel] })
		await run()
		const notice = await world.t.noticeOf(ticket, 'resolved')
		expect(notice).toMatchObject({ status: 'failed' })
		expect(await world.t.load(ticket)).toMatchObject({ failedNotices: [notice.id], resolution: { told: [] } })
		const history = await world.t.store.tickets.history(ticket)
		expect(history.at(-1)).toMatchObject({ event: { type: 'notice-failed', kind: 'resolved', reason: 'no-conversation' } })
		expect(await world.t.noticeOf(ticket, 'notice-failed')).toMatchObject({ to: { id: 'dana' }, status: 'delivered' })
	})

	it('is shown too when it was for the staff, and a failing alarm about it ends there', async () => {
		const { number } = await world.t.openTicket()
		start({ staff: [scriptedChannel('teams', 'permanent').channel] })
		await run()
		expect((await world.t.load(number)).failedNotices).toHaveLength(1)
		const kinds = (await world.t.store.notices.noticesOf(number)).map(({ kind, status }) => `${kind} ${status}`)
		expect(kinds).toEqual(['new-ticket failed', 'notice-failed failed'])
		expect(world.t.log.join('')).toContain('nobody could be told that a notice failed')
	})

	it('fails visibly when its recipient has no channel at all', async () => {
		const ticket = await resolved()
		start({ customer: [] })
		await run()
		const history = await world.t.store.tickets.history(ticket)
		expect(history.at(-1)?.event).toMatchObject({ type: 'notice-failed', reason: 'no-channel' })
	})

	it('is shown after an hour while it is still tried, and taken back when it arrives', async () => {
		let isDown = true
		const mail: Channel = { name: 'e-mail', carry: async () => ({ outcome: isDown ? 'retryable' : 'delivered' }) }
		const ticket = await resolved()
		start({ customer: [mail] })
		const begin = world.t.time.now
		for (let at = begin; at < begin + HOUR; at += 60_000) await run(at)
		expect((await world.t.load(ticket)).failedNotices).toEqual([])
		for (let at = begin + HOUR; at < begin + 1.3 * HOUR; at += 60_000) await run(at)
		expect((await world.t.load(ticket)).failedNotices).toHaveLength(1)
		isDown = false
		await run(begin + 2 * HOUR)
		expect(await world.t.load(ticket)).toMatchObject({ failedNotices: [], resolution: { told: [{ channel: 'e-mail' }] } })
	})
})

describe('a manager', () => {
	it('is told beside the owner when the customer says no', async () => {
		const ticket = await resolved()
		const teams = scriptedChannel('teams')
		start({ customer: [scriptedChannel('web-chat').channel], staff: [teams.channel, createTab()] })
		await run()
		await world.t.customerDoes(ticket, 'reject', { resolution: 1, comment: 'Still there.' })
		await run()
		const told = teams.carried.filter((id) => id.includes('customer-rejected')).map((id) => id.split('/').at(-1))
		expect(new Set(told)).toEqual(new Set([DANA.id, MINA.id]))
	})
})
