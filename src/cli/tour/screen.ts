import { styleText } from 'node:util'
import type { CardNode } from '../stand-in/card.ts'
import { drawCard } from './draw-card.ts'
import { type Line, markdown, type Span, type Style, widthOf, wrap } from './layout.ts'

/** Where the tour is printed. */
export interface ScreenOptions {
	readonly write: (text: string) => void
	/** Columns of the terminal. */
	readonly width: number
	readonly hasColors: boolean
}

/** Somebody who speaks, with the colour of the name. */
export interface Speaker {
	readonly name: string
	readonly style: Style
}

/** Prints the tour. */
export interface Screen {
	title(text: string, subtitle: string): void
	chapter(text: string): void
	/** What happens, told by nobody in particular. */
	scene(text: string): void
	/** Who speaks, to whom or where, and what; a card is drawn as a box. */
	says(speaker: Speaker, where: string, said: { readonly text?: string; readonly card?: CardNode | undefined }): void
	/** A button that somebody presses. */
	presses(speaker: Speaker, button: string): void
	passed(text: string): void
	failed(text: string): void
	facts(facts: readonly (readonly [string, string])[]): void
}

/** Lines longer than this are hard to read. */
const WIDEST = 92
const NARROWEST = 40
const MARGIN = '  '

export function createScreen({ write, width, hasColors }: ScreenOptions): Screen {
	const room = Math.max(NARROWEST, Math.min(width, WIDEST)) - MARGIN.length
	const paint = ({ text, style }: Span) =>
		hasColors && style !== undefined ? styleText(style, text, { validateStream: false }) : text
	const print = (line: Line, indent = MARGIN) => write(`${(indent + line.map(paint).join('')).trimEnd()}\n`)
	const gap = () => write('\n')
	const text = (spans: Line, indent = MARGIN) => {
		for (const line of wrap(spans, room + MARGIN.length - indent.length)) print(line, indent)
	}
	/** A sign, and the text beside it. */
	const marked = (sign: Span, spans: Line) => {
		for (const [index, line] of wrap(spans, room - 2).entries()) print([index === 0 ? sign : { text: '  ' }, ...line])
	}

	return {
		title(title, subtitle) {
			gap()
			text([{ text: title, style: 'bold' }])
			text([{ text: subtitle, style: 'dim' }])
		},
		chapter(title) {
			gap()
			const head: Span = { text: `━━ ${title} `, style: ['bold', 'blue'] }
			print([head, { text: '━'.repeat(Math.max(2, room - widthOf([head]))), style: 'blue' }])
		},
		scene(told) {
			gap()
			text([{ text: told, style: 'italic' }])
		},
		says({ name, style }, where, said) {
			gap()
			print([
				{ text: name, style: ['bold', style].flat() as Style },
				{ text: where === '' ? '' : ` · ${where}`, style: 'dim' },
			])
			if (said.text) text(markdown(said.text), `${MARGIN}  `)
			if (said.card) for (const line of drawCard(said.card, room - 2)) print(line, `${MARGIN}  `)
		},
		presses({ name, style }, button) {
			gap()
			text([{ text: name, style: ['bold', style].flat() as Style }, { text: ' ▸ ' }, { text: `[${button}]`, style: 'cyan' }])
		},
		passed: (told) => marked({ text: '✓ ', style: 'green' }, [{ text: told, style: 'green' }]),
		failed: (told) => {
			gap()
			marked({ text: '✗ ', style: 'red' }, [{ text: told, style: 'red' }])
		},
		facts(facts) {
			gap()
			const titles = Math.max(0, ...facts.map(([title]) => widthOf([{ text: title }])))
			for (const [title, value] of facts) {
				const lines = wrap([{ text: value, style: 'bold' }], room - titles - 2)
				for (const [index, line] of lines.entries())
					print([{ text: (index === 0 ? title : '').padEnd(titles + 2), style: 'dim' }, ...line])
			}
		},
	}
}
