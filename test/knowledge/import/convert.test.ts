import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { restoreSpaces } from '../../../src/knowledge/import/lost-spaces.ts'
import { ENGLISH, type Files, FRENCH, importFiles, importText } from './folder.ts'

/** The converted text without the paragraph that makes it long enough. */
async function converted(text: string, change: Parameters<typeof importText>[1] = {}): Promise<string> {
	const { language = 'en' } = change
	const filler = language === 'en' ? ENGLISH : FRENCH
	return (await importText(`${filler}\n\n${text}`, { language, ...change })).replace(filler, '').trim()
}

describe('markers of a documentation website', () => {
	test('alerts become quotes with their name, in the language of the document', async () => {
		expect(await converted('> [!NOTE]\n> Keep the number.')).toBe('> **Note:** Keep the number.')
		expect(await converted('> [!Important] Gardez le numéro.', { language: 'fr' })).toBe(
			'> **Important\u00a0:** Gardez le numéro.',
		)
		expect(await converted('> [!div class="nextstepaction"]\n> Go on')).not.toContain('[!')
	})

	test('zones, columns and monikers leave no trace, tabs become bold lines', async () => {
		expect(await converted('::: zone pivot="csp"\nFor partners.\n::: zone-end\n:::row:::\nSide\n:::row-end:::')).toBe(
			'For partners.\n\nSide',
		)
		expect(await converted('# [Portal](#tab/portal)\nClick.\n# [API](#tab/api)\nCall.\n---')).toBe(
			'**Portal**\n\nClick.\n\n**API**\n\nCall.',
		)
	})

	test('pictures become their description', async () => {
		expect(await converted('See ![the invoice](media/i.png).')).toBe('See (Image: the invoice).')
		expect(await converted(':::image type="content" source="i.png" alt-text="La facture.":::', { language: 'fr' })).toBe(
			'(Image\u00a0: La facture.)',
		)
		expect(await converted('Before ![](x.png) after')).toBe('Before  after')
	})

	test('included fragments stand in the text, also those that fragments include; what is missing is left out', async () => {
		const files = {
			'includes/a.md': '---\ntitle: x\n---\nFirst [!INCLUDE [b](b.md)] end',
			'includes/b.md': 'second',
		}
		expect(await converted('[!INCLUDE [a](includes/a.md)]', { files })).toBe('First second end')
		expect(await converted(':::include type="text" source="~/includes/b.md":::', { files })).toBe('second')
		expect(await converted('Here: [!include[x](../../etc/passwd)]', { files })).toBe('Here:')
		expect(await converted('Here: [!include [x](a%ff.md)]', { files })).toBe('Here:')
		expect(await converted('[!include [x](my%20part.md?view=a%23)]', { files: { 'my part.md': 'part' } })).toBe('part')
	})

	describe('fragments that include each other in a circle are named once, and the rest is imported', () => {
		const into = (file: string) => `[!INCLUDE [x](${file})]`
		const report = (text: string, files: Files = {}) =>
			importFiles({ 'page.md': `${ENGLISH}\n\n${text}`, ...files }, { language: 'en' })

		test('a page that includes itself', async () => {
			for (const times of [1, 2, 15]) {
				const { imported, notes } = await report(into('page.md').repeat(times))
				expect(imported).toHaveLength(1)
				expect(notes.map(({ note }) => note)).toEqual(['includes page.md > page.md, a circle; it is left out where it closes'])
			}
			expect(await converted(`Before ${into('page.md')} after`)).toBe('Before  after')
		})

		test('two fragments, wherever the circle is entered', async () => {
			const files = { 'includes/a.md': `A ${into('b.md')}`, 'includes/b.md': `B ${into('a.md')}` }
			const text = `${into('includes/b.md')}\n\n${into('includes/a.md')}`
			const { notes } = await report(text, files)
			expect(notes.map(({ note }) => note)).toEqual([
				'includes includes/a.md > includes/b.md > includes/a.md, a circle; it is left out where it closes',
			])
			expect(await converted(text, { files })).toBe('B A\n\nA B')
		})

		test('more than five deep without a circle is no fault', async () => {
			const files = Object.fromEntries(
				[...Array(20).keys()].map((step) => [`includes/${step}.md`, `${step} ${into(`${step + 1}.md`)}`]),
			)
			const { notes } = await report(into('includes/0.md'), { ...files, 'includes/20.md': 'the end' })
			expect(notes).toEqual([])
		})

		test('fragments that multiply come to an end', async () => {
			const files = Object.fromEntries(
				[...Array(30).keys()].map((step) => [`includes/${step}.md`, `${step} ${into(`${step + 1}.md`).repeat(15)}`]),
			)
			const { imported, notes } = await report(into('includes/0.md'), { ...files, 'includes/30.md': 'the end' })
			expect(imported).toHaveLength(1)
			expect(notes.map(({ note }) => note)).toEqual(['includes more than 1 MB; what is beyond that is left out'])
		})
	})
})

