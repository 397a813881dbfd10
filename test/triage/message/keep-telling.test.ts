import { describe, expect, test } from 'vitest'
import { shippedArticles } from '../../knowledge/shipped.ts'
import { keepTelling, weighClauses } from '../../../src/triage/message/keep-telling.ts'
import { splitMail } from '../../../src/triage/message/split-mail.ts'
import { createTelling, learnTelling } from '../../../src/triage/message/telling.ts'
import { CONTEXTS } from './contexts.ts'
import { WRAPPERS } from './wrappers.ts'

const articles = await shippedArticles()
const telling = createTelling(
	learnTelling(articles.flatMap(({ questions, topic }) => questions.map((text) => ({ text, topic })))),
)

function saidBy(text: string): string {
	return keepTelling(weighClauses(splitMail(text), telling))
		.map((clause) => clause.text)
		.join(' | ')
}

describe('of a message, the clauses that carry the question are kept', () => {
	test.each([
		['Hello, I hope you are well, I am writing because my invoice is wrong. Thanks in advance, Alex', 'my invoice is wrong'],
		['Bonjour, j’espère que vous allez bien, je vous écris car ma facture est fausse. Cordialement', 'ma facture est fausse'],
		['my invoice is wrong please let me know thanks', 'my invoice is wrong'],
		['ma facture est fausse merci d’avance bonne journée', 'ma facture est fausse'],
		['HELLO!!! MY INVOICE IS WRONG!!! THANK YOU', 'MY INVOICE IS WRONG'],
		['Hello.My invoice is wrong.Thank you.', 'My invoice is wrong'],
		['bonjour,ma facture est fausse,merci', 'ma facture est fausse'],
		['hello, ma facture est fausse, merci', 'ma facture est fausse'],
		['hello, mon invoice is wrong, merci de vérifier', 'mon invoice is wrong'],
		['It is raining here today. We were charged twice in May.', 'charged twice in May'],
		['Nous avons été facturés deux fois en mai. Il pleut ici.', 'facturés deux fois en mai'],
	])('%j', (text, said) => {
		const kept = saidBy(text)
		expect(kept).toContain(said)
		expect(kept).not.toMatch(/hello|bonjour|merci|thank|well|allez|rain|pleut|cordialement/iu)
	})
})

describe('a short message never vanishes', () => {
	test.each([
		['charged twice??', 'charged twice'],
		['facture svp', 'facture'],
		['refund!!!', 'refund'],
		['Hello, refund!!! Thanks', 'refund'],
		['bonjour facture svp merci', 'facture svp'],
		['€', '€'],
		['hello', 'hello'],
		['svp', 'svp'],
		['ok', 'ok'],
		['BD-1042', 'BD-1042'],
		['Bonjour, merci', 'Bonjour'],
		['merci beaucoup', 'merci'],
		['thank you very much', 'thank you very much'],
	])('%j says %j', (text, said) => {
		expect(saidBy(text)).toContain(said)
	})
})

describe.each([
	['en', 'the credit note for G0123 is missing'],
	['fr', 'l’avoir pour la facture G0123 n’est pas arrivé'],
] as const)('a question in courtesies (%s)', (language, question) => {
	test.each(WRAPPERS[language])('%j', (wrapper) => {
		const said = saidBy(wrapper.replace('{q}', () => question))
		for (const word of question.split(' ').slice(2)) expect(said).toContain(word)
	})

	test('is nearly all that is kept', () => {
		const kept = WRAPPERS[language].map((wrapper) => saidBy(wrapper.replace('{q}', () => `${question}.`)).length)
		const average = kept.reduce((sum, length) => sum + length, 0) / kept.length
		expect(average).toBeLessThan(question.length * 1.35)
	})

	test('is not lost among asides', () => {
		for (const aside of CONTEXTS[language]) expect(saidBy(`${aside} ${question}. ${aside}`)).toContain('G0123')
	})
})
