import { describe, expect, it } from 'vitest'
import { DELIVERY } from '../../src/tickets/actor.ts'
import { type Desk, execute } from '../../src/tickets/execute.ts'
import { ALEX, DANA, HOUR, SOLUTION } from './desk.ts'
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

describe('limits that cannot be asked', () => {
	it('keep the notice until they can, and hold nobody else back', async () => {
		const teams = scriptedChannel('teams')
		const chat = scriptedChannel('web-chat')
		let isBroken = true
		const mayGoAt = async () => {
			if (isBroken) throw new Error('the counts are out of reach')
			return world.t.time.now
		}
		const ticket = await resolved()
		start({ customer: [chat.channel], staff: [{ ...teams.channel, mayGoAt }] })
		await run()
		expect([teams.carried, chat.carried.length]).toEqual([[], 1])
		isBroken = false
		await run(world.t.time.now + 10_000)
		expect(teams.carried).toEqual([(await world.t.noticeOf(ticket, 'new-ticket')).id])
	})
})

describe('a clock that is set back', () => {
	it('makes nobody wait longer for a place than was asked', async () => {
		const teams = scriptedChannel('teams')
		let place = world.t.time.now + 10_000
		const ticket = await resolved()
		start({ customer: [scriptedChannel('web-chat').channel], staff: [{ ...teams.channel, mayGoAt: async () => place }] })
		await run()
		await run(world.t.time.now + 5000)
		expect(teams.carried).toEqual([])
		place = world.t.time.now - HOUR
		await run(place)
		expect(teams.carried).toEqual([(await world.t.noticeOf(ticket, 'new-ticket')).id])
	})
})

describe('many customers whose mail server hangs', () => {
	it('do not keep the staff from hearing of new tickets', async () => {
		const mail = scriptedChannel('e-mail')
		let openGate = () => {}
		mail.holdUntil(new Promise((resolve) => (openGate = resolve)))
		for (let person = 0; person < 20; person += 1) {
			const { number } = await world.t.openTicket({ ...ALEX, userId: `person-${person}` })
			await world.t.act(DANA, number, 'resolve', SOLUTION)
		}
		const outbox = start({ customer: [mail.channel] })
		outbox.wake()
		await expect.poll(() => mail.carried.length).toBe(16)
		const { number } = await world.t.openTicket()
		outbox.wake()
		await expect.poll(async () => (await world.t.noticeOf(number, 'new-ticket')).status).toBe('delivered')
		expect(mail.carried).toHaveLength(16)
		openGate()
		await run()
		expect(mail.carried).toHaveLength(20)
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
