import type { HtmlElement, HtmlNode } from './html-tree.ts'

type Render = (nodes: readonly HtmlNode[]) => string
type Row = { readonly isHead: boolean; readonly cells: readonly string[] }

/** Column -> the cell of a row above that reaches into the next row, and into how many. */
type Spanned = Map<number, { readonly text: string; readonly rows: number }>

const MOST_COLUMNS = 20
/** A cell longer than this is read as a paragraph, not across a table. */
const LONGEST_CELL = 160

/**
 * An HTML table as a Markdown table where every cell is one short line, and as a list with a point per row where cells hold
 * paragraphs, lists or tables: Markdown tables cannot. Its caption stands above it.
 */
export function renderTable(table: HtmlElement, render: Render): string {
	const captions = table.children.filter((node) => typeof node !== 'string' && node.tag === 'caption')
	return `${render(captions).trim()}\n\n${renderRows(rowsOf(table, render))}`.trim()
}

function renderRows(all: readonly Row[]): string {
	const rows = all.filter(({ cells }) => cells.some((cell) => cell !== ''))
	const first = rows[0]
	if (first === undefined) return ''
	const width = Math.max(...rows.map(({ cells }) => cells.length))
	if (width === 1) return rows.map(({ cells: [cell = ''] }) => cell).join('\n\n')
	const isPlain = rows.every(({ cells }) => cells.every((cell) => cell.length <= LONGEST_CELL && !cell.includes('\n')))
	const head = first.isHead ? first.cells : []
	const body = first.isHead ? rows.slice(1) : rows
	return isPlain ? asTable(head, body, width) : asList(head, body)
}

function asTable(head: readonly string[], body: readonly Row[], width: number): string {
	const columns = [...Array(width).keys()]
	const line = (cells: readonly string[]) => `| ${columns.map((column) => escapePipes(cells[column] ?? '')).join(' | ')} |`
	return [line(head), `| ${columns.map(() => '---').join(' | ')} |`, ...body.map(({ cells }) => line(cells))].join('\n')
}

function asList(head: readonly string[], body: readonly Row[]): string {
	return body
		.map(({ cells: [name = '', ...others] }) => {
			const said = others.flatMap((cell, index) => {
				const title = head.length > 2 && (head[index + 1] ?? '') !== '' ? `${head[index + 1]}: ` : ''
				return cell === '' ? [] : [`${title}${cell}`]
			})
			const label = name.includes('\n') ? name : `**${name.replaceAll('**', '')}**`
			const point = [name === '' ? [] : [label], said].flat().join('\n\n')
			return `- ${point.replace(/\n(?=[^\n])/gu, '\n  ')}`
		})
		.join('\n')
}

function rowsOf(table: HtmlElement, render: Render): Row[] {
	const rows: Row[] = []
	const spanned: Spanned = new Map()
	const collect = (nodes: readonly HtmlNode[], inHead: boolean): void => {
		for (const node of nodes) {
			if (typeof node === 'string') continue
			if (node.tag === 'tr') rows.push(rowOf(node, inHead, spanned, render))
			else if (node.tag !== 'table' && node.tag !== 'caption') collect(node.children, inHead || node.tag === 'thead')
		}
	}
	collect(table.children, false)
	return rows
}

function rowOf(row: HtmlElement, inHead: boolean, spanned: Spanned, render: Render): Row {
	const cells = row.children.filter((node) => typeof node !== 'string').filter(({ tag }) => tag === 'td' || tag === 'th')
	return {
		isHead: inHead || (cells.length > 0 && cells.every((cell) => cell.tag === 'th' || isBold(cell))),
		cells: place(cells, spanned, render),
	}
}

/** The cells of a row in their columns, with those of earlier rows that reach into it. */
function place(cells: readonly HtmlElement[], spanned: Spanned, render: Render): string[] {
	const texts: string[] = []
	for (const { children, attributes } of cells) {
		takeSpanned(texts, spanned)
		const text = tidy(render(children))
		const rows = rowsLeft(attributes.get('rowspan'))
		// A cell that spans columns is written once; the others stay in their columns.
		const width = Math.min(spanOf(attributes.get('colspan')), MOST_COLUMNS)
		for (const part of [text, ...Array<string>(width - 1).fill('')]) {
			// What is too long for a table is not said in each row again.
			if (rows > 0) spanned.set(texts.length, { text: part.length > LONGEST_CELL ? '' : part, rows })
			texts.push(part)
		}
	}
	const width = Math.max(-1, ...spanned.keys()) + 1
	for (takeSpanned(texts, spanned); texts.length < width; takeSpanned(texts, spanned)) texts.push('')
	return texts
}

function takeSpanned(texts: string[], spanned: Spanned): void {
	for (let cell = spanned.get(texts.length); cell !== undefined; cell = spanned.get(texts.length)) {
		if (cell.rows > 1) spanned.set(texts.length, { ...cell, rows: cell.rows - 1 })
		else spanned.delete(texts.length)
		texts.push(cell.text)
	}
}

/** How many of the rows below a cell reaches into; a span of 0 goes on to the last. */
function rowsLeft(rowspan: string | undefined): number {
	return rowspan?.trim() === '0' ? Number.POSITIVE_INFINITY : spanOf(rowspan) - 1
}

function spanOf(written: string | undefined): number {
	return Math.max(1, Math.trunc(Number(written)) || 1)
}

/** Converters write head cells as bold ones in the first row. */
function isBold({ children }: HtmlElement): boolean {
	const said = children.filter((node) => typeof node !== 'string' || node.trim() !== '')
	return (
		said.length === 1 && said.every((node) => typeof node !== 'string' && (isStrong(node) || (node.tag === 'p' && isBold(node))))
	)
}

function isStrong({ tag }: HtmlElement): boolean {
	return tag === 'strong' || tag === 'b'
}

function tidy(cell: string): string {
	return cell
		.split(/\n{2,}/u)
		.map((paragraph) =>
			/^\s*(?:[-*]|\d+\.) /u.test(paragraph) ? paragraph.trimEnd() : paragraph.replace(/\s*\n\s*/gu, ' ').trim(),
		)
		.filter((paragraph) => paragraph !== '')
		.join('\n\n')
}

function escapePipes(cell: string): string {
	return cell.replace(/(?<!\\)\|/gu, '\\|')
}
