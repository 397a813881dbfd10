import { MessageFactory, type TurnContext } from 'botbuilder'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTeamsAdapter } from '../../../src/bot/teams-adapter.ts'
import { standInAuthentication } from '../../../src/bot/teams-authentication.ts'
import { type ConnectorStandIn, startConnectorStandIn } from '../../../src/cli/stand-in/connector.ts'
import { createReplyLine } from '../../../src/delivery/reply-line.ts'
import { createSendingGate } from '../../../src/delivery/sending-gate.ts'
import { createSendingLimits } from '../../../src/delivery/sending-limits.ts'
import type { PostgresStore } from '../../../src/stores/postgres/open-store.ts'
import { NOON } from '../samples.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'
import { until } from './until.ts'
import { keepingOf } from '../../delivery/memory-replies.ts'
import { teamsMessage } from '../../delivery/teams-message.ts'

const logger = pino({ level: 'silent' })

/** Stands still until it goes on by so much; whoever sleeps then wakes. */
function createTime() {
	const { promise: over, resolve } = Promise.withResolvers<void>()
	const time = { now: NOON }
	const goOn = (milliseconds: number) => {
		time.now += milliseconds
		resolve()
	}
	return { clock: () => time.now, over, goOn }
}

/** The door for Teams of one process, with a bot that says back what it is told. */
function startProcess({ sends }: PostgresStore, standIn: ConnectorStandIn, { clock, over }: ReturnType<typeof createTime>) {
	const slept: number[] = []
	const sleep = (milliseconds: number) => {
		slept.push(milliseconds)
		return over
	}
	const gate = createSendingGate({ limits: createSendingLimits(sends), clock })
	const line = createReplyLine({ gate, clock, logger, random: () => 0, sleep })
	const adapter = createTeamsAdapter({
		authentication: standInAuthentication(standIn.url),
		logger,
		onTurnError: async () => undefined,
		replies: keepingOf(line.carry, logger),
		answerWithinMs: 60_000,
	})
	const echo = async (context: TurnContext) => void (await context.sendActivity(MessageFactory.text(context.activity.text)))
	const says = async (text: string, conversation = 'a:dana') => {
		const activity = teamsMessage(standIn.serviceUrl, text, conversation)
		await adapter.receive(`Bearer ${await standIn.token()}`, activity, echo)
	}
	return { slept, says, stop: () => line.stop() }
}

/** What Teams asks one process for, as the others keep it. */
export function describeTeamsPauses(server: () => string): void {
	describe('a pause that Teams asks one process for', () => {
		let place: PostgresPlace
		let standIn: ConnectorStandIn
		let stores: readonly [PostgresStore, PostgresStore]
		beforeEach(async () => {
			place = await postgresPlace(server())
			standIn = await startConnectorStandIn()
			stores = [await place.open(), await place.open()]
		})
		afterEach(async () => {
			await standIn.close()
			for (const store of stores) await store.close()
			await place.remove()
		})

		it('is kept by another one in this conversation, and by nobody in another', async () => {
			const time = createTime()
			const [one, other] = [startProcess(stores[0], standIn, time), startProcess(stores[1], standIn, time)]
			const arrived = () => standIn.sent.map(({ activity }) => activity['text'])
			standIn.fail({ status: 429, retryAfterS: 7 })
			const waiting = [one.says('told to wait')]
			await until(() => one.slept.length === 1)
			await other.says('elsewhere', 'a:lucas')
			expect(other.slept).toEqual([])
			waiting.push(other.says('next'))
			await until(() => other.slept.length === 1)
			expect([one.slept, other.slept]).toEqual([[7000], [7000]])
			expect(arrived()).toEqual(['elsewhere'])
			time.goOn(7000)
			await Promise.all(waiting)
			expect(arrived()).toHaveLength(3)
			expect(arrived()).toEqual(expect.arrayContaining(['next', 'told to wait']))
			await Promise.all([one.stop(), other.stop()])
		})
	})
}
