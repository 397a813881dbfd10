import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { slipsBetween } from '../../src/triage/text/slips-between.ts'

test.each([
	['invoice', 'invoice', 0],
	['invioce', 'invoice', 1],
	['invoce', 'invoice', 1],
	['invoicce', 'invoice', 1],
	['imvoise', 'invoice', 2],
	['', 'ab', 2],
])('%s is %s with %d wrong letters', (from, to, wrong) => {
	expect(slipsBetween(from, to, 2)).toBe(wrong)
})

test('the distance is the same in both directions and gives up above the limit', () => {
	const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') })
	fc.assert(
		fc.property(word, word, (one, other) => {
			const far = slipsBetween(one, other, 20)
			return (
				far === slipsBetween(other, one, 20) && (far <= 2 ? slipsBetween(one, other, 2) === far : slipsBetween(one, other, 2) > 2)
			)
		}),
	)
})
