import { expect, test } from 'vitest'
import { readFeedback } from '../../src/triage/read-feedback.ts'

test.each([
	'yes',
	'Oui, merci !',
	'Yes that helped, thanks',
	'This answers my question.',
	'👍🏽',
	'Very helpful',
	"oui ça m'a aidé",
	'Merci, cela répond à ma question',
])('%j says that the answer helped', (text) => expect(readFeedback(text)).toBe('helped'))

test.each([
	'no',
	'non',
	'no, that did not help',
	"Sorry, that doesn't help",
	'👎',
	'wrong answer',
	'that is not what I asked',
	"non ça n'a pas aidé",
	"ça ne m'aide pas",
	"Ce n'est pas ma question",
	'pas utile',
	'mauvaise réponse',
])('%j says that it did not', (text) => expect(readFeedback(text)).toBe('not-helped'))

test.each([
	'no, I was charged twice',
	'non, ma facture est de septembre',
	'thanks',
	'yes but how do I download it',
	'how does that help me',
	'Not helpful for us is that every month there are three new lines on the invoice that nobody explains',
	'',
	'👎'.repeat(50_000),
])('%j says something else', (text) => expect(readFeedback(text)).toBeUndefined())
