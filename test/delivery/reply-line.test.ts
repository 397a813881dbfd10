import { type Activity, MessageFactory, type TurnContext } from 'botbuilder'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReplyBook } from '../../src/bot/reply-book.ts'
import { createTeamsAdapter } from '../../src/bot/teams-adapter.ts'
import { standInAuthentication } from '../../src/bot/teams-authentication.ts'
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/cli/stand-in/connector.ts'
import type { Failure } from '../../src/cli/stand-in/failures.ts'
import { createReplyLine, type ReplyLine } from '../../src/delivery/reply-line.ts'
import { createSendingGate, type SendingGate } from '../../src/delivery/sending-gate.ts'
import { createSendingLimits, createSendsInMemory } from '../../src/delivery/sending-limits.ts'
import { NOON } from './desk.ts'
import { keepingOf, memoryReplies } from './memory-replies.ts'
import { teamsMessage } from './teams-message.ts'

let standIn: ConnectorStandIn
let log: string[]
let lines: ReplyLine[]
beforeEach(async () => {
	standIn = await startConnectorStandIn()
	log = []
	lines = []
})
afterEach(async () => {
	await standIn.close()
	await Promise.all(lines.map((line) => line.stop()))
})

interface Setup {
	readonly timeoutMs?: number
	readonly answerWithinMs?: number
	/** Waits as the product does instead of only noting how long it would have waited. */
	readonly waits?: boolean
	/** The clock is set back by so much while somebody waits. */
	readonly setsBackMs?: number
	readonly book?: ReplyBook
}

/** The product's door for Teams with a bot behind it that says back what it is told, each line as a message; its time is its own. */
function startBot({ timeoutMs = 5000, answerWithinMs = 5000, waits = false, setsBackMs = 0, book }: Setup = {}) {
	const time = { now: NOON }
	const clock = () => time.now
	const slept: number[] = []
	const sleep = async (milliseconds: number) => {
		slept.push(milliseconds)
		time.now += milliseconds - setsBackMs
	}
	const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) })
	const gate: SendingGate = createSendingGate({ limits: createSendingLimits(createSendsInMemory(clock)), clock })
	const line = createReplyLine({ gate, clock, logger, random: () => 0, timeoutMs, ...(!waits && { sleep }) })
	lines.push(line)
	const failed: unknown[] = []
	const replies = keepingOf(line.carry, logger, book)
	const adapter = createTeamsAdapter({
		authentication: standInAuthentication(standIn.url),
		logger,
		onTurnError: async (_context, error) => void failed.push(error),
		replies,
		answerWithinMs,
	})
	const echo = async (context: TurnContext) => {
		for (const text of context.activity.text.split('\n')) await context.sendActivity(MessageFactory.text(text))
	}
	const says = async (text: string, conversation = 'a:dana') => {
		const activity = teamsMessage(standIn.serviceUrl, text, conversation)
		return (await adapter.receive(`Bearer ${await standIn.token()}`, activity, echo)).status
	}
	return { time, slept, gate, line, replies, failed, says }
}

