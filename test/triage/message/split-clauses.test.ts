import { expect, test } from 'vitest'
import { splitClauses } from '../../../src/triage/message/split-clauses.ts'

const textsOf = (text: string) => splitClauses(text).map((clause) => clause.text)

test.each<[string, string[]]>([
	['Hello, my invoice is wrong. Please help!', ['Hello', 'my invoice is wrong', 'Please help']],
	['I am writing because my invoice is wrong', ['I am writing', 'because my invoice is wrong']],
	['je vous écris car ma facture est fausse', ['je vous écris', 'car ma facture est fausse']],
	['My invoice is wrong.Please check', ['My invoice is wrong', 'Please check']],
	['we paid 1,234.50 euros on 3.5. for G0123', ['we paid 1,234.50 euros on 3.5', 'for G0123']],
	['hello.my invoice is wrong.thanks', ['hello', 'my invoice is wrong', 'thanks']],
	['the file invoice.pdf is empty', ['the file invoice.pdf is empty']],
	['see contoso.com/billing for it', ['see contoso.com/billing for it']],
	['Bonjour : où est ma facture ?', ['Bonjour', 'où est ma facture']],
	['refund please 🙂 thanks', ['refund please', 'thanks']],
	['late - very late – too late', ['late', 'very late', 'too late']],
	['pay-as-you-go', ['pay-as-you-go']],
	['one\n\ntwo', ['one', 'two']],
	['facture svp', ['facture svp']],
	['', []],
	['???', []],
])('%j is cut into %j', (text, clauses) => {
	expect(textsOf(text)).toEqual(clauses)
})

test('sentences and announcements are told from pauses', () => {
	expect(splitClauses('Hello, you. My bill. Also the fee').map(({ setOff }) => setOff)).toEqual([
		'no',
		'no',
		'by-sentence',
		'by-word',
	])
})

test('an endless message has a bounded number of clauses and loses nothing', () => {
	const clauses = splitClauses('wrong bill. '.repeat(2_000))
	expect(clauses.length).toBeLessThanOrEqual(48)
	expect(
		clauses
			.map(({ text }) => text)
			.join(' ')
			.match(/wrong bill/gu),
	).toHaveLength(2_000)
})
