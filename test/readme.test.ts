import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settingNames } from '../src/config.ts'

const readme = readFileSync('README.md', 'utf8')
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }

function all(pattern: RegExp): string[] {
	return [...readme.matchAll(pattern)].map(([, name = '']) => name)
}

test('every npm command in the README exists', () => {
	const named = [...all(/npm run (?:--silent )?([\w:-]+)/gu), ...(readme.includes('npm start') ? ['start'] : []), 'test']
	expect(named.length).toBeGreaterThan(8)
	expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
})

test('every bench in the README exists', () => {
	const benches = all(/npm run bench -- ([\w-]+)/gu)
	expect(benches.length).toBeGreaterThan(0)
	expect(benches.filter((name) => !existsSync(`test/bench/${name}.ts`))).toEqual([])
})

test('every path in the README exists', () => {
	const paths = [...all(/`((?:src|data|cards|manifest|test)\/[^`\s]*)`/gu), ...all(/\]\(([^)#]+)\)/gu)]
	const made = new Set(['data/store'])
	expect(paths.length).toBeGreaterThan(15)
	expect(paths.filter((path) => !made.has(path) && !existsSync(path))).toEqual([])
})

test('the environment table names exactly the settings that are read', () => {
	expect(all(/^\| `(\w+)` +\|/gmu).toSorted()).toEqual(settingNames().toSorted())
})
