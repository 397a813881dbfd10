import { expect, test } from 'vitest'
import { createAnalyzer } from '../../../src/knowledge/search/analyze.ts'
import { SYNONYMS } from '../../../src/knowledge/search/synonyms.ts'

test.each(['en', 'fr'] as const)('each synonym (%s) is one word as texts are read, else it would never be found', (language) => {
	const { words } = createAnalyzer(language)
	expect(SYNONYMS[language].flat().filter((synonym) => words(synonym).join(' ') !== synonym)).toEqual([])
})

test.each([
	['le crédit', 'des crédits'],
	['le produit', 'les produits'],
	['débit', 'débité'],
	['facturé', 'facturées'],
	['une facture annulée', 'des factures annulées'],
	['licence attribuée', 'licences attribuées'],
])('“%s” and “%s” hold the same French words', (one, other) => {
	const { words, term } = createAnalyzer('fr')
	const telling = (text: string) =>
		words(text)
			.map(term)
			.filter((found) => !found.startsWith("'"))
	expect(telling(one)).toEqual(telling(other))
})

test('a phrase is followed by what it means, which is no telling word', () => {
	const { words, term, meanings } = createAnalyzer('en', {
		ofWord: (word) => (word === 'double' ? ['twice'] : []),
		ofPhrases: (all, start) =>
			all.slice(start, start + 2).join(' ') === 'two times' ? [{ meaning: 'twice', last: start + 1 }] : [],
	})
	const read = words('Charged two times!')
	expect(read.map(term)).toEqual(['charg', 'two', 'time', expect.stringMatching(/^'/u)])
	expect(read.flatMap(meanings)).toEqual(['twice'])
	expect(meanings('double')).toEqual(['twice'])
})
