import { expect, test } from 'vitest'
import { readingsOf } from '../../../src/triage/message/readings.ts'
import type { Telling } from '../../../src/triage/message/telling.ts'

/** Each clause tells what its last word says; "please" before it is trimmed as courtesy. */
const telling: Telling = (clause) => ({
	text: clause.replace(/^please /u, ''),
	telling: Number(/-?\d+$/u.exec(clause)?.[0] ?? 0),
})

test('asides are read beside the question, as they were written, and mere courtesy is not', () => {
	const { said, withAsides, kept } = readingsOf('good day -3. please refund 10. we sell wine 1', telling)
	expect(said).toBe('refund 10')
	expect(kept).toHaveLength(1)
	expect(withAsides).toBe('please refund 10, we sell wine 1')
})

test('what has the same words with and without asides is read once', () => {
	expect(readingsOf('refund 10. again 9!', telling)).not.toHaveProperty('withAsides')
})

test('a message of nothing but courtesy or marks is read whole', () => {
	expect(readingsOf('good day -3', telling).said).toBe('good day -3')
	expect(readingsOf('🙂', telling).said).toBe('🙂')
})
