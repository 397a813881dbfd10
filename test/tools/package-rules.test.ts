import { expect, test } from 'vitest'
import { type Complaint, lintSeeds } from './lint-seeds.ts'

const DOMAIN = ['triage', 'tickets', 'invoices']
const ROOMS = [...DOMAIN, 'knowledge', 'cards', 'delivery', 'stores', 'direct-line', 'bot', 'server', 'cli']

/** The rooms where the linter lets a file import `from`; `''` stands for src/ itself. */
async function roomsThatMay(from: string): Promise<string[]> {
	const places = ['', ...ROOMS]
	const path = (room: string) => `src/${room}/seed.ts`.replace('//', '/')
	const complaints = await lintSeeds(Object.fromEntries(places.map((room) => [path(room), `export { it } from '${from}'\n`])))
	const refused = new Set(complaints.filter(({ rule }) => rule.includes('no-restricted-imports')).map(({ file }) => file))
	return places.filter((room) => !refused.has(path(room)))
}

async function rulesBroken(files: Readonly<Record<string, string>>): Promise<string[]> {
	const complaints: Complaint[] = await lintSeeds(files)
	return [...new Set(complaints.map(({ rule }) => rule))].toSorted()
}

test('the Bot Framework SDK stays in bot, direct-line and delivery/teams.ts', async () => {
	expect(await roomsThatMay('botbuilder')).toEqual(['direct-line', 'bot'])
	expect(await roomsThatMay('botframework-connector')).toEqual(['direct-line', 'bot'])
	expect(await rulesBroken({ 'src/delivery/teams.ts': `export { it } from 'botbuilder'\n` })).toEqual([])
})

test('files are touched only where the process meets the disk', async () => {
	const expected = ['', 'knowledge', 'cards', 'stores', 'server', 'cli']
	expect(await roomsThatMay('node:fs')).toEqual(expected)
	expect(await roomsThatMay('node:fs/promises')).toEqual(expected)
	expect(await roomsThatMay('fs')).toEqual(expected)
})

test('databases are known to stores only, the language library to triage and knowledge only, and never by its root', async () => {
	expect(await roomsThatMay('lowdb')).toEqual(['stores'])
	expect(await roomsThatMay('natural/lib/natural/stemmers/index.js')).toEqual(['triage', 'knowledge'])
	expect(await roomsThatMay('natural')).toEqual([])
})

test('the domain imports no package but zod, and no module of Node', async () => {
	const rooms = await Promise.all(['zod', 'node:crypto', 'pino', '@microsoft/teams-js', 'restify/lib/x.js'].map(roomsThatMay))
	expect(rooms.map((names) => names.filter((name) => DOMAIN.includes(name)))).toEqual([DOMAIN, [], [], [], []])
})

test('the domain reads no clock, no environment and no random number', async () => {
	const seeds = ['Date.now()', 'Math.random()', 'process.pid', `fetch('x')`, 'crypto.randomUUID()']
	const files = seeds.map((seed, index) => [`src/tickets/seed-${index}.ts`, `export const it = () => ${seed}\n`] as const)
	const complaints = await lintSeeds(Object.fromEntries(files))
	const refused = complaints.filter(({ rule }) => /no-restricted-(globals|properties)/.test(rule)).map(({ file }) => file)
	expect(refused.toSorted()).toEqual(files.map(([file]) => file))
})

test('only config.ts reads the environment', async () => {
	const read = `export const port = process.env['PORT']\n`
	expect(await rulesBroken({ 'src/server/seed.ts': read, 'src/main.ts': read })).toEqual(['node(no-process-env)'])
	expect(await rulesBroken({ 'src/config.ts': read })).toEqual([])
})

test('the linter catches a promise that nobody awaits, an any, a non-null mark, a cycle, a default export and deep nesting', async () => {
	const broken = await rulesBroken({
		'src/bot/floating.ts': `async function send(): Promise<void> {\n\tawait Promise.resolve()\n}\nsend()\n`,
		'src/bot/any.ts': `export const it = (value: any) => value\n`,
		'src/bot/non-null.ts': `export const it = (value: string | undefined) => value!.length\n`,
		'src/bot/one.ts': `import { two } from './two.ts'\nexport const one = () => two\n`,
		'src/bot/two.ts': `import { one } from './one.ts'\nexport const two = () => one\n`,
		'src/bot/default.ts': `export default 1\n`,
		'src/bot/deep.ts': `export const it = (n: number) => {\n\tif (n > 1) { if (n > 2) { if (n > 3) { if (n > 4) { return n } } } }\n\treturn 0\n}\n`,
		'src/bot/print.ts': `console.log(1)\n`,
	})
	for (const rule of [
		'no-floating-promises',
		'no-explicit-any',
		'no-non-null-assertion',
		'no-cycle',
		'no-default-export',
		'max-depth',
		'no-console',
	]) {
		expect(broken.join(' ')).toContain(`(${rule})`)
	}
})
