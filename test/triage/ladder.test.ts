import { describe, expect, test } from 'vitest'
import { knowOnce } from '../../src/knowledge/live/know-once.ts'
import { createTriage } from '../../src/triage/create-triage.ts'
import type { Decision, Language } from '../../src/triage/types.ts'
import { liveFolder } from '../knowledge/live/live-folder.ts'
import { createRealTriage } from './real-triage.ts'

const { triage, index } = await createRealTriage()

describe('what the desk does with a message', () => {
	test.each<[string, Language, string, Decision]>([
		['charged twice??', 'en', 'duplicate-charge', 'answer'],
		['facture svp', 'fr', 'get-invoice', 'answer'],
		['Vous m’avez débité deux fois', 'fr', 'duplicate-charge', 'answer'],
		['vous m avez debite deux fois le meme abonnement', 'fr', 'duplicate-charge', 'answer'],
		['I was chraged twice for the same licences', 'en', 'duplicate-charge', 'answer'],
		[
			'Hello dear team, I hope you are well. I was charged twice this month. Many thanks in advance, kind regards, Alex',
			'en',
			'duplicate-charge',
			'answer',
		],
		['Bonjour, pourriez-vous m’envoyer ma facture ? Merci d’avance, cordialement', 'fr', 'get-invoice', 'answer'],
		['Hello, je veux un remboursement pour ces licences', 'fr', 'request-refund', 'answer'],
		['my card was declined', 'en', 'payment-failed', 'answer'],
		['how do I cancel my subscription', 'en', 'cancel-subscription', 'answer'],
		['notre accès est suspendu pour impayé', 'fr', 'access-suspended', 'answer'],
		['I want to talk to a human', 'en', 'talk-to-person', 'hand-over'],
		['je veux parler à un conseiller', 'fr', 'talk-to-person', 'hand-over'],
		['I want to open a dispute', 'en', 'open-dispute', 'open-dispute'],
		['je souhaite ouvrir un litige', 'fr', 'open-dispute', 'open-dispute'],
		['what is the status of my ticket', 'en', 'ticket-status', 'status'],
		['BD-1042', 'en', 'ticket-status', 'status'],
		['hello', 'en', 'greeting', 'small-talk'],
		['bonjour', 'fr', 'greeting', 'small-talk'],
		['thank you very much', 'en', 'thanks', 'small-talk'],
		['merci beaucoup', 'fr', 'thanks', 'small-talk'],
		['what can you do', 'en', 'help', 'small-talk'],
		['parlez-vous anglais ?', 'fr', 'change-language', 'small-talk'],
		['my printer does not print', 'en', 'out-of-scope', 'out-of-scope'],
		['quel temps fera-t-il demain', 'fr', 'out-of-scope', 'out-of-scope'],
	])('%j', (text, language, topic, decision) => {
		expect(triage({ text })).toMatchObject({ language, topic, decision })
	})

	test('an answer names its article first, with its title', () => {
		const { articles } = triage({ text: 'charged twice??', today: '2026-11-22' })
		expect(articles[0]).toMatchObject({ id: 'duplicate-charge', title: index.article('duplicate-charge', 'en')?.title })
	})

	test('a refund question with a ticket number asks for the status of that ticket', () => {
		expect(triage({ text: 'where is my refund for BD-1042' })).toMatchObject({
			decision: 'status',
			entities: { ticket: ['BD-1042'] },
		})
	})
})