describe('HTML', () => {
	const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('\n')}</tr>`

	test('a table of short cells becomes a Markdown table', async () => {
		const table = `<table><colgroup><col width="50%" /></colgroup><thead><tr class="h"><th>Field</th><th>Means</th></tr></thead>
<tbody>${row('Id', '<strong>Your</strong> a|b')}${row('Date', '')}</tbody></table>`
		expect(await converted(table)).toBe('| Field | Means |\n| --- | --- |\n| Id | **Your** a\\|b |\n| Date |  |')
	})

	test('a cell that spans rows stands in each of them, so that the others stay in their columns', async () => {
		const table = `<table><tr><th>Plan</th><th>Term</th><th>Price</th></tr>
<tr><td rowspan="2">Basic</td><td>Month</td><td>5</td></tr>${row('Year', '50')}
<tr><td>Pro</td><td rowspan="0" colspan="2">Ask us</td></tr>${row('Max')}</table>`
		expect(await converted(table)).toBe(
			`| Plan | Term | Price |
| --- | --- | --- |
| Basic | Month | 5 |
| Basic | Year | 50 |
| Pro | Ask us |  |
| Max | Ask us |  |`,
		)
	})

	test('a row that ends early, and spans that are none, do not upset the rows below', async () => {
		const table = `<table><tr><td>A</td><td colspan="-3">B</td><td rowspan="2">C</td></tr>
${row('D')}<tr><td rowspan="x">E</td><td colspan="1.5">F</td><td>G</td></tr></table>`
		expect(await converted(table)).toBe('|  |  |  |\n| --- | --- | --- |\n| A | B | C |\n| D |  | C |\n| E | F | G |')
	})

	test('a table with paragraphs or lists in its cells becomes a list', async () => {
		const table = `<table>${row('<strong>Field</strong>', '<p><strong>Means</strong></p>')}
${row('Id', '<p>First.</p>\n<p>Second:</p><ul><li>one</li><li>two</li></ul>')}</table>`
		expect(await converted(table)).toBe('- **Id**\n\n  First.\n\n  Second:\n\n  - one\n  - two')
	})

	test('marks, links, lists and line breaks become Markdown', async () => {
		expect(await converted('<p>See <b>this</b> <a href="https://example.com/x">page</a>,<br>and<i> that</i>.</p>')).toBe(
			'See **this** [page](https://example.com/x),\nand *that*.',
		)
		expect(await converted('<ol><li>one<li>two</ol>')).toBe('1. one\n2. two')
	})

	test('what stands in a list and in none of its points is kept', async () => {
		expect(await converted('<ul><li>one</li><ul><li>deep</li></ul><li>two</li>and <b>more</b></ul>')).toBe(
			'- one\n  - deep\n- two\n\n  and **more**',
		)
		expect(await converted('<ol>First:<li>one</li>\n</ol>')).toBe('First:\n\n1. one')
	})

	test('the caption of a table stands above it', async () => {
		const rows = `${row('Id', 'Yours')}${row('Date', 'Ours')}`
		const table = '|  |  |\n| --- | --- |\n| Id | Yours |\n| Date | Ours |'
		expect(await converted(`<table><caption>The <b>fields</b></caption>${rows}</table>`)).toBe(`The **fields**\n\n${table}`)
		expect(await converted(`<table><caption>The fields${rows}</table>`)).toBe(`The fields\n\n${table}`)
	})

	test('comments, scripts and unknown tags do no harm, and placeholders stay visible', async () => {
		expect(await converted('A<!-- secret\n --><script>alert(1)</script> b')).toBe('A b')
		expect(await converted('Use <tenant> and <br/>wait')).toBe('Use \\<tenant> and\nwait')
		expect(await converted('Open </td></table> text')).toBe('Open  text')
	})

	test('entities become characters, in text and not in code', async () => {
		expect(await converted('A&nbsp;&amp;&#160;B &lt;x&gt; &unknown; &amp;nbsp;')).toBe('A\u00a0&\u00a0B \\<x\\> &unknown;')
		expect(await converted('`&nbsp;<b>` and\n\n```xml\n<a>&lt;</a>\n> [!NOTE]\n```')).toBe(
			'`&nbsp;<b>` and\n\n```xml\n<a>&lt;</a>\n> [!NOTE]\n```',
		)
	})
})

describe('links', () => {
	const files = {
		'sub/other.md': `# <a name="top"></a>Other\n\n${FRENCH}\n\n## <a name="pay-now"></a>Payer maintenant !\n\nOui.`,
	}

	test('lead to the other imported articles and their headings', async () => {
		expect(await converted('[a](sub/other.md#pay-now) [b](./sub/other.md?view=x#gone "t")', { files })).toBe(
			'[a](docs-sub-other.md#payer-maintenant-) [b](docs-sub-other.md)',
		)
		expect(await converted('## <a name="here"></a>Was here\n\n[up](#here)')).toBe('## Was here\n\n[up](#was-here)')
		expect(await converted('[a][ref]\n\n[ref]: sub/other.md "Title"', { files })).toBe('[a](docs-sub-other.md)')
	})

	test('to files with blanks and anchors with accents, written as addresses are, are followed', async () => {
		const named = { 'my file.md': `# Mine\n\n${FRENCH}\n\n## Où payer ##\n\nIci.` }
		expect(await converted('[a](my%20file.md#o%C3%B9-payer) [b](my%file.md)', { files: named })).toBe(
			'[a](docs-my-file.md#où-payer) b',
		)
	})

	test('of an included fragment are meant from the fragment', async () => {
		const deep = {
			...files,
			'notes (old)/one.md':
				'[a](../sub/other.md#pay-now) [b](more.md) [c][ref] <a href="more.md">d</a> `[e](more.md)` [f](https://example.com/x) ' +
				'[!INCLUDE [x](in/two.md)]\n\n[ref]: ../sub/other.md',
			'notes (old)/in/two.md': '[g](../more.md) [h](#was-here)',
			'notes (old)/more.md': `# More\n\n${FRENCH} Encore.`,
		}
		const links =
			'[a](docs-sub-other.md#payer-maintenant-) [b](docs-notes-old-more.md) [c](docs-sub-other.md) [d](docs-notes-old-more.md) ' +
			'`[e](more.md)` [f](https://example.com/x) [g](docs-notes-old-more.md) [h](#was-here)'
		const page = '## Was here\n\n[!INCLUDE [x](~/notes%20%28old%29/one.md)]'
		expect(await converted(page, { files: deep })).toBe(`## Was here\n\n${links}`)
		const { to, imported } = await importFiles({ 'a/b/page.md': `# Page\n\n${ENGLISH}\n\n${page}`, ...deep }, { language: 'en' })
		const article = imported.find(({ file }) => file === 'a/b/page.md')?.article ?? ''
		expect(await readFile(path.join(to, article), 'utf8')).toContain(links)
		const source = 'https://learn.example.com/partner'
		expect(await converted('[!INCLUDE [x](in/one.md)]', { files: { 'in/one.md': '[a](gone.md)' }, source })).toBe(
			'[a](https://learn.example.com/partner/in/gone)',
		)
	})

	test('that lead nowhere become text, or lead to the public site where its address is known', async () => {
		expect(await converted('[a](gone.md) [b](/azure/x) [c](#gone) [d](javascript:alert)')).toBe('a b c d')
		const source = 'https://learn.example.com/partner'
		expect(await converted('[a](gone.md#x) [b](/azure/x)', { source })).toBe(
			'[a](https://learn.example.com/partner/gone#x) [b](https://learn.example.com/azure/x)',
		)
	})
})

