import type { HtmlElement, HtmlNode } from './html-tree.ts'

type Render = (nodes: readonly HtmlNode[]) => string
type Row = { readonly isHead: boolean; readonly cells: readonly string[] }

/** A cell longer than this is read as a paragraph, not across a table. */
const LONGEST_CELL = 160

/**
 * An HTML table as a Markdown table where every cell is one short line, and as a list with a point per row where cells hold
 * paragraphs, lists or tables: Markdown tables cannot.
 */
export function renderTable(table: HtmlElement, render: Render): string {
	const rows = rowsOf(table, render).filter(({ cells }) => cells.some((cell) => cell !== ''))
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
	const collect = (nodes: readonly HtmlNode[], inHead: boolean): void => {
		for (const node of nodes) {
			if (typeof node === 'string') continue
			if (node.tag === 'tr') rows.push(rowOf(node, inHead, render))
			else if (node.tag !== 'table') collect(node.children, inHead || node.tag === 'thead')
		}
	}
	collect(table.children, false)
	return rows
}

function rowOf(row: HtmlElement, inHead: boolean, render: Render): Row {
	const cells = row.children.filter((node) => typeof node !== 'string').filter(({ tag }) => tag === 'td' || tag === 'th')
	return {
		isHead: inHead || (cells.length > 0 && cells.every((cell) => cell.tag === 'th' || isBold(cell))),
		cells: cells.flatMap(({ children, attributes }) => {
			const text = tidy(render(children))
			// A cell that spans columns is written once; the others stay in their columns.
			const span = Math.min(Number(attributes.get('colspan')) || 1, 20)
			return [text, ...Array<string>(span - 1).fill('')]
		}),
	}
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
