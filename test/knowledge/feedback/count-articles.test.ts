import { expect, it } from 'vitest'
import { countArticles } from '../../../src/knowledge/feedback/count-articles.ts'
import { asked, HOUR, lost, NOON } from './questions.ts'

const nothingReopened = () => false

it('counts for each article and language what came of it, the most shown first', () => {
	const vat = { article: 'tax-vat' }
	const counts = countArticles(
		[
			asked('a', { ...vat, came: { helped: true } }),
			asked('b', { ...vat, came: { helped: false, ticket: 'BD-1', went: 'dispute' } }),
			asked('c', { ...vat, came: { ticket: 'BD-2', went: 'dispute' } }),
			asked('d', { ...vat, came: { ticket: 'BD-3', went: 'person' } }),
			asked('e', vat),
			asked('f', { ...vat, language: 'fr' }),
			asked('no article'),
			lost('lost'),
		],
		(ticket) => ticket === 'BD-2',
		NOON,
	)
	expect(counts).toEqual([
		{ ...vat, language: 'en', asked: 5, helped: 1, notHelped: 1, tickets: 2, persons: 1, reopened: 1, silent: 1 },
		{ ...vat, language: 'fr', asked: 1, helped: 0, notHelped: 0, tickets: 0, persons: 0, reopened: 0, silent: 1 },
	])
})

it('counts a ticket once, however many questions led to it', () => {
	const came = { ticket: 'BD-1', went: 'dispute' as const }
	const [count] = countArticles([asked('a', { article: 'x', came }), asked('b', { article: 'x', came })], () => true, NOON)
	expect(count).toMatchObject({ asked: 2, tickets: 1, reopened: 1 })
})

it('calls nobody silent who may still be reading, or who asked again', () => {
	const counts = countArticles(
		[
			asked('now', { article: 'x', at: NOON - HOUR + 1 }),
			asked('again', { article: 'x', came: { understoodLater: true } }),
			asked('long ago', { article: 'x', at: NOON - HOUR }),
		],
		nothingReopened,
		NOON,
	)
	expect(counts[0]).toMatchObject({ asked: 3, silent: 1 })
})

it('counts an article that was chosen after the bot asked back', () => {
	const counts = countArticles([lost('vat?', { came: { article: 'tax-vat' } })], nothingReopened, NOON)
	expect(counts.map(({ article }) => article)).toEqual(['tax-vat'])
})
