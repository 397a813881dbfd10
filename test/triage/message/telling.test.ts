import { expect, test } from 'vitest'
import { learnTelling } from '../../../src/triage/message/telling.ts'

const ours = [
	{ text: 'why was my card charged twice', topic: 'duplicate-charge' },
	{ text: 'send me the invoice of march', topic: 'get-invoice' },
]
const strangers = (count: number) =>
	Array.from({ length: count }, () => ({ text: 'play a song at the weekend', topic: 'out-of-scope' }))

test('a topic with very many questions decides no more of what tells than one with many', () => {
	expect(learnTelling([...ours, ...strangers(10_000)])).toEqual(learnTelling([...ours, ...strangers(2500)]))
	expect(learnTelling([...ours, ...strangers(2500)])).not.toEqual(learnTelling([...ours, ...strangers(2000)]))
})
