import { describe, expect, it } from 'vitest'
import { noticeCard } from '../../src/cards/notice-card.ts'
import type { Card } from '../../src/cards/templates.ts'
import { actOnDue } from '../../src/delivery/act-on-due.ts'
import { dueOf } from '../../src/tickets/promises.ts'
import { actionsOf, stringsOf } from '../cards/card-check.ts'
import type { Said } from './desk.ts'
import { useBotDesk } from './use-bot-desk.ts'

const bot = useBotDesk()
const PACKET = {
	healthChecked: true,
	knownIssuesChecked: true,
	noDuplicate: true,
	stepsTried: 'Compared both lines',
	tenant: 't',
	subscription: 's',
	invoice: 'G004512877',
	amount: { minor: 48_400, currency: 'EUR' },
	period: '2026-10',
	evidence: 'invoice',
	impact: 'Customer withholds payment',
	contactName: 'Dana',
	contactEmail: 'desk@partner.example',
	contactPhone: '+33 1',
	claim: 'other',
	happenedOn: '2026-11-08',
}

/** The clock goes on to the next thing that is due on the ticket, and a minute further, until this was told to the manager. */
async function waitUntilTold(number: string, kind: string): Promise<void> {
	for (let left = 20; left > 0 && (await noticeFor(number, kind)) === undefined; left -= 1) {
		const dues = dueOf(await bot().load(number), bot().desk.policy).map(({ at }) => at)
		bot().time.now = Math.max(bot().time.now, Math.min(...dues)) + 60_000
		const restsUntil = await actOnDue({ desk: bot().desk, mayCloseAt: (at) => at }, number)
		if (restsUntil !== undefined) bot().time.now = Math.max(bot().time.now, restsUntil)
	}
}

const noticeFor = async (number: string, kind: string) =>
	(await bot().store.notices.inbox('mina', 100)).find((notice) => notice.ticket === number && notice.kind === kind)

/** The manager's card as Teams is sent it. */
async function cardFor(number: string, kind: string) {
	const notice = await noticeFor(number, kind)
	if (notice === undefined) throw new Error(`Mina was not told: ${kind}`)
	const card = noticeCard(bot().kitFor('en', 'teams'), notice, await bot().load(number), bot().desk.team.member('mina'))
	return { card, notice }
}

const CASES: readonly (readonly [what: string, kind: string, words: string, happens: (number: string) => Promise<unknown>])[] = [
	[
		'is escalated',
		'escalated',
		'More than my limit',
		(number) => bot().act('dana', number, 'escalate-to-manager', { reason: 'More than my limit' }),
	],
	['is overdue', 'overdue', 'first answer', (number) => waitUntilTold(number, 'overdue')],
	['was refused by the customer and so reopened', 'customer-rejected', 'says that', (number) => solveAndRefuse(number)],
	[
		'was reopened by a colleague',
		'reopened-by-colleague',
		'The credit is missing',
		async (number) => {
			await solve(number)
			await bot().act('dana', number, 'reopen', { reason: 'The credit is missing' })
		},
	],
	[
		'was solved upstream while the customer has not been told',
		'untold',
		'told',
		async (number) => {
			await bot().act('dana', number, 'prepare-packet', PACKET)
			await bot().act('dana', number, 'escalate-upstream', { request: 'REQ-1' })
			await bot().act('dana', number, 'record-upstream-answer', { text: 'Credit granted.', solved: true })
			await waitUntilTold(number, 'untold')
		},
	],
]

async function solve(number: string): Promise<void> {
	await bot().act('dana', number, 'resolve', { outcome: 'corrected', text: 'The second line is gone.' })
	await bot().told(number)
}

async function solveAndRefuse(number: string): Promise<void> {
	await solve(number)
	await bot().presses('alex', 'reject', { ticket: number, resolution: 1, comment: 'It is still there' })
}

/** Presses the button of this name, with what a person fills in. */
function press(card: Card, title: string, typed: object = {}): Promise<Said[]> {
	const button = actionsOf(card).find((action) => action['title'] === title)
	if (button === undefined) throw new Error(`the card has no button “${title}”`)
	const data = button['data'] as Readonly<Record<string, unknown>>
	return bot().staffPresses('mina', String(data['verb']), { ...data, ...typed })
}

describe('a manager', () => {
	it.each(CASES)('gets a card when a ticket %s, acknowledges it and hands the work over', async (_what, kind, words, happens) => {
		const number = await bot().openDispute()
		await bot().act('dana', number, 'assign', {})
		await happens(number)
		const { card, notice } = await cardFor(number, kind)
		expect(stringsOf(card).join('\n')).toContain(words)
		expect(notice.readBy?.['mina']).toBeUndefined()
		const [acknowledged] = await press(card, 'Acknowledge')
		expect(acknowledged?.invoke).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
		const seen =
			kind === 'escalated' ? (await bot().load(number)).escalation?.acknowledged : (await noticeFor(number, kind))?.readBy
		expect(seen).toBeDefined()

		const [form] = await press((await cardFor(number, kind)).card, 'Hand over…')
		if (form?.card === undefined) throw new Error('no form')
		await press(form.card, 'Hand over', { to: 'lucas' })
		expect((await bot().load(number)).assignee?.id).toBe('lucas')
	})

	it('acknowledges nothing that was told to somebody else, and an agent is not asked to', async () => {
		const number = await bot().openDispute()
		await bot().act('dana', number, 'assign', {})
		await solveAndRefuse(number)
		const { notice } = await cardFor(number, 'customer-rejected')
		await bot().staffPresses('lucas', 'acknowledge-notice', { ticket: number, notice: notice.id })
		expect((await noticeFor(number, 'customer-rejected'))?.readBy).toBeUndefined()
		const dana = bot().desk.team.member('dana')
		const toDana = noticeCard(bot().kitFor('en', 'teams'), notice, await bot().load(number), dana)
		expect(actionsOf(toDana).map(({ title }) => title)).not.toContain('Acknowledge')
	})
})
