import { expect, test } from 'vitest'
import { createAnalyzer } from '../../../src/knowledge/search/analyze.ts'

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
