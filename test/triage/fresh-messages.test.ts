import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { SMALL_TALK } from '../../src/triage/decide.ts'
import type { Audience, Language, TriageResult } from '../../src/triage/types.ts'
import { WRAPPERS } from './message/wrappers.ts'
import { createRealTriage } from './real-triage.ts'

type Message = { text: string; topic: string; audience: Audience; also?: string[] }
type Judged = { message: Message; result: TriageResult }

const { triage } = await createRealTriage()
const ANSWERED = new Set(['answer', 'open-dispute', 'status'])

/** Messages by a writer who had not seen the articles: what the desk has not learnt from. */
function freshMessages(language: Language): Message[] {
	const lines = readFileSync(path.join(import.meta.dirname, `fresh-messages/${language}.jsonl`), 'utf8')
		.trim()
		.split('\n')
	return lines.map((line): Message => JSON.parse(line))
}

function judge(messages: readonly Message[]): Judged[] {
	return messages.map((message) => ({
		message,
		result: triage({ text: message.text, audience: message.audience, today: '2026-11-22' }),
	}))
}

const isRight = ({ message, result }: Judged) => result.topic === message.topic || (message.also?.includes(result.topic) ?? false)
const isAnswered = ({ result }: Judged) =>
	ANSWERED.has(result.decision) || (result.decision === 'hand-over' && result.topic === 'talk-to-person')
const isOurs = ({ message }: Judged) => message.topic !== 'out-of-scope' && !SMALL_TALK.has(message.topic)
const share = (all: readonly Judged[], good: (one: Judged) => boolean) =>
	Math.round((1000 * all.filter(good).length) / Math.max(1, all.length)) / 1000

test.for(['en', 'fr'] as const)('messages that nobody taught are understood, or asked back, or sent on: %s', (language) => {
	const judged = judge(freshMessages(language))
	const ours = judged.filter(isOurs)
	const strangers = judged.filter(({ message }) => message.topic === 'out-of-scope')
	const figures = {
		messages: ours.length,
		right: share(ours, isRight),
		amongTwo: share(ours, (one) => isRight(one) || one.result.runnerUp === one.message.topic),
		answered: share(ours, isAnswered),
		rightWhenAnswered: share(ours.filter(isAnswered), isRight),
		sentAway: share(ours, ({ result }) => result.decision === 'out-of-scope'),
		strangersAnswered: share(strangers, ({ result }) => ANSWERED.has(result.decision)),
		strangersSentAway: share(strangers, ({ result }) => result.decision === 'out-of-scope'),
		language: share(judged, ({ result }) => result.language === language),
		twoIssues: share(ours, ({ result }) => result.second !== undefined),
	}
	console.info(language, JSON.stringify(figures))
	expect(figures.answered).toBeGreaterThan(0.75)
	expect(figures.rightWhenAnswered).toBeGreaterThan(0.88)
	expect(figures.strangersAnswered).toBeLessThanOrEqual(0.07)
	expect(figures.sentAway).toBeLessThan(0.02)
	expect(figures.language).toBeGreaterThan(0.97)
	expect(figures.twoIssues).toBeLessThan(0.03)
})

// The rows with an odd index were held back while the reader was built.
test.for(['en', 'fr'] as const)('courtesy that the reader has never seen changes hardly anything: %s', (language) => {
	const ours = freshMessages(language).filter(({ topic }) => topic !== 'out-of-scope' && !SMALL_TALK.has(topic))
	const wrappers = WRAPPERS[language].filter((_, index) => index % 2 === 1)
	const wrapped = ours.map((message, index) => ({
		...message,
		text: (wrappers[index % wrappers.length] ?? '').replace('{q}', () => message.text),
	}))
	expect(share(judge(ours), isRight) - share(judge(wrapped), isRight)).toBeLessThan(0.03)
})
