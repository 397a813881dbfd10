import { describe, expect, test } from 'vitest'
import { createRealTriage } from '../real-triage.ts'

const { triage } = await createRealTriage()
const OUTSIDE = 'out-of-scope'

describe('what a message is about', () => {
	test.each([
		['Hello, I hope you are well, I am writing because we were charged twice. Thanks in advance, Alex', 'duplicate-charge'],
		['Bonjour, j’espère que vous allez bien, je vous écris car on a été débité deux fois. Cordialement', 'duplicate-charge'],
		['It is cold here. My card was declined. We are a small bakery.', 'payment-failed'],
		['CHARGED TWICE!!!', 'duplicate-charge'],
		['Hello.I was charged twice this month.Please help.', 'duplicate-charge'],
		['hello, ma carte a été refusée, please help', 'payment-failed'],
		['we were charged twice\n\n-----Original Message-----\nFrom: Desk\nYour card was declined', 'duplicate-charge'],
		['hello.we were charged twice.thanks', 'duplicate-charge'],
		['my crad was declned', 'payment-failed'],
		['hello', 'greeting'],
		['merci beaucoup', 'thanks'],
		['my printer does not print', OUTSIDE],
		['raconte moi une blague', OUTSIDE],
	])('%j', (text, topic) => {
		expect(triage({ text }).topic).toBe(topic)
	})

	test('a topic that is not for this person is never guessed', () => {
		expect(triage({ text: 'how do I suspend this customer for non-payment', audience: 'customer' }).topic).not.toBe(
			'suspend-subscription',
		)
		expect(triage({ text: 'how do I suspend this customer for non-payment', audience: 'staff' }).topic).toBe(
			'suspend-subscription',
		)
	})

	test('the same message reads the same', () => {
		expect(triage({ text: 'Hello, charged twice?? Thanks' })).toEqual(triage({ text: 'Hello, charged twice?? Thanks' }))
	})
})

describe('two issues in one message', () => {
	test.each([
		['Where can I download my invoice? Also, we were charged twice in May.', 'duplicate-charge', 'get-invoice'],
		['We were charged twice in May. And where can I download the invoice?', 'duplicate-charge', 'get-invoice'],
		['Nous avons été débités deux fois. Par ailleurs, ma carte a été refusée', 'duplicate-charge', 'payment-failed'],
	])('%j is led by the one that needs action', (text, leading, second) => {
		const result = triage({ text })
		expect(result.topic).toBe(leading)
		expect(result.second).toBe(second)
		expect(result.runnerUp).toBe(second)
		expect(result.articles[0]?.id).toContain(leading)
	})

	test.each([
		'we were charged twice',
		'We were charged twice in May. Our accountant saw it on the bank statement. Please refund one of them.',
		'Hello, my card was declined. Thanks for your help.',
		'Bonjour, ma carte a été refusée hier et encore aujourd’hui. Merci de votre aide',
	])('%j has one issue', (text) => {
		expect(triage({ text }).second).toBeUndefined()
	})
})

describe('a message that says little or far too much', () => {
	test.each(['', ' ', '?', '€', '🙂🙂🙂', '...', '-'])('%j is asked back', (text) => {
		expect(triage({ text }).decision).toBe('ask-back')
	})

	test.each([
		'charged twice '.repeat(70_000),
		'🙂'.repeat(500_000),
		'a'.repeat(1_000_000),
		'> quoted\n'.repeat(100_000),
		'(, '.repeat(300_000),
	])('a megabyte is read like its beginning (%#)', (text) => {
		const { topic, decision } = triage({ text })
		expect({ topic, decision }).toEqual({ topic: triage({ text: text.slice(0, 4000) }).topic, decision })
	})
})
