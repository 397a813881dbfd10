import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCommand } from '../../src/bot/staff/read-command.ts'
import { fieldAt, filledManifest, packageFile, packageText, PLACEHOLDER, readPng, SAMPLE_VALUES } from './package-files.ts'

const { fetch } = globalThis
beforeAll(() => {
	globalThis.fetch = () => Promise.reject(new Error('the package is judged without a network'))
})
afterAll(() => {
	globalThis.fetch = fetch
})

function complaints(manifest: Record<string, unknown>): Promise<string[]> {
	return AppManifestUtils.validateAgainstSchema(manifest as unknown as TeamsManifest)
}

async function french(): Promise<Record<string, string>> {
	return JSON.parse(await packageText('fr.json'))
}

/** Judges a language file. Two patterns of its schema are no regular expressions in Unicode mode; no activities are translated here. */
async function languageComplaints(words: Record<string, string>): Promise<string[]> {
	const file = words as unknown as TeamsManifest
	const schema = await AppManifestUtils.fetchSchema(words['$schema'] ?? '')
	const patterns = Object.entries(schema.patternProperties as object).filter(([pattern]) => !pattern.startsWith('^activities'))
	return AppManifestUtils.validateAgainstSchema(file, { ...schema, patternProperties: Object.fromEntries(patterns) })
}

interface Command {
	readonly title: string
	readonly description: string
}

async function commands(): Promise<Command[]> {
	return fieldAt(await filledManifest(), 'bots[0].commandLists[0].commands') as Command[]
}

test('with its placeholders replaced the manifest fits the newest schema that the validator ships', async () => {
	const manifest = await filledManifest()
	expect(manifest['$schema']).toContain(`/v${String(manifest['manifestVersion'])}/`)
	expect(JSON.stringify(manifest)).not.toContain('${')
	expect(await complaints(manifest)).toEqual([])
})

test('a package that was not filled in, or has a mistake, is refused', async () => {
	const good = await filledManifest()
	const bots = good['bots'] as object[]
	expect(await complaints(JSON.parse(await packageText('manifest.json')))).not.toEqual([])
	expect((await complaints({ ...good, bots: [{ ...bots[0], scopes: ['everybody'] }] })).join()).toContain('/bots/0/scopes/0')
	expect((await complaints({ ...good, name: { short: 'L'.repeat(31) } })).join()).toContain('/name/short')
	expect((await complaints({ ...good, welcome: 'hello' })).join()).toContain('additional properties')
	const { icons: _icons, ...withoutIcons } = good
	expect((await complaints(withoutIcons)).join()).toContain('icons')
})

test('the placeholders of the manifest are those that its README explains', async () => {
	const used = (await packageText('manifest.json')).matchAll(PLACEHOLDER)
	const explained = (await packageText('README.md')).matchAll(/^\| `\$\{\{(\w+)\}\}`/gmu)
	const known = new Set(Object.keys(SAMPLE_VALUES))
	expect(new Set([...used].map(([, name]) => name))).toEqual(known)
	expect(new Set([...explained].map(([, name]) => name))).toEqual(known)
})

test('the French file fits its schema, translates fields that exist and misses none that people read', async () => {
	const manifest = await filledManifest()
	const words = await french()
	expect(await languageComplaints(words)).toEqual([])
	expect(await languageComplaints({ ...words, 'bots[1].title': 'un robot de trop' })).toHaveLength(1)
	const keys = Object.keys(words).filter((key) => key !== '$schema')
	for (const key of keys) expect.soft(fieldAt(manifest, key), key).toBeTypeOf('string')
	const spoken = (await commands()).flatMap((_, index) =>
		['title', 'description'].map((part) => `bots[0].commandLists[0].commands[${index}].${part}`),
	)
	const texts = ['name.short', 'name.full', 'description.short', 'description.full', 'staticTabs[0].name', ...spoken]
	expect(keys.toSorted()).toEqual(texts.toSorted())
})

test('the bot understands each command as it is offered, and the same one in French', async () => {
	const words = await french()
	const offered = await commands()
	const kinds = offered.map(({ title }) => readCommand(title)?.kind)
	expect(kinds).toEqual(['my-tickets', 'unassigned', 'ticket', 'open-dispute', 'help'])
	const titles = offered.map((_, index) => words[`bots[0].commandLists[0].commands[${index}].title`] ?? '')
	expect(titles.map((title) => readCommand(title)?.kind)).toEqual(kinds)
})

test('the icons have the sizes that Teams asks for, the outline can be transparent, and both are small', async () => {
	const [color, outline] = await Promise.all(['color.png', 'outline.png'].map(packageFile))
	expect(readPng(color as Buffer)).toMatchObject({ width: 192, height: 192 })
	expect(readPng(outline as Buffer)).toEqual({ width: 32, height: 32, hasAlpha: true })
	expect((color?.length ?? 0) + (outline?.length ?? 0)).toBeLessThan(20_000)
})
