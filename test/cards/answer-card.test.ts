import { describe, expect, it } from 'vitest'
import { answerCard, choicesCard } from '../../src/cards/answer-card.ts'
import { loadTemplates } from '../../src/cards/templates.ts'
import { createArticleIndex } from '../../src/knowledge/article-index.ts'
import { shippedArticles } from '../knowledge/shipped.ts'
import { faultsOf, stringsOf } from './card-check.ts'
import { kitsAt, LOCALES, ROOT, SURFACES } from './kit.ts'
import path from 'node:path'

const articles = await shippedArticles()
const index = createArticleIndex(articles)

describe('the card of an answer', () => {
	it('is sound for every article that ships, on both surfaces, with every other title as a button', () => {
		const faulty = articles.flatMap((article) => {
			const { title, sources, effective, body } = article
			const actions = [{ title, verb: 'show-article', data: { article: article.id } }]
			return SURFACES.flatMap((surface) => {
				const kit = kitsAt(0)(article.language, surface)
				const paragraphs = [index.shortAnswer(article), ...body.split('\n\n')]
				return faultsOf(answerCard(kit, { reader: 'customer', title, paragraphs, sources, effective, actions }))
			}).map((fault) => `${article.language}/${article.id}: ${fault}`)
		})
		expect(faulty).toEqual([])
	})

	it('says how old its facts are and where they come from, in the language of the reader', () => {
		const answer = {
			reader: 'customer' as const,
			title: 'T',
			paragraphs: ['P'],
			sources: ['Partner Center'],
			effective: '2026-05-01',
			actions: [],
		}
		expect(stringsOf(answerCard(kitsAt(0)('en', 'web'), answer))).toContain('As of 1 May 2026 · Partner Center')
		expect(stringsOf(answerCard(kitsAt(0)('fr', 'web'), answer))).toContain('État au 1er mai 2026 · Partner Center')
		expect(stringsOf(answerCard(kitsAt(0)('en', 'web'), { ...answer, sources: [] })).join()).not.toContain('As of')
	})

	it('names the ticket that it came of to the staff, and not to a customer', () => {
		const answer = { title: 'T', paragraphs: ['P'], sources: ['Ticket BD-1042'], effective: '2026-11-22', actions: [] }
		const said = (reader: 'customer' | 'staff') => stringsOf(answerCard(kitsAt(0)('en', 'web'), { ...answer, reader })).join()
		expect(said('staff')).toContain('Ticket BD-1042')
		expect(said('customer')).toContain('As of 22 November 2026 · the experience of our billing desk')
	})

	it('cuts a title that does not fit on a button, with a sign that it goes on', () => {
		for (const locale of LOCALES) {
			const card = choicesCard(kitsAt(0)(locale, 'teams'), 'Which?', [{ title: 'a'.repeat(60), verb: 'x' }])
			expect(card['actions']).toMatchObject([{ title: `${'a'.repeat(39)}…` }])
		}
	})
})

describe('the templates', () => {
	const render = loadTemplates(path.join(ROOT, 'cards'))

	it('refuse a name that there is none of, and a place that stays unfilled', () => {
		expect(() => render('nothing', {})).toThrow('no card template nothing')
		expect(() => render('choices', { text: 'x', actions: [{ title: '${sum(' }] })).not.toThrow()
		expect(() => render('choices', { actions: [] })).toThrow('was not filled')
	})
})
