import { buttonsOf, type CardNode, nodesOf, stringOf } from '../stand-in/card.ts'
import { columns, type Line, markdown, type Span, type Style, widthOf, wrap } from './layout.ts'

/** A card as a box of lines, `width` columns wide at most. */
export function drawCard(card: CardNode, width: number): Line[] {
	const inner = width - 4
	const body = nodesOf(card['body']).flatMap((node) => drawNode(node, inner))
	const buttons = drawButtons(card, inner)
	const lines = buttons.length > 0 ? [...body, [], ...buttons] : body
	const used = Math.max(24, ...lines.map(widthOf))
	const edge = (left: string, right: string): Line => [{ text: `${left}${'─'.repeat(used + 2)}${right}`, style: 'dim' }]
	const side: Span = { text: '│', style: 'dim' }
	const boxed = lines.map((line): Line => [side, { text: ' ' }, ...line, { text: ' '.repeat(used - widthOf(line) + 1) }, side])
	return [edge('╭', '╮'), ...boxed, edge('╰', '╯')]
}

const COLORS: Readonly<Record<string, Style>> = { attention: 'red', warning: 'yellow', good: 'green', accent: 'cyan' }

function drawNode(node: CardNode, width: number): Line[] {
	switch (node['type']) {
		case 'TextBlock':
			return wrap(markdown(stringOf(node['text']), styleOf(node)), width)
		case 'RichTextBlock':
			return wrap(
				nodesOf(node['inlines']).map((run) => ({ text: stringOf(run['text']), style: styleOf(run) })),
				width,
			)
		case 'FactSet':
			return drawFacts(nodesOf(node['facts']), width)
		case 'Container':
			return drawContainer(node, width)
		case 'ColumnSet':
			return drawColumns(nodesOf(node['columns']), width)
		default:
			return stringOf(node['type']).startsWith('Input.') ? drawInput(node, width) : []
	}
}

function styleOf(node: CardNode): Style | undefined {
	const color = COLORS[stringOf(node['color'])]
	if (node['weight'] === 'Bolder') return color === undefined ? 'bold' : (['bold', color] as Style)
	if (node['isSubtle'] === true) return 'dim'
	return color
}

function drawFacts(facts: readonly CardNode[], width: number): Line[] {
	const titles = Math.min(Math.max(0, ...facts.map((fact) => columns(stringOf(fact['title'])))), Math.floor(width / 2))
	return facts.flatMap((fact) => {
		const title = stringOf(fact['title'])
		const values = wrap([{ text: stringOf(fact['value']) }], width - titles - 2)
		return values.map((value, index): Line => {
			const head = index === 0 ? title : ''
			return [{ text: head + ' '.repeat(Math.max(0, titles - columns(head)) + 2), style: 'dim' }, ...value]
		})
	})
}

/** A container with a look of its own gets a bar at its side. */
function drawContainer(node: CardNode, width: number): Line[] {
	const items = nodesOf(node['items'])
	const look = stringOf(node['style'])
	if (look === '' || look === 'default') return items.flatMap((item) => drawNode(item, width))
	const bar: Span = { text: '▌ ', style: COLORS[look] ?? 'blue' }
	return items.flatMap((item) => drawNode(item, width - 2)).map((line): Line => [bar, ...line])
}

/** The first column, with the last one at the right of its first line. */
function drawColumns(nodes: readonly CardNode[], width: number): Line[] {
	const drawn = nodes.map((column) => nodesOf(column['items']))
	const right = drawn.length > 1 ? (drawn.at(-1) ?? []).flatMap((item) => drawNode(item, width)) : []
	const room = width - Math.max(0, ...right.map(widthOf)) - (right.length > 0 ? 2 : 0)
	const left = (drawn[0] ?? []).flatMap((item) => drawNode(item, room))
	return left.map((line, index): Line => {
		const other = right[index]
		return other === undefined ? line : [...line, { text: ' '.repeat(width - widthOf(line) - widthOf(other)) }, ...other]
	})
}

function drawInput(node: CardNode, width: number): Line[] {
	const value = stringOf(node['value'])
	if (node['type'] === 'Input.Toggle') {
		return wrap([{ text: value === 'true' ? '☑ ' : '☐ ', style: 'cyan' }, { text: stringOf(node['title']) }], width)
	}
	const isChoice = node['type'] === 'Input.ChoiceSet'
	const chosen = isChoice ? nodesOf(node['choices']).find((choice) => choice['value'] === value) : undefined
	const filled: Span =
		value === ''
			? { text: stringOf(node['placeholder']) || '…', style: 'dim' }
			: { text: chosen === undefined ? value : stringOf(chosen['title']), style: 'cyan' }
	const label: Span = { text: `${stringOf(node['label'])}${node['isRequired'] === true ? ' *' : ''}  ` }
	return wrap([label, { text: isChoice ? '▾ ' : '› ', style: 'dim' }, filled], width)
}

/** The buttons of the card itself; those behind "…" are counted. */
function drawButtons(card: CardNode, width: number): Line[] {
	const buttons = buttonsOf({ actions: card['actions'] })
	const hidden = buttons.filter(({ isSecondary }) => isSecondary).length
	const titles = buttons.filter(({ isSecondary }) => !isSecondary).map(({ title }) => `[${title.replaceAll(' ', '\u00a0')}]`)
	if (hidden > 0) titles.push(`[…\u00a0+${hidden}]`)
	if (titles.length === 0) return []
	return wrap([{ text: titles.join(' '), style: 'cyan' }], width)
}