describe('spaces that French documents have lost', () => {
	test.each([
		['60jours', '60\u00a0jours'],
		['100EUR', '100\u00a0EUR'],
		['1.000,50EUR', '1.000,50\u00a0EUR'],
		['le 1ernovembre2016', 'le 1er\u00a0novembre 2016'],
		['le 5octobre', 'le 5\u00a0octobre'],
		['un partenaireCSP', 'un partenaire CSP'],
		['solutionsCloud', 'solutions Cloud'],
		['deTVA, IDMPN', 'de TVA, ID MPN'],
	])('%s', (lost, restored) => {
		expect(restoreSpaces(lost)).toBe(restored)
	})

	test.each([
		'M365',
		'O365',
		'E3',
		'H1Z',
		'3D',
		'21Vianet',
		'subscriptionID',
		'8ddd03642',
		'https://x.example/60jours',
		'[60 j](a/60jours.md)',
		'le 1er mai',
	])('%s stays as it is', (text) => {
		expect(restoreSpaces(text).replaceAll('\u00a0', ' ')).toBe(text)
	})

	test('are put back in French documents only', async () => {
		expect(await converted('Il reste 60jours.', { language: 'fr' })).toBe('Il reste 60\u00a0jours.')
		expect(await converted('The key is 60jours.')).toBe('The key is 60jours.')
	})
})
