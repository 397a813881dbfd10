import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CarryOutcome, Channel } from '../../src/delivery/channel.ts'
import { createSendingGate } from '../../src/delivery/sending-gate.ts'
import { createSendingLimits, createSendsInMemory } from '../../src/delivery/sending-limits.ts'
import { createTeams } from '../../src/delivery/teams.ts'
import type { Team } from '../../src/tickets/ports.ts'
import { type Answer, APP_ID, startConnector } from './connector.ts'
import { MINA, startDesk, type TestDesk } from './desk.ts'

let t: TestDesk
let connector: Awaited<ReturnType<typeof startConnector>>
beforeEach(async () => {
	t = await startDesk()
	connector = await startConnector()
})
afterEach(async () => {
	await connector.stop()
	await t.stop()
})

const TEAM_CHANNEL = '19:channel@thread.tacv2'

function reference(conversation: string, locale?: string) {
	const { serviceUrl } = connector
	return {
		channelId: 'msteams',
		serviceUrl,
		conversation: { id: conversation },
		bot: { id: 'bot' },
		user: { id: 'user' },
		locale,
	}
}

function teams({ timeoutMs = 5000, team = t.team }: { timeoutMs?: number; team?: Team } = {}): Channel {
	const { references } = t.store
	const gate = createSendingGate({ limits: createSendingLimits(createSendsInMemory(t.clock)), clock: t.clock })
	return createTeams({ ...t, team, adapter: connector.adapter, appId: APP_ID, references, gate, locale: 'en', timeoutMs })
}

/** Carries "new ticket" to the team's channel over a connector that answers like this. */
async function carryToTeam(answer: Answer, timeoutMs?: number): Promise<CarryOutcome> {
	connector.state.answer = answer
	await t.store.references.saveReference('team', reference(TEAM_CHANNEL))
	const { number } = await t.openTicket()
	return teams(timeoutMs === undefined ? {} : { timeoutMs }).carry(await t.noticeOf(number, 'new-ticket'), await t.load(number))
}

const teamReference = () => t.store.references.reference('team')

describe('a notice in Teams', () => {
	it('goes to the channel itself as a signed card with a summary, not into the thread where the reference came from', async () => {
		await t.store.references.saveReference('team', reference(`${TEAM_CHANNEL};messageid=1700000000000`))
		const { number } = await t.openTicket()
		const outcome = await teams().carry(await t.noticeOf(number, 'new-ticket'), await t.load(number))
		expect(outcome).toEqual({ outcome: 'delivered' })
		const [message] = connector.posted
		expect(message?.path).toMatch(new RegExp(`^/emea/v3/conversations/${TEAM_CHANNEL}/activities$`))
		expect(message?.authorization).toBe('Bearer of-the-test')
		expect(message?.activity.summary).toBe('New: Northwind Bikes, Charged twice')
		const card = JSON.stringify(message?.activity.attachments?.[0])
		expect(card).toContain('application/vnd.microsoft.card.adaptive')
		expect(card).toContain('"verb":"take"')
	})

	it('reaches a person in the personal chat, in the language that Teams told', async () => {
		await t.store.references.saveReference('staff:dana', reference('a:personal', 'fr-FR'))
		const { number } = await t.openTicket()
		await t.act(MINA, number, 'assign', { to: 'dana' })
		const outcome = await teams().carry(await t.noticeOf(number, 'assigned-to-you'), await t.load(number))
		expect(outcome).toEqual({ outcome: 'delivered' })
		expect(connector.posted[0]?.path).toContain('/a:personal/')
		expect(JSON.stringify(connector.posted[0]?.activity.attachments)).toContain(
			t.kitFor('fr', 'teams').text('actions.show-ticket'),
		)
	})

	it('is not for somebody who has left the team: the channel reads it, the personal chat nothing more', async () => {
		await t.store.references.saveReference('team', reference(TEAM_CHANNEL))
		await t.store.references.saveReference('staff:dana', reference('a:personal'))
		const { number } = await t.openTicket()
		await t.act(MINA, number, 'assign', { to: 'dana' })
		const members = t.team.members.filter(({ id }) => id !== 'dana')
		const left = teams({ team: { ...t.team, members, member: (id) => members.find((member) => member.id === id) } })
		const outcome = await left.carry(await t.noticeOf(number, 'assigned-to-you'), await t.load(number))
		expect(outcome).toEqual({ outcome: 'delivered' })
		expect(connector.posted.map(({ path }) => path.includes(TEAM_CHANNEL))).toEqual([true])
		expect(JSON.stringify(connector.posted[0]?.activity.attachments)).toContain('"verb":"take"')
	})

	it('cannot go where the bot was never let in', async () => {
		const { number } = await t.openTicket()
		const outcome = await teams().carry(await t.noticeOf(number, 'new-ticket'), await t.load(number))
		expect(outcome).toEqual({ outcome: 'permanent', reason: 'no-reference' })
	})
})

