import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lintSeeds } from './lint-seeds.ts'

/** What each room may import: `value` anything, `type` only `import type`; what is not named is forbidden. */
const MAY_IMPORT: Readonly<Record<string, Readonly<Record<string, 'value' | 'type'>>>> = {
	triage: {},
	tickets: {},
	invoices: { tickets: 'value' },
	collections: { tickets: 'value' },
	knowledge: { triage: 'value' },
	cards: { tickets: 'value', invoices: 'value', collections: 'value', knowledge: 'type' },
	delivery: { tickets: 'value', cards: 'value', 'direct-line': 'type', bot: 'type' },
	stores: { tickets: 'value', invoices: 'value', collections: 'value', 'direct-line': 'type', delivery: 'type', bot: 'type' },
	'direct-line': {},
	bot: { triage: 'value', tickets: 'value', invoices: 'value', collections: 'value', cards: 'value', knowledge: 'type' },
	server: {
		triage: 'value',
		tickets: 'value',
		invoices: 'value',
		collections: 'value',
		knowledge: 'value',
		cards: 'value',
		'direct-line': 'value',
		bot: 'type',
		delivery: 'type',
	},
	cli: {
		triage: 'value',
		tickets: 'value',
		invoices: 'value',
		collections: 'value',
		knowledge: 'value',
		cards: 'value',
		delivery: 'value',
		stores: 'value',
		'direct-line': 'value',
		bot: 'value',
		server: 'value',
	},
}
const ROOMS = [...Object.keys(MAY_IMPORT), 'web']
const RULE = 'eslint(no-restricted-imports)'

/** One file per import, so that each is judged alone; the answer is the paths of those that the linter refused. */
async function refused(imports: readonly (readonly [file: string, statement: string])[]): Promise<string[]> {
	const seeds = Object.fromEntries(imports.map(([file, statement]) => [file, `${statement}\n`]))
	const complaints = await lintSeeds(seeds)
	const files = complaints.filter(({ rule, help }) => rule === RULE && help !== '').map(({ file }) => file)
	return [...new Set(files)].toSorted()
}

type Seed = { readonly file: string; readonly statement: string; readonly allowed: boolean }

function seedsOf(folder: string, up: string): Seed[] {
	return Object.entries(MAY_IMPORT).flatMap(([room, allowed]) => {
		const others = ROOMS.filter((name) => name !== room)
		return others.flatMap((other): Seed[] => [
			{
				file: `src/${room}/${folder}${other}-value.ts`,
				statement: `export { it } from '${up}${other}/it.ts'`,
				allowed: allowed[other] === 'value',
			},
			{
				file: `src/${room}/${folder}${other}-type.ts`,
				statement: `export type { It } from '${up}${other}/it.ts'`,
				allowed: allowed[other] !== undefined,
			},
		])
	})
}

async function expectTable(seeds: readonly Seed[]): Promise<void> {
	const forbidden = seeds.filter(({ allowed }) => !allowed).map(({ file }) => file)
	expect(await refused(seeds.map(({ file, statement }) => [file, statement]))).toEqual(forbidden.toSorted())
}

test('every room in src has its place in the table of directions', () => {
	const folders = readdirSync(new URL('../../src', import.meta.url), { withFileTypes: true }).filter((entry) =>
		entry.isDirectory(),
	)
	const unknown = folders.map(({ name }) => name).filter((name) => !ROOMS.includes(name))
	expect(unknown).toEqual([])
})

test('each room imports the rooms of the table, and the linter refuses every other', async () => {
	await expectTable(seedsOf('', '../'))
})

test('the directions hold in folders inside a room too', async () => {
	await expectTable(seedsOf('inner/', '../../'))
})

test('every room may import its own files and errors.ts', async () => {
	const own = Object.keys(MAY_IMPORT).flatMap((room): [string, string][] => [
		[`src/${room}/one.ts`, `export { it } from './other.ts'\nexport { AppError } from '../errors.ts'`],
		[`src/${room}/inner/one.ts`, `export { it } from '../other.ts'\nexport { AppError } from '../../errors.ts'`],
	])
	expect(await refused(own)).toEqual([])
})

test('nobody imports main.ts, and only main.ts and cli/ import config.ts', async () => {
	const imports = [...ROOMS.map((room) => `src/${room === 'web' ? 'web/tab' : room}/`), 'src/'].flatMap(
		(folder): [string, string][] => {
			const up = folder.replace('src/', '').replaceAll(/[^/]+\//g, '../') || './'
			return [
				[`${folder}wants-main.ts`, `export { it } from '${up}main.ts'`],
				[`${folder}wants-config.ts`, `export { it } from '${up}config.ts'`],
			]
		},
	)
	const allowed = ['src/cli/wants-config.ts', 'src/wants-config.ts']
	const expected = imports.map(([file]) => file).filter((file) => !allowed.includes(file))
	expect(await refused([...imports, ['src/main.ts', `export { it } from './config.ts'`]])).toEqual(expected.toSorted())
})

test('browser code imports types and texts from outside, never code', async () => {
	const allowed: [string, string][] = [
		['src/web/tab/type.ts', `export type { Ticket } from '../../tickets/ticket.ts'`],
		['src/web/widget/texts.ts', `export { widget } from '../../../data/locales/en.json'`],
		['src/web/widget/cards.ts', `export { AdaptiveCard } from 'adaptivecards'`],
		['src/web/widget/line.ts', `export { DirectLine } from 'botframework-directlinejs'`],
	]
	const forbidden = ['../../tickets/ticket.ts', '../../errors.ts', 'node:fs', 'restify', 'botbuilder', 'adaptivecards-templating']
	const seeds = forbidden.map((from, index): [string, string] => [`src/web/tab/f${index}.ts`, `export { it } from '${from}'`])
	expect(await refused([...allowed, ...seeds])).toEqual(seeds.map(([file]) => file))
})