/** What arrived, in order. */
const texts = () => standIn.sent.map(({ activity }) => (activity as Partial<Activity>).text)
const arrives = (text: string) => standIn.waitFor(({ activity }) => activity['text'] === text)
const numbers = (count: number, prefix = '') => Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`)

describe('replies in a turn', () => {
	it('arrive in order before the activity is answered, while all is well', async () => {
		const bot = startBot()
		expect(await bot.says('one\ntwo\nthree')).toBe(200)
		expect(texts()).toEqual(['one', 'two', 'three'])
		expect(bot.slept).toEqual([])
	})

	it('do not keep the activity waiting for a connector that hangs; they arrive once and in order', async () => {
		const bot = startBot({ answerWithinMs: 20 })
		standIn.fail({ hangMs: 1000 })
		expect(await bot.says('one\ntwo')).toBe(200)
		expect(await bot.says('three')).toBe(200)
		expect(texts()).not.toContain('two')
		await arrives('three')
		expect(texts()).toEqual(['one', 'two', 'three'])
	})

	it.each<[string, Failure]>([
		['answers word by word', { hangMs: 20_000, slowBody: true }],
		['breaks in the end', { hangMs: 20_000, status: 500 }],
		['hangs up in the end', { hangMs: 20_000, drop: 'after-reading' }],
	])('do not keep the activity waiting for a connector that %s, and the next ones go', async (_what, failure) => {
		const bot = startBot({ answerWithinMs: 20, timeoutMs: 600 })
		standIn.fail(failure)
		expect(await bot.says('one\ntwo')).toBe(200)
		expect(texts()).not.toContain('two')
		await arrives('two')
		expect(log.join()).toContain('"outcome":"ambiguous"')
	})

	it('hold back no other conversation when one hangs', async () => {
		const bot = startBot({ answerWithinMs: 20 })
		standIn.fail({ hangMs: 20_000, fits: ({ conversationId }) => conversationId === 'a:hangs' })
		await bot.says('one\ntwo', 'a:hangs')
		await arrives('one')
		await bot.says('hello', 'a:other')
		await arrives('hello')
		expect(texts()).toEqual(['one', 'hello'])
	})

	it('that hang longer than they may are never sent again, and the next ones go', async () => {
		const bot = startBot({ answerWithinMs: 20, timeoutMs: 600 })
		standIn.fail({ hangMs: 20_000 })
		await bot.says('one\ntwo')
		await arrives('two')
		expect(texts()).toEqual(['one', 'two'])
		expect(log.join()).toMatch(/"outcome":"ambiguous","reason":"teams-lost".*a reply in Teams was given up/)
	})

	it.each([408, 500, 503])('are not repeated after %i, which may have arrived, and the turn goes on', async (status) => {
		const bot = startBot()
		standIn.fail({ status })
		expect(await bot.says('one\ntwo')).toBe(200)
		expect(texts()).toEqual(['two'])
		expect([bot.failed, bot.slept]).toEqual([[], []])
		expect(log.join()).toContain(`"outcome":"ambiguous","reason":"teams-${status}"`)
	})

	it('are not repeated when the connector took them and hung up', async () => {
		const bot = startBot()
		standIn.fail({ drop: 'after-reading' })
		await bot.says('one\ntwo')
		expect(texts()).toEqual(['one', 'two'])
	})

	it.each([412, 502, 504])('are tried again after %i, in order, with growing pauses', async (status) => {
		const bot = startBot()
		standIn.fail({ status, times: 4 })
		await bot.says('one\ntwo')
		expect(texts()).toEqual(['one', 'two'])
		expect(bot.slept).toEqual([1000, 2000, 4000, 8000])
	})

	it.each([
		['seconds', { retryAfterS: 17 }],
		['a date', { retryAfter: new Date(NOON + 17_000).toUTCString() }],
	])('wait as long as a 429 asks for in %s', async (_what, asked) => {
		const bot = startBot()
		standIn.fail({ status: 429, ...asked })
		await bot.says('one\ntwo')
		expect(texts()).toEqual(['one', 'two'])
		expect(bot.slept).toEqual([17_000])
	})

	it('are given up after ten minutes, and later ones go', async () => {
		const bot = startBot()
		standIn.fail({ status: 502, times: 11 })
		await bot.says('one\ntwo')
		expect(bot.time.now - NOON).toBeGreaterThan(500_000)
		expect(bot.time.now - NOON).toBeLessThanOrEqual(1_200_000)
		const givenUp = (line: string) => line.includes('given up') && line.includes('"reason":"teams-502"')
		expect(log.filter(givenUp)).toHaveLength(1)
		await bot.says('three')
		expect(texts().at(-1)).toBe('three')
	})

	it('to somebody who blocked the bot are given up at once', async () => {
		const bot = startBot()
		standIn.fail({ status: 403, code: 'ConversationBlockedByUser' })
		expect(await bot.says('one')).toBe(200)
		expect([texts(), bot.slept, bot.failed]).toEqual([[], [], []])
	})
})

describe('the book of replies', () => {
	const away = () => Promise.reject(new Error('the store is away'))
	const broken: ReplyBook = { keepReplies: away, noteTry: away, dropReply: away, takeReplies: away }

	it('is not touched by what is sent before the activity is acknowledged', async () => {
		const bot = startBot({ book: broken })
		standIn.fail({ status: 502 })
		expect(await bot.says('one\ntwo')).toBe(200)
		await bot.replies.settled()
		expect([texts(), log.filter((line) => line.includes('away'))]).toEqual([['one', 'two'], []])
	})

	it('holds what is left when it is acknowledged, each until its end is known, and notes a try before it begins', async () => {
		const book = memoryReplies()
		const bot = startBot({ answerWithinMs: 20, timeoutMs: 800, book })
		standIn.fail({ hangMs: 20_000 })
		await bot.says('one\ntwo\nthree')
		await arrives('one')
		const standing = () => Array.from(book.kept.values(), ({ activity, begun }) => `${String(activity['text'])} ${begun}`)
		expect(standing()).toEqual(['one true', 'two false', 'three false'])
		const seen: string[][] = []
		standIn.onSent(() => seen.push(standing()))
		standIn.fail({ status: 502 })
		await arrives('three')
		await bot.replies.settled()
		expect(seen).toEqual([['two true', 'three false'], ['three true']])
		expect([book.kept.size, bot.replies.givenUp.ambiguous]).toEqual([0, 1])
	})

	it('keeps the activity waiting until all is sent where it cannot be written', async () => {
		const bot = startBot({ answerWithinMs: 20, book: broken })
		standIn.fail({ hangMs: 800 })
		expect(await bot.says('one\ntwo')).toBe(200)
		expect(texts()).toEqual(['one', 'two'])
		expect(log.join()).toContain('replies cannot be kept')
	})

	it('lets nobody send what is in another hand', async () => {
		const bot = startBot({ answerWithinMs: 20, book: { ...memoryReplies(), noteTry: async () => false } })
		standIn.fail({ hangMs: 300 })
		await bot.says('one\ntwo')
		await bot.replies.settled()
		expect(texts()).toEqual(['one'])
	})
})

describe('the limits of Teams', () => {
	it('make the replies of one conversation wait for their places, and no other conversation', async () => {
		const bot = startBot()
		await bot.says(numbers(9).join('\n'))
		expect(texts()).toEqual(numbers(9))
		expect(bot.slept).toEqual([1250, 1000])
		await bot.says('hello', 'a:other')
		expect(bot.slept).toHaveLength(2)
	})

	it('count replies and notices to the same conversation together', async () => {
		const bot = startBot()
		await bot.says(numbers(7).join('\n'), '19:channel@thread.tacv2;messageid=1')
		const at = await bot.gate.enter({ conversation: '19:channel@thread.tacv2', tenant: 'tenant' })
		expect(at).toBe(NOON + 1250)
	})

	it('make no reply wait longer where the clock is set back while it waits', async () => {
		const bot = startBot({ setsBackMs: 3_600_000 })
		bot.gate.hold({ conversation: 'a:dana', tenant: 'tenant' }, NOON + 5000)
		await bot.says('hello')
		expect([texts(), bot.slept]).toEqual([['hello'], [5000]])
	})

	it('hold everything back that goes where a 429 asked for a pause', async () => {
		const bot = startBot()
		bot.gate.hold({ conversation: 'a:dana', tenant: 'tenant' }, NOON + 5000)
		await bot.says('hello')
		expect(bot.slept).toEqual([5000])
	})
})

describe('stopping', () => {
	it('sends what is due at once or soon, and leaves what would have to wait longer in the book', async () => {
		const book = memoryReplies()
		const bot = startBot({ answerWithinMs: 20, waits: true, book })
		bot.gate.hold({ conversation: 'a:far', tenant: 'tenant' }, NOON + 60_000)
		standIn.fail({ hangMs: 200, fits: ({ conversationId }) => conversationId === 'a:near' })
		await bot.says('under way', 'a:near')
		await bot.says('waits', 'a:far')
		await bot.line.stop()
		expect(texts()).toEqual(['under way'])
		await bot.replies.settled()
		expect(Array.from(book.kept.values(), ({ activity, begun }) => [activity['text'], begun])).toEqual([['waits', false]])
		expect(log.filter((line) => line.includes('left to another process'))).toHaveLength(1)
		expect(log.filter((line) => line.includes('given up'))).toEqual([])
	})
})
