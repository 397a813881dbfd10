import { describe, expect, test } from 'vitest'
import { restoreSpaces } from '../../../src/knowledge/import/lost-spaces.ts'
import { ENGLISH, FRENCH, importText } from './folder.ts'

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
			'includes/round.md': 'again [!INCLUDE [r](round.md)]',
		}
		expect(await converted('[!INCLUDE [a](includes/a.md)]', { files })).toBe('First second end')
		expect(await converted(':::include type="text" source="~/includes/b.md":::', { files })).toBe('second')
		expect(await converted('Here: [!include[x](../../etc/passwd)]', { files })).toBe('Here:')
		expect(await converted('[!INCLUDE [r](includes/round.md)]', { files })).toMatch(/^again/u)
	})
})

describe('HTML', () => {
	const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('\n')}</tr>`

	test('a table of short cells becomes a Markdown table', async () => {
		const table = `<table><colgroup><col width="50%" /></colgroup><thead><tr class="h"><th>Field</th><th>Means</th></tr></thead>
<tbody>${row('Id', '<strong>Your</strong> a|b')}${row('Date', '')}</tbody></table>`
		expect(await converted(table)).toBe('| Field | Means |\n| --- | --- |\n| Id | **Your** a\\|b |\n| Date |  |')
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
