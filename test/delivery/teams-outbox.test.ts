import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSendingGate, type SendingGate } from '../../src/delivery/sending-gate.ts'
import { createSendingLimits, createSendsInMemory } from '../../src/delivery/sending-limits.ts'
import { createTab } from '../../src/delivery/tab.ts'
import { createTeams } from '../../src/delivery/teams.ts'
import { APP_ID, startConnector } from './connector.ts'
import { MINA, NOON } from './desk.ts'
import { scriptedChannel } from './scripted-channel.ts'
import { useOutbox } from './use-outbox.ts'

const world = useOutbox()
const { start, run } = world
let connector: Awaited<ReturnType<typeof startConnector>>
let gate: SendingGate
beforeEach(async () => {
	connector = await startConnector()
	gate = createSendingGate({ limits: createSendingLimits(createSendsInMemory(world.t.clock)), clock: world.t.clock })
})
afterEach(() => connector.stop())

const TEAM = '19:channel@thread.tacv2'
const referenceTo = (conversation: string) => ({
	channelId: 'msteams',
	serviceUrl: connector.serviceUrl,
	conversation: { id: conversation, tenantId: 'tenant' },
	bot: { id: 'bot' },
	user: { id: 'user' },
})
const letIn = (key: string, conversation: string) => world.t.store.references.saveReference(key, referenceTo(conversation))

/** Teams as the product speaks it, in front of the tab. */
function startOutbox(timeoutMs = 5000) {
	const { references } = world.t.store
	const teams = createTeams({ ...world.t, adapter: connector.adapter, appId: APP_ID, references, gate, locale: 'en', timeoutMs })
	return start({ staff: [teams, createTab()], customer: [scriptedChannel('web-chat').channel] })
}

/** New tickets, which the team hears of one by one; their numbers. */
async function openTickets(count: number): Promise<string[]> {
	const numbers: string[] = []
	for (let left = count; left > 0; left -= 1) numbers.push((await world.t.openTicket()).number)
	return numbers
}

/** The tickets whose notices arrived in Teams, in order. */
const arrived = () => connector.posted.map(({ activity }) => /BD-\d+/.exec(JSON.stringify(activity.attachments))?.[0] ?? 'none')

describe('notices in Teams', () => {
	it('go as fast as Teams lets them, in order, and no try is recorded for those that wait', async () => {
		await letIn('team', TEAM)
		const numbers = await openTickets(10)
		startOutbox()
		await run()
		expect(arrived()).toEqual(numbers.slice(0, 7))
		expect((await world.t.noticeOf(numbers[7] ?? '', 'new-ticket')).attempts).toEqual([])
		await run(NOON + 999)
		expect(arrived()).toHaveLength(7)
		await run(NOON + 1250)
		expect(arrived()).toHaveLength(8)
		await run(NOON + 2250)
		expect(arrived()).toEqual(numbers)
		expect((await world.t.noticeOf(numbers[9] ?? '', 'new-ticket')).attempts).toMatchObject([{ outcome: 'delivered' }])
	})

	it('that wait for their place hold back neither a colleague nor a customer', async () => {
		await letIn('team', TEAM)
		await letIn('staff:dana', 'a:dana')
		const numbers = await openTickets(9)
		startOutbox()
		await run()
		await world.t.act(MINA, numbers[0] ?? '', 'assign', { to: 'dana' })
		await run()
		expect(connector.posted.filter(({ path }) => path.includes('a:dana'))).toHaveLength(1)
		expect((await world.t.noticeOf(numbers[0] ?? '', 'taken')).status).toBe('delivered')
	})

	it('keep their order behind one that must wait for Teams, and wait as long as Teams asks', async () => {
		await letIn('team', TEAM)
		const numbers = await openTickets(2)
		connector.state.answer = { status: 429, headers: { 'retry-after': '90' } }
		startOutbox()
		await run()
		connector.state.answer = { status: 201 }
		await run(NOON + 89_999)
		expect(arrived()).toEqual([numbers[0]])
		await run(NOON + 90_000)
		expect(arrived()).toEqual([numbers[0], numbers[0], numbers[1]])
	})

	it('hold replies to the same conversation back while Teams asks for a pause', async () => {
		await letIn('team', TEAM)
		await openTickets(1)
		connector.state.answer = { status: 429, headers: { 'retry-after': '90' } }
		startOutbox()
		await run()
		expect(await gate.enter({ conversation: `${TEAM};messageid=7`, tenant: 'tenant' })).toBe(NOON + 90_000)
	})
})

describe('somebody who blocked the bot', () => {
	it('is told in the tab, and in Teams again once he has written', async () => {
		await letIn('staff:dana', 'a:dana')
		const [one = '', two = '', three = ''] = await openTickets(3)
		startOutbox()
		connector.state.answer = { status: 403, code: 'ConversationBlockedByUser' }
		await world.t.act(MINA, one, 'assign', { to: 'dana' })
		await run()
		expect((await world.t.noticeOf(one, 'assigned-to-you')).attempts).toMatchObject([
			{ channel: 'teams', outcome: 'permanent' },
			{ channel: 'tab', outcome: 'delivered' },
		])
		connector.state.answer = { status: 201 }
		await world.t.act(MINA, two, 'assign', { to: 'dana' })
		await run()
		expect(arrived()).toEqual([one])
		await letIn('staff:dana', 'a:dana')
		await world.t.act(MINA, three, 'assign', { to: 'dana' })
		await run()
		expect(arrived()).toEqual([one, three])
	})

	it('keeps the place that his message has brought while the refusal was on its way', async () => {
		await letIn('staff:dana', 'a:old')
		const [one = ''] = await openTickets(1)
		startOutbox()
		connector.state.answer = { status: 403, code: 'ConversationBlockedByUser' }
		connector.state.onPosted = () => letIn('staff:dana', 'a:new')
		await world.t.act(MINA, one, 'assign', { to: 'dana' })
		await run()
		expect(await world.t.store.references.reference('staff:dana')).toMatchObject({ conversation: { id: 'a:new' } })
	})
})
