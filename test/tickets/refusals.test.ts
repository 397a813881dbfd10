import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/errors.ts'
import type { VerbName } from '../../src/tickets/verbs.ts'
import { createTestDesk, PACKET, RESOLUTION, type TestDesk } from './model/desk.ts'
import type { ActorName } from './model/people.ts'

const LOCALES = path.join(import.meta.dirname, '../../data/locales')
const texts = Object.fromEntries(
	await Promise.all(
		['en', 'fr'].map(async (locale) => [locale, JSON.parse(await readFile(path.join(LOCALES, `${locale}.json`), 'utf8'))]),
	),
) as Record<string, { errors: Record<string, string> }>

type Step = readonly [who: ActorName, verb: VerbName, input: object]

/** What was done to the first of three tickets, two of one person, and what is refused then. */
const REFUSED: readonly (readonly [key: string, before: readonly Step[], refused: Step, details: object])[] = [
	['already-assigned', [['agent', 'assign', {}]], ['agent', 'assign', {}], { name: 'Staff agent-1' }],
	['unknown-colleague', [], ['agent', 'assign', { to: 'user-1' }], {}],
	['same-priority', [], ['agent', 'set-priority', { priority: 'normal' }], {}],
	['nothing-to-acknowledge', [], ['manager', 'acknowledge', {}], {}],
	[
		'duplicate-upstream',
		[['agent', 'escalate-upstream', { request: '1', packet: PACKET }]],
		['agent', 'escalate-upstream', { request: '2', packet: PACKET }],
		{ ticket: 'BD-1001' },
	],
	[
		'packet-incomplete',
		[],
		['agent', 'escalate-upstream', { request: '1', packet: { ...PACKET, tenant: '' } }],
		{ lacking: ['tenant'] },
	],
	['nothing-upstream', [], ['agent', 'record-upstream-answer', { text: 'yes', solved: true }], {}],
	['older-resolution', [['agent', 'resolve', RESOLUTION]], ['reporter', 'confirm', { resolution: 2 }], {}],
	[
		'merged-away',
		[['agent', 'merge', { into: 'BD-1002' }]],
		['agent', 'reopen', { reason: 'not the same' }],
		{ ticket: 'BD-1002' },
	],
	['merge-other-person', [], ['agent', 'merge', { into: 'BD-1003' }], {}],
	[
		'merge-waits-upstream',
		[['agent', 'escalate-upstream', { request: '1', packet: PACKET }]],
		['agent', 'merge', { into: 'BD-1002' }],
		{ ticket: 'BD-1001' },
	],
	['bad-input', [], ['agent', 'merge', { into: 'BD-1001' }], { fields: ['into'] }],
	['not-found', [], ['agent', 'merge', { into: 'BD-9' }], { ticket: 'BD-9' }],
	[
		'call-time',
		[['agent', 'resolve', RESOLUTION]],
		['agent', 'record-call', { at: 1, with: 'x', said: 'agreed' }],
		{ fields: ['at'] },
	],
	['not-failed', [], ['agent', 'send-again', { notice: 'n' }], { ticket: 'BD-1001' }],
	['wrong-state', [], ['reporter', 'confirm', { resolution: 1 }], { ticket: 'BD-1001', state: 'new' }],
	['not-allowed', [], ['reporter', 'resolve', RESOLUTION], {}],
]

async function threeTickets(): Promise<TestDesk> {
	const the = createTestDesk()
	for (const who of ['reporter', 'reporter', 'colleague'] as const) await the.open(who)
	return the
}

/** The names in braces of a text. */
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name)

async function refusalOf(attempt: Promise<unknown>): Promise<AppError> {
	const error: unknown = await attempt.then(
		() => undefined,
		(reason: unknown) => reason,
	)
	if (!(error instanceof AppError)) throw new Error('was not refused')
	return error
}

describe('a refusal', () => {
	it.each(REFUSED)('"%s" names what its text tells, in both languages', async (key, before, [who, verb, input], details) => {
		const the = await threeTickets()
		for (const [first, done, given] of before) await the.does(first, done, 'BD-1001', given)
		const error = await refusalOf(the.does(who, verb, 'BD-1001', input))
		expect([error.reason ?? error.code, error.details]).toEqual([key, details])
		for (const { errors } of Object.values(texts)) {
			const missing = placeholders(errors[key] ?? '{no text}').filter((name) => !(name in details))
			expect(missing).toEqual([])
		}
	})

	it('of a ticket that is not open any more names it, and of a stale version its ticket', async () => {
		const the = await threeTickets()
		await the.does('agent', 'resolve', 'BD-1002', RESOLUTION)
		const merging = await refusalOf(the.does('agent', 'merge', 'BD-1001', { into: 'BD-1002' }))
		expect([merging.reason, merging.details]).toEqual(['merge-not-open', { ticket: 'BD-1002' }])
		const stale = await refusalOf(the.does('agent', 'assign', 'BD-1001', {}, { version: 7 }))
		expect([stale.code, stale.details]).toEqual(['stale', { ticket: 'BD-1001' }])
		const unnamed = await refusalOf(the.does('agent', 'assign', 'BD-1001', {}, { version: undefined }))
		expect([unnamed.code, unnamed.details]).toEqual(['bad-input', { fields: ['version'] }])
	})

	it('tells a stranger of a ticket what it tells of one that does not exist', async () => {
		const the = await threeTickets()
		const [foreign, none] = [
			await refusalOf(the.does('stranger', 'add-message', 'BD-1001', { text: 'x' })),
			await refusalOf(the.does('stranger', 'add-message', 'BD-9', { text: 'x' })),
		]
		expect([foreign.code, foreign.reason, foreign.details]).toEqual(['not-found', undefined, { ticket: 'BD-1001' }])
		expect([none.code, none.reason, none.details]).toEqual(['not-found', undefined, { ticket: 'BD-9' }])
	})
})
