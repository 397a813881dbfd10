import { element } from './element.ts'
import { INLINE } from './inline-marks.ts'
import { splitAtNumbers } from './ticket-numbers.ts'

const BULLET = /^\s*[-*•]\s+(?=\S)/u
const NUMBER = /^\s*\d{1,2}[.)]\s+(?=\S)/u
const HEADING = /^#{1,6}\s+/u
const ROW = /^\s*\|.*\|\s*$/u
const RULE = /^[\s|:-]+$/u

/** The address if a browser may be sent there: http and https only. */
export function safeAddress(address: string): string | undefined {
	try {
		const { protocol, href } = new URL(address)
		return protocol === 'https:' || protocol === 'http:' ? href : undefined
	} catch {
		return undefined
	}
}

function words(text: string): Node[] {
	return splitAtNumbers(text).flatMap((part, place) => {
		if (place % 2 === 1) return element('span', { class: 'ticket-number' }, part)
		return part === '' ? [] : document.createTextNode(part)
	})
}

function link(label: string, address: string): Node {
	const href = safeAddress(address)
	if (!href) return document.createTextNode(label)
	return element('a', { href, target: '_blank', rel: 'noopener noreferrer' }, ...words(label))
}

function inlineNode({ bold, emphasis, code, label, target, url }: Record<string, string | undefined>): Node {
	if (bold !== undefined) return element('strong', {}, ...words(bold))
	if (emphasis !== undefined) return element('em', {}, ...words(emphasis))
	if (code !== undefined) return element('code', {}, code)
	if (label !== undefined && target !== undefined) return link(label, target)
	return link(url ?? '', url ?? '')
}

function inline(text: string): Node[] {
	const nodes: Node[] = []
	let from = 0
	for (const match of text.matchAll(INLINE)) {
		if (match.index > from) nodes.push(...words(text.slice(from, match.index)))
		nodes.push(inlineNode(match.groups ?? {}))
		from = match.index + match[0].length
	}
	if (from < text.length) nodes.push(...words(text.slice(from)))
	return nodes
}

type Kind = 'ul' | 'ol' | 'p' | 'table'

function kindOf(line: string): Kind {
	if (ROW.test(line)) return 'table'
	if (BULLET.test(line)) return 'ul'
	return NUMBER.test(line) ? 'ol' : 'p'
}

function paragraph(lines: readonly string[]): HTMLElement {
	const made = element('p')
	for (const [index, line] of lines.entries()) {
		if (index > 0) made.append(element('br'))
		if (HEADING.test(line)) made.append(element('strong', {}, ...inline(line.replace(HEADING, ''))))
		else made.append(...inline(line))
	}
	return made
}

function list(kind: 'ul' | 'ol', lines: readonly string[]): HTMLElement {
	const marker = kind === 'ul' ? BULLET : NUMBER
	return element(kind, {}, ...lines.map((line) => element('li', {}, ...inline(line.replace(marker, '')))))
}

function cells(row: string): string[] {
	return row.trim().slice(1, -1).split('|')
}

/** The first row names the columns; the line of dashes under it is only a sign. */
function table(lines: readonly string[]): HTMLElement {
	const [head = '', ...rows] = lines.filter((line) => !RULE.test(line))
	const drawn = (row: string, tag: 'th' | 'td') =>
		element('tr', {}, ...cells(row).map((cell) => element(tag, {}, ...inline(cell.trim()))))
	const body = element('tbody', {}, ...rows.map((row) => drawn(row, 'td')))
	return element('table', {}, element('thead', {}, drawn(head, 'th')), body)
}

function block(kind: Kind, lines: readonly string[]): HTMLElement {
	if (kind === 'table') return table(lines)
	return kind === 'p' ? paragraph(lines) : list(kind, lines)
}

function blocks(text: string): { kind: Kind; lines: string[] }[] {
	const made: { kind: Kind; lines: string[] }[] = []
	let open = false
	for (const line of text.split(/\r?\n/u)) {
		if (line.trim() === '') {
			open = false
			continue
		}
		const kind = kindOf(line)
		const last = made.at(-1)
		// A blank line between two items of a list does not end the list.
		if (last && last.kind === kind && (open || kind !== 'p')) last.lines.push(line)
		else made.push({ kind, lines: [line] })
		open = true
	}
	return made
}

/**
 * The few signs of Markdown that chat texts use: paragraphs, lists, tables, bold, emphasis, code, links to http(s). Everything else stays
 * the text that it was; nodes are built one by one, so that no text can become markup.
 */
export function renderMarkdown(text: string): DocumentFragment {
	const fragment = document.createDocumentFragment()
	for (const { kind, lines } of blocks(text)) fragment.append(block(kind, lines))
	return fragment
}
