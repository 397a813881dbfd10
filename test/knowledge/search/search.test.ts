import { describe, expect, test } from 'vitest'
import { BILLING_MEANINGS } from '../../../src/knowledge/billing-meanings.ts'
import { buildSearch, createSearch, openSearch } from '../../../src/knowledge/search/create-search.ts'

type Page = { title?: string; questions?: string[]; body?: string }

const PAGES: Page[] = [
	{ title: 'Getting a refund', body: 'Money goes back to the card that was charged within ten days.' },
	{
		title: 'Cancel a subscription',
		questions: ['how do I stop paying for Office'],
		body: 'Open the portal and choose the plan.',
	},
	{ title: 'Where invoices are', body: 'Each invoice is a PDF file. It lies in the billing folder of the portal.' },
	{ title: '', body: 'A reseller orders through the distributor and pays the distributor.' },
	{ title: 'Who are you and what can you do', body: '' },
]

function searchIn(pages: readonly Page[], language: 'en' | 'fr' = 'en') {
	const documents = pages.map(({ title = '', questions = [], body = '' }) => ({ titles: [title, ...questions], body }))
	const search = createSearch(documents, language)
	return (text: string, top = 3) => search(text, { top }).map(({ document }) => document)
}

describe('a search', () => {
	const find = searchIn(PAGES)

	test('finds by the title alone, by a question alone and by the body alone', () => {
		expect(find('refund')[0]).toBe(0)
		expect(find('stop paying')[0]).toBe(1)
		expect(find('distributor')[0]).toBe(3)
	})

	test('prefers a document that is named so to one that mentions it', () => {
		const other = searchIn([
			{ title: 'Payments', body: 'See also refunds, and the refund form.' },
			{ title: 'Refunds', body: 'Ask us.' },
		])
		expect(other('refund')).toEqual([1, 0])
	})

	test('knows other forms of a word, and everyday synonyms', () => {
		expect(find('refunded')[0]).toBe(0)
		expect(find('terminate my plan')[0]).toBe(1)
		expect(find('where is my bill')[0]).toBe(2)
	})

	test('knows what a phrase means in the trade, in the question and in the document', () => {
		const pages = [
			{ titles: ['Double invoices'], body: 'We look at both and credit one.' },
			{ titles: ['Late mail'], body: 'It came out of my spam folder.' },
			{ titles: ['Holidays'], body: 'We are closed on Sundays.' },
		]
		const inTrade = createSearch(pages, 'en', BILLING_MEANINGS)
		const best = (search: typeof inTrade, text: string) => search(text, { top: 1 })[0]?.document
		const twice = ['debited two times', 'a debit the second time']
		expect(twice.map((text) => best(inTrade, text))).toEqual([0, 0])
		expect(twice.map((text) => best(createSearch(pages, 'en'), text))).not.toContain(0)
		const reversed = createSearch([{ titles: ['Taken two times'], body: '' }], 'en', BILLING_MEANINGS)
		expect(best(reversed, 'a duplicate')).toBe(0)
	})

	test('the body tells more of a document that nothing else speaks for than beside many questions', () => {
		const questions = Array.from({ length: 30 }, (_, index) => `question number ${index} about parking`)
		const body = 'A voucher lowers the price.'
		const other = searchIn([
			{ title: 'Parking', questions, body },
			{ title: 'Prices', body },
		])
		expect(other('voucher')).toEqual([1, 0])
	})

	test.each([
		['refnd', 0],
		['cancle subscripton', 1],
		['invioce', 2],
		['distribtuor', 3],
	])('reads %s as it was meant', (typo, page) => {
		expect(find(typo)[0]).toBe(page)
	})

	test('looks for similar words only where the word itself is unknown', () => {
		const other = searchIn([{ title: 'Form' }, { title: 'From' }])
		expect(other('form')[0]).toBe(0)
		expect(searchIn([{ title: 'charge' }, { title: 'change' }])('change')[0]).toBe(1)
	})

	test('takes two words for the one that they make', () => {
		expect(searchIn([{ title: 'Mailbox' }, { title: 'Backup' }])('back up my files')[0]).toBe(1)
	})

	test('of nothing but function words finds what consists of them', () => {
		expect(find('who are you')[0]).toBe(4)
		expect(find('what can you do?')[0]).toBe(4)
	})

	test.each(['', '   ', '?!…', '🙂🙂', '\u0000', 'xqzwv'])('of nothing that it knows finds nothing: "%s"', (text) => {
		expect(find(text)).toEqual([])
	})

	test('finds nothing in nothing', () => {
		expect(createSearch([], 'en')('refund', { top: 5 })).toEqual([])
		expect(searchIn([{}, {}])('refund')).toEqual([])
	})

	test('gives as many as are asked for, the same at every time', () => {
		expect(find('the portal of the distributor', 1)).toHaveLength(1)
		expect(find('portal invoice refund', 5)).toEqual(find('portal invoice refund', 5))
	})

	test('reads the beginning of a megabyte and still finds', () => {
		expect(find(`refund ${'lorem ipsum dolor '.repeat(60_000)}`)[0]).toBe(0)
		expect(find('a'.repeat(1_000_000))).toEqual([])
	})

	test('leaves out what may not be seen, however well it fits, and takes the next', () => {
		const search = createSearch(
			Array.from({ length: 50 }, (_, index) => ({ titles: [`refund ${index}`], body: '' })),
			'en',
		)
		expect(search('refund', { top: 2, accept: (document) => document >= 48 }).map(({ document }) => document)).toEqual([48, 49])
		expect(search('refund', { top: 5, among: [7] }).map(({ document }) => document)).toEqual([7])
	})

	test('may be built as plain data and opened elsewhere', () => {
		const data = structuredClone(buildSearch([{ titles: ['Refund'], body: 'Money back' }], 'en'))
		expect(openSearch(data, 'en')('refunds', { top: 1 })).toHaveLength(1)
	})
})

