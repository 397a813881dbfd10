import { describe, expect, it } from 'vitest'
import type { AskedQuestion } from '../../../src/knowledge/feedback/question.ts'
import type { TicketFacts } from '../../../src/knowledge/gaps/find-gaps.ts'
import { reasonOf } from '../../../src/knowledge/gaps/unanswered.ts'
import { asked, lost } from '../feedback/questions.ts'
import { findGaps } from './gaps-of.ts'

const tickets = (...facts: TicketFacts[]) => new Map(facts.map((each) => [each.number, each]))
const ticket = (number: string, minor: number, currency = 'EUR', more: Partial<TicketFacts> = {}): TicketFacts => {
	return { number, topic: 'open-dispute', amount: { minor, currency }, ...more }
}
const newestFirst = (...questions: AskedQuestion[]) => questions.toReversed()
const led = (number: string) => ({ came: { ticket: number, went: 'dispute' as const } })

describe('a question is a gap', () => {
	it.each<[string, AskedQuestion]>([
		['not-understood', lost('blorb')],
		['handed-over', lost('blorb again', { decision: 'hand-over' })],
		['out-of-scope', asked('a flight', { decision: 'out-of-scope' })],
		['no-article', asked('nothing fits')],
		['not-helped', asked('vat', { article: 'tax-vat', came: { helped: false } })],
		['not-helped', asked('vat', { decision: 'open-dispute', came: { helped: false } })],
	])('as %s', (reason, question) => {
		expect(reasonOf(question)).toBe(reason)
	})

	it.each<[string, AskedQuestion]>([
		['it was answered', asked('vat', { article: 'tax-vat' })],
		['the answer helped', lost('vat', { came: { helped: true } })],
		['a topic was chosen', lost('vat', { came: { article: 'tax-vat' } })],
		['it was said again and understood', lost('vat', { came: { understoodLater: true } })],
		['it was settled', lost('vat', { came: { settled: 'tax-vat-2' } })],
		['somebody wanted a person', lost('a human please', { decision: 'hand-over', topic: 'talk-to-person' })],
		['somebody wanted a dispute', asked('a dispute', { decision: 'open-dispute' })],
		['somebody asked where it stands', asked('my ticket?', { decision: 'status' })],
	])('no more where %s', (_, question) => {
		expect(reasonOf(question)).toBeUndefined()
	})
})

describe('the gap report', () => {
	it('groups what says the same in other words, the most frequent first', () => {
		const gaps = findGaps(
			newestFirst(
				lost('Where is the SIRET number on the invoice?'),
				lost('the purchase order number must stand on the invoices'),
				lost('siret number missing on invoices'),
				lost('How do I charge my laptop'),
				lost('our purchase order is missing, we need purchase orders on every invoice'),
				lost('our siret!!'),
			),
			tickets(),
		)
		expect(gaps.map(({ times, examples }) => [times, examples.toSorted()])).toEqual([
			[3, ['Where is the SIRET number on the invoice?', 'our siret!!', 'siret number missing on invoices']],
			[
				2,
				[
					'our purchase order is missing, we need purchase orders on every invoice',
					'the purchase order number must stand on the invoices',
				],
			],
			[1, ['How do I charge my laptop']],
		])
	})

	it('groups within a language, by its own word endings and without accents', () => {
		const french = { language: 'fr' as const }
		const gaps = findGaps(
			newestFirst(
				lost('factures électroniques via Chorus Pro', french),
				lost('facture electronique Chorus', french),
				lost('electronic invoices by Chorus Pro'),
			),
			tickets(),
		)
		expect(gaps.map(({ language, times }) => [language, times])).toEqual([
			['fr', 2],
			['en', 1],
		])
	})

	it('gives the same groups whatever order the questions come in', () => {
		const questions = ['siret on invoice', 'invoice siret number', 'purchase order number', 'order a pizza', 'the siret'].map(
			(text) => lost(text),
		)
		const groups = (list: readonly AskedQuestion[]) => findGaps(list, tickets()).map((gap) => [gap.id, gap.questions])
		expect(groups(questions.toReversed())).toEqual(groups(questions))
	})

	it('ranks what was asked as often by the amount behind it in the main currency, each ticket once, and mixes no currencies', () => {
		const facts = tickets(ticket('BD-1', 5000), ticket('BD-2', 90_000), ticket('BD-3', 500_000, 'JPY'), ticket('BD-4', 100))
		const gaps = findGaps(
			newestFirst(
				lost('siret siret', led('BD-1')),
				lost('siret', led('BD-1')),
				lost('purchase order', led('BD-2')),
				lost('purchase orders', led('BD-4')),
				lost('chorus portal', led('BD-3')),
				lost('chorus', led('BD-4')),
			),
			facts,
		)
		expect(gaps.map(({ amounts, tickets: numbers }) => [amounts, numbers])).toEqual([
			[[{ minor: 90_100, currency: 'EUR' }], ['BD-2', 'BD-4']],
			[[{ minor: 5000, currency: 'EUR' }], ['BD-1']],
			[
				[
					{ minor: 500_000, currency: 'JPY' },
					{ minor: 100, currency: 'EUR' },
				],
				['BD-3', 'BD-4'],
			],
		])
	})

	it('names the conversations, the reasons, the guess and the article that did not help', () => {
		const [gap] = findGaps(
			newestFirst(
				lost('siret on invoice', { conversation: 'c', confidence: 0.2 }),
				lost('SIRET on invoice!', { conversation: 'c', topic: 'out-of-scope', confidence: 0.9, audience: 'staff' }),
				asked('the siret on my invoice', { article: 'tax-vat', topic: 'tax-vat', confidence: 0.9, came: { helped: false } }),
			),
			tickets(),
		)
		expect(gap).toMatchObject({ times: 3, conversations: 2, topic: 'tax-vat', article: 'tax-vat', answered: undefined })
		expect(gap?.reasons).toEqual({ 'not-understood': 2, 'not-helped': 1 })
		expect(gap?.examples).toHaveLength(2)
		expect(gap?.audience).toEqual(['customer', 'staff'])
	})

	it('knows the newest answer of a person', () => {
		const answer = (text: string, at: number) => ({ answer: { text, at } })
		const facts = tickets(
			ticket('BD-1', 1, 'EUR', answer('old', 1)),
			ticket('BD-2', 1, 'EUR', answer('new', 2)),
			ticket('BD-3', 1),
		)
		const [gap] = findGaps(newestFirst(lost('siret', led('BD-1')), lost('siret', led('BD-2')), lost('siret', led('BD-3'))), facts)
		expect(gap?.answered).toEqual({ ticket: 'BD-2', text: 'new' })
	})

	it('leaves out what holds no word', () => {
		expect(findGaps([lost('???'), lost('[name] [phone]'), lost('')], tickets())).toEqual([])
	})
})
