import { expect, test } from 'vitest'
import type { Channel } from '../../src/delivery/channel.ts'
import { createTab } from '../../src/delivery/tab.ts'
import { DANA } from './desk.ts'
import { scriptedChannel } from './scripted-channel.ts'
import { useOutbox } from './use-outbox.ts'

const world = useOutbox()
const { start, run, resolved } = world

/** A channel in the middle of a try. */
const hanging = (name: Channel['name'], mayDouble: boolean): Channel => ({ name, mayDouble, carry: () => new Promise(() => {}) })

/** The desk is killed in the middle of the try, and another process finds its store. */
async function killedWhile(channels: Parameters<typeof start>[0]): Promise<void> {
	const outbox = start(channels)
	outbox.wake()
	await expect.poll(async () => (await world.t.store.notices.notice(newest))?.begun !== undefined).toBe(true)
	void outbox.stop()
	await world.t.reopen()
}
let newest = ''

test('a mail that was on its way when the desk was killed is not sent again but shown, for a person to send again', async () => {
	const ticket = await resolved()
	newest = (await world.t.noticeOf(ticket, 'resolved')).id
	await killedWhile({ customer: [hanging('e-mail', true)] })
	const mail = scriptedChannel('e-mail')
	start({ customer: [{ ...mail.channel, mayDouble: true }] })
	await run()
	const told = await world.t.noticeOf(ticket, 'resolved')
	expect(told).toMatchObject({ status: 'ambiguous', attempts: [{ channel: 'e-mail', outcome: 'ambiguous', reason: 'cut-off' }] })
	expect([told.begun, mail.carried]).toEqual([undefined, []])
	expect((await world.t.load(ticket)).failedNotices).toEqual([told.id])
	await world.t.act(DANA, ticket, 'send-again', { notice: told.id })
	await run()
	expect(mail.carried).toHaveLength(1)
})

test('a card in Teams that was on its way goes on to the tab, and is not sent again', async () => {
	const { number } = await world.t.openTicket()
	newest = (await world.t.noticeOf(number, 'new-ticket')).id
	await killedWhile({ staff: [hanging('teams', true), createTab()] })
	const teams = scriptedChannel('teams')
	start({ staff: [{ ...teams.channel, mayDouble: true }, createTab()] })
	await run()
	expect(await world.t.noticeOf(number, 'new-ticket')).toMatchObject({
		status: 'delivered',
		attempts: [
			{ channel: 'teams', outcome: 'ambiguous', reason: 'cut-off' },
			{ channel: 'tab', outcome: 'delivered' },
		],
	})
	expect(teams.carried).toEqual([])
})

test('what has its place only, and was not begun, is sent by the next process', async () => {
	const { number } = await world.t.openTicket()
	const teams = scriptedChannel('teams')
	const waits = { ...teams.channel, mayDouble: true, mayGoAt: async () => world.t.time.now + 60_000 }
	await start({ staff: [waits] }).stop()
	start({ staff: [waits] })
	await run()
	expect((await world.t.noticeOf(number, 'new-ticket')).begun).toBeUndefined()
	await world.t.reopen()
	start({ staff: [{ ...teams.channel, mayDouble: true }] })
	await run()
	expect(teams.carried).toHaveLength(1)
})

test('a try whose beginning could not be kept is not made, and made as soon as it can', async () => {
	const { number } = await world.t.openTicket()
	const teams = scriptedChannel('teams')
	const { notices } = world.t.store
	let isBroken = true
	const begin: typeof notices.begin = async (...given) => {
		// As a database that has kept it and whose answer is lost.
		await notices.begin(...given)
		if (isBroken) throw new Error('the answer is lost')
	}
	start({ staff: [{ ...teams.channel, mayDouble: true }], notices: { ...notices, begin } })
	await run()
	expect(teams.carried).toEqual([])
	isBroken = false
	await run(world.t.time.now + 10_000)
	expect(await world.t.noticeOf(number, 'new-ticket')).toMatchObject({
		status: 'delivered',
		attempts: [{ outcome: 'delivered' }],
	})
	expect(teams.carried).toHaveLength(1)
})
