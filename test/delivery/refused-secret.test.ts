import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTeamsAdapter } from '../../src/bot/teams-adapter.ts'
import { teamsAuthentication } from '../../src/bot/teams-authentication.ts'
import { watchSecret } from '../../src/bot/watch-secret.ts'
import { BOT_IN_TEAMS, type ConnectorStandIn, startConnectorStandIn } from '../../src/cli/stand-in/connector.ts'
import { createReplyLine } from '../../src/delivery/reply-line.ts'
import { createSendingGate } from '../../src/delivery/sending-gate.ts'
import { createSendingLimits, createSendsInMemory } from '../../src/delivery/sending-limits.ts'
import { NOON } from './desk.ts'
import { startLoginServer } from './login-server.ts'
import { keepingOf } from './memory-replies.ts'

const PASSWORD = 'xY8~told-to-nobody'

let login: Awaited<ReturnType<typeof startLoginServer>>
let connector: ConnectorStandIn
beforeEach(async () => {
	;[login, connector] = await Promise.all([startLoginServer(), startConnectorStandIn()])
})
afterEach(() => Promise.all([login.stop(), connector.close()]))

/** The product's way of a reply to Teams, with time of its own; `waited` is called at each pause with their number so far. */
function startBot(waited: (pauses: number) => void = () => undefined) {
	let log = ''
	let now = NOON
	let pauses = 0
	const clock = () => now
	const logger = pino({ level: 'info' }, { write: (line: string) => void (log += line) })
	const secret = watchSecret({ expires: undefined, timeZone: 'UTC', clock, logger })
	// Tokens are kept by the SDK for the whole process, by app id.
	const MicrosoftAppId = randomUUID()
	const registration = {
		MicrosoftAppPassword: PASSWORD,
		MicrosoftAppType: 'SingleTenant',
		MicrosoftAppTenantId: 'tenant',
	} as const
	const authentication = teamsAuthentication({ MicrosoftAppId, ...registration }, secret.tried)
	const gate = createSendingGate({ limits: createSendingLimits(createSendsInMemory(clock)), clock, tenantPerSecond: 30 })
	const sleep = async (milliseconds: number) => {
		now += milliseconds
		waited((pauses += 1))
	}
	const line = createReplyLine({ gate, clock, logger, random: () => 0, sleep })
	const replies = keepingOf(line.carry, logger)
	const adapter = createTeamsAdapter({ authentication, logger, onTurnError: async () => undefined, replies })
	const says = async (text: string) => {
		const conversation = { id: 'a:dana', tenantId: 'tenant' }
		const place = { conversation: conversation.id, tenant: 'tenant' }
		const people = { from: BOT_IN_TEAMS, recipient: { id: '29:dana' } }
		const activity = { type: 'message', text, channelId: 'msteams', serviceUrl: connector.serviceUrl, conversation, ...people }
		const sender = await adapter
			.leftFor(MicrosoftAppId, async () => undefined)
			.senderOf({ id: text, place, activity, begun: false })
		return line.carry({ place, ...sender })
	}
	return { secret, says, log: () => log }
}

it('keeps a reply while Entra refuses an expired secret, says so once, and sends it once when the secret is taken', async () => {
	login.answers = 'expired'
	const bot = startBot((pauses) => {
		if (pauses === 4) login.answers = 'token'
	})
	expect(await bot.says('hello')).toBe('delivered')
	expect(login.asked).toHaveLength(5)
	expect(new Set(login.asked)).toEqual(new Set(['/tenant/oauth2/v2.0/token']))
	expect(connector.sent).toMatchObject([{ activity: { text: 'hello' }, authorization: 'Bearer of-the-login-server' }])
	expect(bot.log().match(/"level":50/gu)).toHaveLength(1)
	expect(bot.log()).toMatch(/"level":50.*the secret of the bot has expired.*make a new client secret/u)
	expect(bot.log().match(/"outcome":"retryable","reason":"teams-secret"/gu)).toHaveLength(4)
	expect(bot.log()).not.toContain(PASSWORD)
	expect(bot.secret.news()).toBeUndefined()
})

it('tells a wrong secret from one that has expired, until the reply is too old', async () => {
	login.answers = 'wrong'
	const bot = startBot()
	expect(await bot.says('hello')).toBe('retryable')
	expect(bot.secret.news()).toEqual({ level: 'refused', refusal: 'wrong' })
	expect(bot.log().match(/the secret of the bot is wrong.*the value \(not the id\)/gu)).toHaveLength(1)
	expect(bot.log()).not.toContain(PASSWORD)
	expect(connector.sent).toEqual([])
})

it.each(['unknown', 'broken'] as const)('blames no secret where the answer of Entra is another one: %s', async (answer) => {
	login.answers = answer
	const bot = startBot()
	expect(await bot.says('hello')).toBe('retryable')
	expect(bot.secret.news()).toBeUndefined()
	expect(bot.log()).toContain('"reason":"teams-not-sent"')
	expect(bot.log()).not.toContain('secret')
})