describe('a message that says too little', () => {
	test.each(['', '€', '??', '   ', '🙂🙂🙂', 'the', 'yes', 'oui', '42', '9999', 'xyz'])(
		'%j is asked back with low confidence, and the third time gets a person',
		(text) => {
			const first = triage({ text })
			expect(first.decision).toBe('ask-back')
			expect(first.choices).toBeUndefined()
			expect(first.confidence).toBeLessThan(0.6)
			expect(triage({ text, askedBack: 1 }).decision).toBe('ask-back')
			expect(triage({ text, askedBack: 2 }).decision).toBe('hand-over')
		},
	)

	test('two close topics are offered for choice, none of them small talk, and the third time gets a person', () => {
		const questions = {
			'get-invoice': ['send me the invoice', 'where is the invoice', 'download the invoice', 'a copy of the invoice'],
			'invoice-correction': ['the invoice has a typo', 'correct the invoice', 'wrong name on the invoice', 'amend the invoice'],
			'out-of-scope': ['the printer is broken', 'reset my password', 'what is the weather', 'tell me a joke'],
			thanks: ['thanks', 'thank you', 'cheers', 'thanks a lot'],
		}
		const examples = Object.entries(questions).flatMap(([topic, texts]) =>
			texts.map((text) => ({ topic, text, language: 'en' as const })),
		)
		const topics = new Map(
			Object.keys(questions).map((topic) => [topic, { audience: ['customer' as const], next: 'answer' as const }]),
		)
		const small = createTriage({ examples, topics, findArticles: () => [] })
		expect(small.triage({ text: 'the invoice' })).toMatchObject({ decision: 'ask-back' })
		expect(small.triage({ text: 'the invoice' }).choices?.toSorted()).toEqual(['get-invoice', 'invoice-correction'])
		expect(small.triage({ text: 'the invoice', askedBack: 2 }).decision).toBe('hand-over')
	})

	test('words of no example at all are out of scope, however sure the classifier would be', () => {
		expect(triage({ text: 'zorglub quuxify wibble wobbletron' })).toMatchObject({
			topic: 'out-of-scope',
			decision: 'out-of-scope',
		})
	})

	test('the hint decides the language of a message without words, never of a sentence', () => {
		expect(triage({ text: '€', locale: 'fr' }).language).toBe('fr')
		expect(triage({ text: 'ok', locale: 'fr' }).language).toBe('fr')
		expect(triage({ text: 'where is my invoice for last month', locale: 'fr' }).language).toBe('en')
		expect(triage({ text: 'je ne trouve pas ma facture', locale: 'en' }).language).toBe('fr')
	})
})

describe('who is asking', () => {
	test.each([
		'how do I escalate to Microsoft',
		'withholding tax certificate upload',
		'comment suspendre un client qui ne paie pas',
	])('a customer who asks %j never gets an article for staff', (text) => {
		const result = triage({ text, audience: 'customer' })
		expect(index.topics().get(result.topic)?.audience).toContain('customer')
		for (const { id } of result.articles) expect(index.article(id, result.language)?.audience).toContain('customer')
	})

	test('staff get the articles for staff', () => {
		expect(triage({ text: 'how do I escalate this to Microsoft', audience: 'staff' })).toMatchObject({
			topic: 'escalate-upstream',
			decision: 'answer',
		})
		expect(triage({ text: 'comment suspendre un client qui ne paie pas', audience: 'staff' }).topic).toMatch(
			/suspend-subscription|collections/u,
		)
	})

	test('without an audience the person is a customer', () => {
		const text = 'how do I escalate to Microsoft'
		expect(triage({ text })).toEqual(triage({ text, audience: 'customer' }))
	})
})

describe('the result', () => {
	test('is the same for the same message, also from a second triage with the same model', async () => {
		const again = await createRealTriage()
		for (const text of ['charged twice??', 'facture svp', 'why is it more expensive'])
			expect(again.triage({ text })).toEqual(triage({ text }))
	})

	test('is never that of a quick model: without the one of `npm run build` no test judges', async () => {
		const { folder, cache, logger } = await liveFolder()
		await expect(createRealTriage({ folder, cache })).rejects.toThrow('run `npm run build`')
		await knowOnce({ folder, cache, effort: 'full', logger })
		expect((await createRealTriage({ folder, cache })).triage({ text: 'hello' }).topic).toBe('greeting')
	})

	test('comes for a megabyte of emoji as well', () => {
		expect(triage({ text: '🙂'.repeat(500_000) }).decision).toBe('ask-back')
	})
})
