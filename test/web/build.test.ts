import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import english from '../../data/locales/en.json' with { type: 'json' }
import { buildWeb } from '../../src/web/build.ts'

let outDir: string
let widget: string

beforeAll(async () => {
	outDir = await mkdtemp(join(tmpdir(), 'loopdesk-web-'))
	await buildWeb({ outDir, watch: false })
	widget = await readFile(join(outDir, 'widget.js'), 'utf8')
})

afterAll(() => rm(outDir, { recursive: true, force: true }))

test('the widget is one classic script: nothing beside it, no import left in it', async () => {
	expect((await readdir(outDir)).toSorted()).toEqual(['tab', 'widget.js'])
	expect(() => new Script(widget)).not.toThrow()
	expect(widget).not.toMatch(/\bimport\s*\(/)
})

test('the widget carries its own texts and none of the other rooms', () => {
	const foreign = Object.entries(english).filter(([section]) => section !== 'widget')
	const carried = foreign.filter(([, texts]) => longTexts(texts).some((text) => widget.includes(text)))
	expect(carried.map(([section]) => section)).toEqual([])
})

test('the page of the tab names only files that exist, under /tab/', async () => {
	const page = await readFile(join(outDir, 'tab/index.html'), 'utf8')
	const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '')
	expect(assets.length).toBeGreaterThan(0)
	for (const path of assets) {
		expect(path).toMatch(/^\/tab\/assets\/.+-[\w-]{8}\.(js|css)$/)
		expect(existsSync(join(outDir, path))).toBe(true)
	}
})

/** Short texts ("Close") occur in any program; long ones only where their section was bundled. */
function longTexts(texts: unknown): string[] {
	if (typeof texts === 'string') return texts.length > 30 ? [texts] : []
	return typeof texts === 'object' && texts !== null ? Object.values(texts).flatMap(longTexts) : []
}
