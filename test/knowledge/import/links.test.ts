import { expect, test } from 'vitest'
import { inlineReferences, rewriteLinks, shareOfLinks } from '../../../src/knowledge/import/links.ts'

const leadTo = (target: string) => (text: string) => rewriteLinks(text, () => target)

test.each([
	['[a](b.md)', '[a](new)'],
	['[a](<b.md> "Title") and [c]( d )', '[a](new) and [c](new)'],
	['[see [1]](b.md)', '[see [1]](new)'],
	['[a \\[b\\] c](d.md)', '[a \\[b\\] c](new)'],
	['[two\nlines](b.md)', '[two\nlines](new)'],
	['\\[a](b.md) ![a](b.png)', '\\[a](b.md) ![a](b.png)'],
])('%j leads elsewhere', (text, expected) => {
	expect(leadTo('new')(text)).toBe(expected)
})

test('pictures are no links', () => {
	expect(shareOfLinks('![one two](x.png) three')).toBe(0)
	expect(shareOfLinks('[one two](x.md) three four')).toBe(0.5)
})

// Patterns that back off again and again would run into the limit of a test.
test.each(['\\[-Name\\] ', '[-Name\\] ', '[[a] ', '[a](', ' ', '[a](b "', '[a](b '])(
	'a long text of nothing but "%s" comes to an end',
	(part) => {
		const text = `[${part.repeat(2000)}`
		expect(leadTo('new')(text)).toContain(part.trim().slice(0, 2))
		expect(inlineReferences(text)).toBe(text)
	},
)
