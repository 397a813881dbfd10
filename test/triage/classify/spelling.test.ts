import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSpelling } from '../../../src/triage/classify/spelling.ts'

const meant = createSpelling(['invoice', 'charge', 'charged', 'refund', 'facture', 'a', 'card', 'subscription'])

test.each([
	['invoce', 'invoice'],
	['invvoice', 'invoice'],
	['invoise', 'invoice'],
	['inovice', 'invoice'],
	['chraged', 'charged'],
	['facure', 'facture'],
	['inoviec', 'invoice'],
	['subscirptoin', 'subscription'],
	['subcriptionn', 'subscription'],
	['crd', 'card'],
	['refumd', 'refund'],
])('%s was meant to be %s', (written, word) => {
	expect(meant(written)).toBe(word)
})

test.each(['weather', 'onvoice5', 'description', 'in', 'cr', '', 'voice', 'cadr5'])(
	'%j is no slip of a known word',
	(written) => {
		expect(meant(written)).toBeUndefined()
	},
)

test('of two words one slip away the more frequent one was meant', () => {
	expect(createSpelling(['charge', 'change'])('chage')).toBe('charge')
	expect(createSpelling(['change', 'charge'])('chage')).toBe('change')
})

test('every single slip in a long word is undone', () => {
	fc.assert(
		fc.property(fc.nat(11), fc.constantFrom('drop', 'double', 'swap', 'wrong'), (at, slip) => {
			const word = 'subscription'
			const [head, letter, next, rest] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)]
			const slips = {
				drop: head + next + rest,
				double: head + letter + letter + next + rest,
				swap: head + next + letter + rest,
				wrong: `${head}z${next}${rest}`,
			}
			expect(createSpelling([word])(slips[slip])).toBe(word)
		}),
	)
})
