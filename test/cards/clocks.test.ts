import { describe, expect, it } from 'vitest'
import { historyLine } from '../../src/cards/history-words.ts'
import { formatInstant, formatPromise } from '../../src/cards/kit.ts'
import { noticeWords } from '../../src/cards/notice-words.ts'
import { customerFacts, type Fact, isOverdue, staffFacts } from '../../src/cards/ticket-words.ts'
import { createTestDesk, PACKET } from '../tickets/model/desk.ts'
import { HOUR, OFFICE_POLICY, START } from '../tickets/model/people.ts'
import { kitsAt } from './kit.ts'

const kitAt = (now: number, locale: 'en' | 'fr' = 'en') => kitsAt(now, OFFICE_POLICY)(locale, 'web')
const valueOf = (facts: readonly Fact[], title: string) => facts.find((fact) => fact.title === title)?.value

describe('the clocks of a ticket, for people', () => {
	it('say by when the customer hears, by when he has a solution, and by when upstream answers', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		const kit = kitAt(START)
		const instant = (hours: number) => formatPromise(kit, START + hours * HOUR)
		// Monday 11:00 in Paris: four hours of the office end at 16:00, 29 on Thursday at 17:00.
		expect(valueOf(customerFacts(kit, the.ticket(number)), 'You will hear from us by')).toBe(instant(5))
		expect(valueOf(customerFacts(kit, the.ticket(number)), 'Solution by')).toBe(instant(78))
		expect(valueOf(staffFacts(kit, the.ticket(number)), 'To be solved by')).toBe(instant(78))
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		// Nine hours of the office: six on Monday, three on Tuesday.
		expect(valueOf(staffFacts(kit, the.ticket(number)), 'Their answer by')).toBe(instant(25))
		expect(valueOf(customerFacts(kit, the.ticket(number)), 'Their answer by')).toBeUndefined()
	})

	it('are told on the clocks of the office, wherever the desk runs', () => {
		expect(formatInstant(kitAt(START), START)).toBe('5 Oct 2026, 11:00')
		expect(formatInstant(kitAt(START, 'fr'), START)).toBe('5 oct. 2026 à 11:00')
	})

	it('name the clocks of a promise, which its reader may not live by', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		const [english, french] = [kitAt(START), kitAt(START, 'fr')]
		expect(valueOf(customerFacts(english, the.ticket(number)), 'You will hear from us by')).toBe('5 Oct 2026, 16:00 (Paris time)')
		expect(valueOf(customerFacts(french, the.ticket(number)), 'Solution avant le')).toBe('8 oct. 2026 à 17:00 (heure de Paris)')
		const [told] = [...the.store.notices.values()].filter(({ kind }) => kind === 'opened-for-you')
		expect(told && noticeWords(french, told, the.ticket(number)).title).toContain(
			'avant le 5 oct. 2026 à 16:00 (heure de Paris).',
		)
		const far = { ...OFFICE_POLICY, calendar: 'far', calendars: { far: { timeZone: 'Asia/Kolkata', hours: {}, holidays: [] } } }
		expect(formatPromise({ ...english, policy: far }, START)).toBe('5 Oct 2026, 14:30 (GMT+5:30)')
		const { calendar: _calendar, ...nowhere } = OFFICE_POLICY
		expect(formatPromise({ ...english, policy: nowhere }, START)).toBe(formatInstant({ ...english, policy: nowhere }, START))
	})

	it('say since when and why one stands still, to each reader in his own words', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		the.pass(HOUR)
		await the.does('agent', 'ask-customer', number, { text: 'which line?' })
		the.pass(HOUR)
		const since = formatInstant(kitAt(START), START + HOUR)
		const ticket = the.ticket(number)
		expect(valueOf(customerFacts(kitAt(the.now()), ticket), 'Solution by')).toBe(`Paused since ${since}: we wait for your answer`)
		expect(valueOf(staffFacts(kitAt(the.now()), ticket), 'To be solved by')).toBe(
			`Paused since ${since}: the customer has to answer`,
		)
		expect(valueOf(customerFacts(kitAt(the.now(), 'fr'), ticket), 'Solution avant le')).toContain('nous attendons votre réponse')
	})

	it('call a ticket overdue whose solution was promised and has not come, though the customer hears of it', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		the.pass(78 * HOUR)
		await the.does('agent', 'reply-to-customer', number, { text: 'we are still at it' })
		expect(isOverdue(kitAt(the.now()), the.ticket(number))).toBe(false)
		expect(isOverdue(kitAt(the.now() + 1), the.ticket(number))).toBe(true)
	})

	it('tell a reminder from a broken promise', async () => {
		const the = createTestDesk(OFFICE_POLICY)
		const number = await the.open('agent', { priority: 'high' })
		the.pass(HOUR)
		await the.does('clock', 'raise-alarm', number, { key: 'first-response:0:-2' })
		the.pass(4 * HOUR)
		await the.does('clock', 'raise-alarm', number, { key: 'first-response:0:-1' })
		const kit = kitAt(the.now())
		const lines = the.store
			.historyNow(number)
			.flatMap((one) => (one.event.type === 'alarm-raised' ? [historyLine(kit, one, 'staff').text] : []))
		expect(lines).toEqual(['The first answer is due soon', 'The first answer is overdue'])
		const notices = [...the.store.notices.values()].filter(({ to }) => to.id === 'agent-1')
		expect(notices.map((notice) => noticeWords(kit, notice, the.ticket(number)).title)).toEqual([
			`${number}: The first answer is due soon`,
			`${number}: The first answer is overdue`,
		])
	})
})
