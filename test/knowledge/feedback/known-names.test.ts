import { expect, test } from 'vitest'
import { createKnownNames } from '../../../src/knowledge/feedback/known-names.ts'

const TEN_MINUTES = 600_000

/** Names out of a book that can be lost, and how often it was read. */
function book() {
	const state = { now: 0, names: ['Chloé Garnier'], isLost: false, reads: 0 }
	const knownNames = createKnownNames({
		customers: {
			async search() {
				state.reads += 1
				if (state.isLost) throw new Error('the book is lost')
				return state.names.map((name) => ({ name }))
			},
		},
		team: { members: [{ name: 'Dana Ortiz' }] },
		clock: () => state.now,
	})
	const knows = async (word: string) => (await knownNames(['Li Wu'])).has(word)
	return { state, knows }
}

test('the books are read once in ten minutes, however many ask', async () => {
	const { state, knows } = book()
	expect(await Promise.all(['chloe', 'ortiz', 'li', 'zoe'].map(knows))).toEqual([true, true, true, false])
	state.now += TEN_MINUTES
	expect(await knows('garnier')).toBe(true)
	expect(state.reads).toBe(1)
	state.names.push('Zoé Petitjean')
	state.now += 1
	expect(await knows('zoe')).toBe(true)
	expect(state.reads).toBe(2)
})

test('a book that cannot be read keeps nobody from asking, and is read again at the next question', async () => {
	const { state, knows } = book()
	state.isLost = true
	expect(await knows('chloe')).toBe(false)
	expect(await knows('ortiz')).toBe(true)
	state.isLost = false
	expect(await knows('chloe')).toBe(true)
	state.isLost = true
	state.now += TEN_MINUTES + 1
	expect(await knows('chloe')).toBe(true)
	expect(await knows('chloe')).toBe(true)
	expect(state.reads).toBe(5)
})
