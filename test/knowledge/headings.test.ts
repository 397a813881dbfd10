import { expect, test } from 'vitest'
import { headingSlugs } from '../../src/knowledge/heading-slug.ts'
import { cutPassages } from '../../src/knowledge/search/passages.ts'

test('the anchors of a text are those of its headings, counted where one comes twice', () => {
	expect([...headingSlugs('# Où payer ?\r\n\r\n   ## The `x` field ##\n### Again\n### Again  ')]).toEqual([
		'où-payer-',
		'the-x-field',
		'again',
		'again-1',
	])
})

test.each(['```sh\n# none\n```', '~~~\n```\n# none\n~~~', '````md\n```\n# none\n```\n````', '  ```\n# none'])(
	'a comment in the code %j is no heading',
	(code) => {
		expect([...headingSlugs(`# One\n\n${code}`)]).toEqual(['one'])
		expect(cutPassages(`# One\n\n${code}`)).toMatchObject([{ heading: 'One', text: code.trim() }])
	},
)

test('code that opens and ends in one line hides nothing', () => {
	expect([...headingSlugs('```code```\n# One')]).toEqual(['one'])
})

// Patterns that back off again and again would run into the limit of a test.
test.each(['#', ' ', ' #'])('a heading of nothing but "%s" is read at once', (sign) => {
	const started = performance.now()
	for (const heading of [`# ${sign.repeat(40_000)}`, `# a${sign.repeat(40_000)}b`]) {
		headingSlugs(heading)
		cutPassages(heading)
	}
	expect(performance.now() - started).toBeLessThan(1000)
})
