import { expect, test } from 'vitest'
import { createDrafts } from '../../../src/web/widget/drafts.ts'

function browser() {
	const notes = new Map<string, string | undefined>()
	return {
		notes,
		note: (_area: 'person' | 'tab', name: string) => notes.get(name),
		keep: (_area: 'person' | 'tab', name: string, value: string | undefined) => void notes.set(name, value),
	}
}

test('what was typed is found by the next page, until it is sent', () => {
	const tab = browser()
	const drafts = createDrafts(tab)
	drafts.keep('composer', { text: 'half a sentence' })
	drafts.keep('card-1', { amount: '484 EUR' })
	drafts.keep('composer', undefined)
	const next = createDrafts(tab)
	expect([next.of('composer'), next.of('card-1')]).toEqual([undefined, { amount: '484 EUR' }])
	next.keep('card-1', undefined)
	expect(tab.notes.get('drafts')).toBeUndefined()
})

test('what is very long stays on its page only, and a broken note does no harm', () => {
	const tab = browser()
	const drafts = createDrafts(tab)
	drafts.keep('composer', { text: 'x'.repeat(20_000) })
	expect(drafts.of('composer')).toBeDefined()
	expect(tab.notes.get('drafts')).toBeUndefined()
	for (const broken of ['no json', '[]', '{"composer":"words"}']) {
		tab.notes.set('drafts', broken)
		expect(createDrafts(tab).of('composer')).toBeUndefined()
	}
})
