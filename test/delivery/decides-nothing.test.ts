import { describe, expect, it } from 'vitest'
import type { Channel } from '../../src/delivery/channel.ts'
import { DANA, HOUR } from './desk.ts'
import { scriptedChannel } from './scripted-channel.ts'
import { useOutbox } from './use-outbox.ts'

const world = useOutbox()
const { start, run } = world
const kinds = (ids: readonly string[]) => ids.map((id) => id.split('/')[2])

describe('a ticket that is closed', () => {
	it('keeps back no reply that still waits: the customer reads it before the news of the closing', async () => {
		let isDown = true
		const carried: string[] = []
		const mail: Channel = {
			name: 'e-mail',
			async carry({ id }) {
				if (isDown) return { outcome: 'retryable' }
				carried.push(id)
				return { outcome: 'delivered' }
			},
		}
		const { number } = await world.t.openTicket()
		start({ customer: [mail] })
		await world.t.act(DANA, number, 'reply-to-customer', { text: 'The second line goes away.' })
		await run()
		await world.t.customerDoes(number, 'withdraw', {})
		isDown = false
		for (let hours = 1; hours < 4; hours += 1) await run(world.t.time.now + HOUR)
		expect(kinds(carried)).toEqual(['reply', 'closed'])
	})

	it('still shows a reply that failed, and tells who looks after it', async () => {
		const { number } = await world.t.openTicket()
		await world.t.act(DANA, number, 'reply-to-customer', { text: 'The second line goes away.' })
		await world.t.customerDoes(number, 'withdraw', {})
		start({ customer: [scriptedChannel('e-mail', 'permanent').channel] })
		await run()
		const { state, failedNotices } = await world.t.load(number)
		expect([state, kinds(failedNotices)]).toEqual(['closed', ['reply', 'closed']])
		expect(await world.t.noticeOf(number, 'notice-failed')).toMatchObject({ to: { id: 'dana' }, status: 'delivered' })
	})
})

describe('a ticket whose card reached nobody', () => {
	it('waits in the list of those that nobody has, and can be taken, worked on and resolved all the same', async () => {
		const { number } = await world.t.openTicket()
		start({ staff: [scriptedChannel('teams', 'permanent').channel] })
		await run()
		const waiting = await world.t.store.tickets.list({ unassigned: [DANA.id], states: ['new'], limit: 9 })
		expect(waiting.map((ticket) => ticket.number)).toEqual([number])
		await world.t.act(DANA, number, 'assign', {})
		await world.t.act(DANA, number, 'resolve', { outcome: 'corrected', text: 'The second line is gone.' })
		expect(await world.t.load(number)).toMatchObject({ state: 'resolved', assignee: { id: 'dana' } })
	})
})
