import { renderTable } from './html-table.ts'
import { type HtmlElement, type HtmlNode, parseHtml } from './html-tree.ts'
import type { ImportWords } from './words.ts'

const GONE = new Set(['script', 'style', 'iframe', 'video', 'nav', 'col', 'colgroup', 'meta', 'link', 'input', 'source', 'wbr'])
const BLOCKS = new Set(['p', 'div', 'section', 'figure', 'details', 'center', 'dl', 'dd', 'figcaption', 'caption'])
const INLINE_MARK: Readonly<Record<string, string>> = { strong: '**', b: '**', em: '*', i: '*', code: '`', tt: '`', kbd: '`' }

/** Markdown with HTML in it -> Markdown alone. Pictures become their description, tables become tables or lists. */
export function htmlToMarkdown(source: string, words: ImportWords): string {
	return render(parseHtml(source).children)

	function render(nodes: readonly HtmlNode[]): string {
		return nodes.map((node) => (typeof node === 'string' ? node : renderElement(node))).join('')
	}

	function renderElement(element: HtmlElement): string {
		const { tag } = element
		if (GONE.has(tag)) return ''
		if (tag === 'table') return `\n\n${renderTable(element, (nodes) => render(nodes))}\n\n`
		if (tag === 'ul' || tag === 'ol') return `\n\n${renderList(element)}\n\n`
		if (tag === 'br') return '\n'
		if (tag === 'hr') return '\n\n---\n\n'
		if (tag === 'img') return words.picture(element.attributes.get('alt') ?? '')
		if (tag === 'pre') return `\n\n\`\`\`\n${bare(element.children).replace(/^\n+|\n+$/gu, '')}\n\`\`\`\n\n`
		if (tag === 'a') return renderLink(element)
		if (/^h[1-6]$/u.test(tag)) return `\n\n${'#'.repeat(Number(tag[1]))} ${oneLine(render(element.children))}\n\n`
		if (tag === 'summary' || tag === 'dt') return `\n\n${marked('**', render(element.children))}\n\n`
		if (tag === 'blockquote') return `\n\n${render(element.children).trim().replace(/^/gmu, '> ')}\n\n`
		if (BLOCKS.has(tag)) return `\n\n${unindent(render(element.children))}\n\n`
		const mark = INLINE_MARK[tag]
		return mark === undefined ? render(element.children) : marked(mark, render(element.children))
	}

	function renderList({ tag, children }: HtmlElement): string {
		const { above, points } = pointsOf(children)
		const list = points
			.map((point, index) => {
				const lead = tag === 'ol' ? `${index + 1}. ` : '- '
				const inner = unindent(render(point))
				return (
					lead +
					inner
						.replace(/\n{2,}(?= *(?:-|\d+\.) )/gu, '\n')
						.replace(/\n{3,}/gu, '\n\n')
						.replace(/\n(?=[^\n])/gu, `\n${' '.repeat(lead.length)}`)
				)
			})
			.join('\n')
		return `${unindent(render(above))}\n\n${list}`.trim()
	}

	/** An anchor without text is a target: it stays until the links to it are read. */
	function renderLink({ attributes, children }: HtmlElement): string {
		const text = render(children)
		const target = attributes.get('href') ?? ''
		const name = attributes.get('name') ?? attributes.get('id') ?? ''
		const anchor = name === '' ? '' : anchorMark(name)
		if (text.trim() === '' || target === '') return anchor + text
		return `${anchor}[${oneLine(text)}](${target.trim().replaceAll(' ', '%20')})`
	}
}

/** The places of anchors in a text without HTML; the group is the anchor's name. */
export const ANCHOR_MARK = /\ue002([^\ue003]*)\ue003/gu

type Points = { readonly above: readonly HtmlNode[]; readonly points: readonly (readonly HtmlNode[])[] }

/** What stands in a list and in none of its points, as authors put lists into lists, belongs to the point above it. */
function pointsOf(nodes: readonly HtmlNode[]): Points {
	const above: HtmlNode[] = []
	const points: HtmlNode[][] = []
	let stray = above
	for (const node of nodes) {
		if (typeof node !== 'string' && node.tag === 'li') {
			stray = []
			points.push([...node.children, { tag: 'div', attributes: new Map(), children: stray }])
		} else stray.push(node)
	}
	return { above, points }
}

/** In signs that no document uses. */
function anchorMark(name: string): string {
	return `\ue002${name}\ue003`
}

function bare(nodes: readonly HtmlNode[]): string {
	return nodes.map((node) => (typeof node === 'string' ? node : bare(node.children))).join('')
}

function marked(mark: string, text: string): string {
	const inner = oneLine(text)
	if (inner === '') return text
	const before = /^\s/u.test(text) ? ' ' : ''
	const after = /\s$/u.test(text) ? ' ' : ''
	return `${before}${mark}${inner}${mark}${after}`
}

function oneLine(text: string): string {
	return text.replace(/\s*\n\s*/gu, ' ').trim()
}

/** Indented text in HTML is layout; in Markdown it would be code. */
function unindent(text: string): string {
	return text.replace(/^[ \t]+(?![-*\d ]|$)/gmu, '').trim()
}
