import { expect, test } from 'vitest'
import { createRandom } from '../../../src/triage/classify/random.ts'
import { disturb } from '../../../src/triage/message/disturb.ts'

const QUESTION = 'Why was I charged twice for the licences of March?'

test('the same random numbers give the same text', () => {
	expect(disturb(QUESTION, 0.1, createRandom(3))).toBe(disturb(QUESTION, 0.1, createRandom(3)))
})

test('no share disturbs nothing, and only letters are ever disturbed', () => {
	expect(disturb(QUESTION, 0, createRandom(1))).toBe(QUESTION)
	expect(disturb('12 345,00 € ??? 🙂', 1, createRandom(1))).toBe('12 345,00 € ??? 🙂')
})

test('about the given share of the letters is disturbed', () => {
	const long = 'a b c d e f g h i j '.repeat(500)
	const random = createRandom(5)
	const changed = [...disturb(long, 0.1, random).matchAll(/\S{2,}|\s{2,}/gu)].length
	expect(changed).toBeGreaterThan(250)
	expect(changed).toBeLessThan(750)
})
