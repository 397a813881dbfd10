import { describe, expect, it } from 'vitest'
import { DELIVERY } from '../../src/tickets/actor.ts'
import { type Desk, execute } from '../../src/tickets/execute.ts'
import { DANA } from './desk.ts'
import { scriptedChannel } from './scripted-channel.ts'
import { useOutbox } from './use-outbox.ts'

const world = useOutbox()
const { start, run, resolved } = world

describe('a crash', () => {
	it('between the ticket and the notice neither sends again nor tells twice', async () => {
		const mail = scriptedChannel('e-mail')
		const ticket = await resolved()
		const { id, kind } = await world.t.noticeOf(ticket, 'resolved')
		const input = { notice: id, kind, resolution: 1, outcome: 'delivered', channel: 'e-mail' }
		await execute(world.t.desk, { ticket, verb: 'record-delivery', input, actor: DELIVERY, cause: `${id}/1-delivered` })
		await world.t.reopen()
		start({ customer: [mail.channel] })
		await run()
		expect(mail.carried).toEqual([])
		expect(await world.t.noticeOf(ticket, 'resolved')).toMatchObject({ status: 'delivered', attempts: [{ channel: 'e-mail' }] })
		expect((await world.t.load(ticket)).resolution?.told).toHaveLength(1)
	})

	it('before anything was recorded tries again', async () => {
		const ticket = await resolved()
		const outbox = start({ customer: [{ name: 'e-mail', carry: () => new Promise(() => {}) }] })
		outbox.wake()
		void outbox.stop()
		await world.t.reopen()
		start({ customer: [scriptedChannel('e-mail').channel] })
		await run()
		expect((await world.t.load(ticket)).resolution?.told).toHaveLength(1)
	})
})

describe('a store that fails for a while', () => {
	it('does not make the outbox send again what it has sent', async () => {
		const mail = scriptedChannel('e-mail')
		const ticket = await resolved()
		let isBroken = true
		const { desk } = world.t
		const commit: Desk['tickets']['commit'] = async (...given) => {
			if (isBroken) throw new Error('disk full')
			return desk.tickets.commit(...given)
		}
		start({ customer: [mail.channel], desk: { ...desk, tickets: { ...desk.tickets, commit } } })
		await run()
		await run(world.t.time.now + 10_000)
		expect((await world.t.noticeOf(ticket, 'resolved')).status).toBe('waiting')
		isBroken = false
		await run(world.t.time.now + 10_000)
		expect((await world.t.load(ticket)).resolution?.told).toMatchObject([{ channel: 'e-mail' }])
		expect(mail.carried).toHaveLength(1)
		expect(world.t.log.filter((line) => line.includes('could not record a delivery'))).toHaveLength(1)
	})
})

describe('stopping', () => {
	it('waits for what is under way, takes nothing new, and leaves the rest in the store', async () => {
		const chat = scriptedChannel('web-chat')
		let openGate = () => {}
		chat.holdUntil(new Promise((resolve) => (openGate = resolve)))
		const { number } = await world.t.openTicket()
		for (const text of ['one', 'two']) await world.t.act(DANA, number, 'reply-to-customer', { text })
		const outbox = start({ customer: [chat.channel] })
		outbox.wake()
		await expect.poll(() => chat.carried.length).toBe(1)
		const stopped = outbox.stop()
		openGate()
		await stopped
		await run()
		const replies = (await world.t.store.notices.noticesOf(number)).filter(({ kind }) => kind === 'reply')
		expect(replies.map(({ status }) => status)).toEqual(['delivered', 'waiting'])
	})

	it('does not begin another channel', async () => {
		const chat = scriptedChannel('web-chat', 'permanent')
		const mail = scriptedChannel('e-mail')
		let openGate = () => {}
		chat.holdUntil(new Promise((resolve) => (openGate = resolve)))
		const ticket = await resolved()
		const outbox = start({ customer: [chat.channel, mail.channel] })
		outbox.wake()
		await expect.poll(() => chat.carried.length).toBe(1)
		const stopped = outbox.stop()
		openGate()
		await stopped
		expect([mail.carried, (await world.t.noticeOf(ticket, 'resolved')).status]).toEqual([[], 'waiting'])
	})
})