describe('in French', () => {
	const find = searchIn(
		[
			{ title: "Résilier l'abonnement", body: "L'abonnement prend fin à l'échéance." },
			{ title: 'Où trouver la facture', body: 'Elle est dans l’espace client.' },
			{ title: 'Moyen de paiement refusé', body: 'La banque a rejeté la carte.' },
		],
		'fr',
	)

	test('accents and capitals do not matter', () => {
		expect(find('resilier')[0]).toBe(0)
		expect(find('RÉSILIÉ')[0]).toBe(0)
		expect(find('echeance')[0]).toBe(0)
	})

	test('elided words are found, with either apostrophe', () => {
		expect(find("j'arrête l'abonnement")[0]).toBe(0)
		expect(find('d’une facture')[0]).toBe(1)
		expect(find("qu'est-ce que l'espace")[0]).toBe(1)
	})

	test('plurals, synonyms and typing errors are understood', () => {
		expect(find('factures')[0]).toBe(1)
		expect(find('annuler mon contrat')[0]).toBe(0)
		expect(find('paiment')[0]).toBe(2)
	})
})

describe('in a large collection', () => {
	const filler = Array.from({ length: 3000 }, (_, index) => ({
		titles: [`Page ${index}`],
		body: `Ordinary text about the portal number ${index} and its ordinary settings.`,
	}))
	const long = { titles: ['Manual'], body: `${'Ordinary words of a long manual. '.repeat(2000)} The gearbox needs oil.` }
	const search = createSearch([...filler, { titles: ['Proration of a partial month'], body: '' }, long], 'en')
	const first = (text: string) => search(text, { top: 3 })[0]?.document

	test('a rare word is found in a title and at the end of a long text', () => {
		expect(first('ordinary portal proration')).toBe(3000)
		expect(first('gearbox')).toBe(3001)
	})

	test('a misspelt word and a synonym are found there as well', () => {
		expect(first('prorattion')).toBe(3000)
		expect(first('ordinary manuel gearbx')).toBe(3001)
	})

	test('a word that all have in common still finds something', () => {
		expect(search('ordinary', { top: 3 })).toHaveLength(3)
	})

	test('only what may be seen is found among thousands that fit', () => {
		expect(
			search('ordinary portal', { top: 2, accept: (document) => document === 2999 }).map(({ document }) => document),
		).toEqual([2999])
	})
})
