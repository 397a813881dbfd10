import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadTexts } from '../../src/cards/texts.ts'
import { drawCard } from '../../src/cli/tour/draw-card.ts'
import { columns, type Line, widthOf, wrap } from '../../src/cli/tour/layout.ts'
import { EN } from '../../src/cli/tour/lines-en.ts'
import { FR } from '../../src/cli/tour/lines-fr.ts'
import { runTour } from '../../src/cli/tour/run-tour.ts'
import { createScreen } from '../../src/cli/tour/screen.ts'

const ROOT = path.join(import.meta.dirname, '../..')
const textOf = (line: Line) => line.map(({ text }) => text).join('')
let folder: string

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'tour-test-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

interface Run {
	readonly child: ChildProcess
	readonly printed: () => string
	readonly code: Promise<number | null>
}

function start(...options: string[]): Run {
	const env = { ...process.env, TMPDIR: folder }
	const child = spawn(process.execPath, [path.join(ROOT, 'src/cli/tour.ts'), ...options], {
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	let text = ''
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => void (text += part))
	return { child, printed: () => text, code: new Promise((resolve) => child.once('close', resolve)) }
}

/** The stores of tours that were not thrown away. */
const leftovers = async () => (await readdir(folder)).filter((name) => name.startsWith('loopdesk-tour-'))

describe('the tour', { timeout: 120_000 }, () => {
	it('plays the whole loop in both languages, prints no control characters into a pipe, and leaves nothing behind', async () => {
		for (const [locale, lines] of [
			['en', EN],
			['fr', FR],
		] as const) {
			const { printed, code } = start('--lang', locale)
			const ended = await code
			expect(ended === 0 ? 0 : printed()).toBe(0)
			const chapters = Object.entries(lines).filter(([key]) => key.startsWith('chapter-'))
			for (const [, title] of chapters) expect(printed()).toContain(`· ${title} ━`)
			expect(printed().match(/^ {2}✓ /gmu)?.length).toBe(Object.keys(lines).filter((key) => key.startsWith('check-')).length)
			expect(printed()).not.toMatch(/undefined|\$\{|\{\w+\}|✗/u)
			expect(stripVTControlCharacters(printed())).toBe(printed())
			expect(
				printed()
					.split('\n')
					.filter((line) => columns(line) > 80),
			).toEqual([])
		}
		expect(await leftovers()).toEqual([])
	})

	it('stops at the first check that fails, says what was expected and seen, and cleans up', async () => {
		const printed: string[] = []
		const screen = createScreen({ write: (text) => void printed.push(text), width: 80, hasColors: false })
		const texts = loadTexts(path.join(ROOT, 'data/locales'))
		const lines = { ...EN, amount: 'a lot of money' }
		expect(await runTour({ screen, texts, locale: 'en', lines })).toBe(false)
		const text = printed.join('')
		expect(text).toContain(`✗ The tour stopped in “${EN['chapter-dispute']}”.`)
		expect(text).toMatch(/✗ Expected: .*is open.*Seen:.*I could not read\s+the\s+amount/su)
		expect(text).not.toContain(EN['chapter-taken'])
	})

	it('cleans up when it is interrupted', async () => {
		const { child, printed, code } = start()
		await new Promise<void>((resolve) => child.stdout?.on('data', () => printed().includes(EN['chapter-taken']) && resolve()))
		child.kill('SIGINT')
		expect(await code).toBe(1)
		expect(await leftovers()).toEqual([])
	})

	it('cleans up when nobody reads any further', async () => {
		const { child, printed, code } = start()
		await new Promise<void>((resolve) => child.stdout?.on('data', () => printed().includes(EN['chapter-question']) && resolve()))
		child.stdout?.destroy()
		expect(await code).toBe(1)
		expect(await leftovers()).toEqual([])
	})

	it('says how to call it when it is called wrongly', async () => {
		for (const options of [['--lang', 'de'], ['--nope']]) {
			const { printed, code } = start(...options)
			expect(await code).toBe(2)
			expect(printed()).toBe(`${EN.usage}\n`)
		}
	})
})

describe('the screen of the tour', () => {
	it('breaks lines at spaces only, never at a no-break space, and cuts what is longer than a line', () => {
		const lines = wrap([{ text: 'one two\u00a0three ' }, { text: 'abcdefghijklmnop', style: 'bold' }], 10).map(textOf)
		expect(lines).toEqual(['one', 'two\u00a0three', 'abcdefghij', 'klmnop'])
		expect(wrap([{ text: 'a\n\nb' }], 10).map(textOf)).toEqual(['a', '', 'b'])
	})

	it('draws cards as boxes whose sides are straight, whatever is in them', () => {
		const card = {
			body: [
				{ type: 'TextBlock', text: '**Bold** and 🙂 and a very long line that has to be broken somewhere' },
				{ type: 'FactSet', facts: [{ title: 'Invoice', value: 'G004512877 G004512878 G004512879' }] },
				{ type: 'Container', style: 'warning', items: [{ type: 'TextBlock', text: 'Careful: this is important to read' }] },
				{ type: 'Input.Toggle', title: 'Checked', value: 'true' },
			],
			actions: [
				{ type: 'Action.Submit', title: 'Do it' },
				{ type: 'Action.Submit', title: 'More', mode: 'secondary' },
			],
		}
		const lines = drawCard(card, 40)
		expect(new Set(lines.map(widthOf)).size).toBe(1)
		expect(widthOf(lines[0] ?? [])).toBeLessThanOrEqual(40)
		const text = lines.map(textOf).join('\n')
		for (const part of ['Bold and 🙂', '▌ Careful', '☑ Checked', '[Do\u00a0it] […\u00a0+1]']) expect(text).toContain(part)
	})
})