describe('what the connector answers', () => {
	it.each([
		[412, 'retryable'],
		[502, 'retryable'],
		[504, 'retryable'],
		[401, 'retryable'],
		[408, 'ambiguous'],
		[500, 'ambiguous'],
		[503, 'ambiguous'],
		[400, 'permanent'],
		[413, 'permanent'],
	] as const)('%i is %s, asked once', async (status, outcome) => {
		expect(await carryToTeam({ status, code: 'Some' })).toEqual({ outcome, reason: `teams-${status}` })
		expect(connector.posted).toHaveLength(1)
		expect(await teamReference()).toBeDefined()
	})

	it('429 is tried again after the pause that it asks for', async () => {
		const headers = { 'retry-after': '17' }
		expect(await carryToTeam({ status: 429, headers })).toEqual({
			outcome: 'retryable',
			reason: 'teams-429',
			retryAfterMs: 17_000,
		})
		expect(connector.posted).toHaveLength(1)
	})

	describe.each(['ConversationBlockedByUser', 'BotNotInConversationRoster', 'BotDisabledByAdmin', 'MessageWritesBlocked'])(
		'403 %s is for good',
		(code) => {
			it('and the place of a person is forgotten until he writes', async () => {
				connector.state.answer = { status: 403, code }
				await t.store.references.saveReference('staff:dana', reference('a:personal'))
				const { number } = await t.openTicket()
				await t.act(MINA, number, 'assign', { to: 'dana' })
				const outcome = await teams().carry(await t.noticeOf(number, 'assigned-to-you'), await t.load(number))
				expect(outcome).toEqual({ outcome: 'permanent', reason: 'teams-403' })
				expect(await t.store.references.reference('staff:dana')).toBeUndefined()
			})

			it("and the team's channel is asked again with the next notice, since nobody there would write first", async () => {
				expect(await carryToTeam({ status: 403, code })).toEqual({ outcome: 'permanent', reason: 'teams-403' })
				expect(await teamReference()).toBeDefined()
			})
		},
	)

	it('403 for another reason keeps the place', async () => {
		expect(await carryToTeam({ status: 403, code: 'SomethingElse' })).toEqual({ outcome: 'permanent', reason: 'teams-403' })
		expect(await teamReference()).toBeDefined()
	})

	it('404 is for good, and the place is forgotten', async () => {
		expect(await carryToTeam({ status: 404, code: 'ConversationNotFound' })).toEqual({
			outcome: 'permanent',
			reason: 'teams-404',
		})
		expect(await teamReference()).toBeUndefined()
	})

	it('429 with a date is tried again at that time', async () => {
		const headers = { 'retry-after': new Date(t.time.now + 17_000).toUTCString() }
		expect(await carryToTeam({ status: 429, headers })).toMatchObject({ outcome: 'retryable', retryAfterMs: 17_000 })
	})

	it('nothing and hangs up: it may have arrived', async () => {
		expect(await carryToTeam('drop')).toEqual({ outcome: 'ambiguous', reason: 'teams-lost' })
		expect(connector.posted).toHaveLength(1)
	})

	it('nothing at all: it may have arrived', async () => {
		expect(await carryToTeam('silence', 200)).toEqual({ outcome: 'ambiguous', reason: 'teams-lost' })
		expect(connector.posted).toHaveLength(1)
	})

	it('is not there: tried again', async () => {
		await connector.stop()
		expect(await carryToTeam({ status: 201 })).toEqual({ outcome: 'retryable', reason: 'teams-down' })
	})

	it('is never asked while no token can be had: tried again', async () => {
		connector.state.isLoginBroken = true
		expect(await carryToTeam({ status: 201 })).toEqual({ outcome: 'retryable', reason: 'teams-not-sent' })
		expect(connector.posted).toEqual([])
	})

	it('never makes the bot tell the reader that something went wrong', async () => {
		await carryToTeam({ status: 500 })
		expect(connector.swallowed).toEqual([])
	})
})
