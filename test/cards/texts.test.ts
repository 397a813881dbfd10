import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadTexts } from '../../src/cards/texts.ts'
import { nodesOf } from './card-check.ts'
import { tableOf, LOCALES, ROOT } from './kit.ts'
import { usedKeys } from './used-keys.ts'

const TABLES = { en: tableOf('en'), fr: tableOf('fr') }
const placesOf = (text: string) =>
	[...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].toSorted((a, b) => a.localeCompare(b))
const sources = (folder: string) =>
	readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8'))

describe('the texts in both languages', () => {
	it('have the same keys', () => {
		expect([...TABLES.fr.keys()].sort()).toEqual([...TABLES.en.keys()].sort())
	})

	it('have the same places to fill', () => {
		const differing = [...TABLES.en].filter(
			([key, text]) => String(placesOf(text)) !== String(placesOf(TABLES.fr.get(key) ?? '')),
		)
		expect(differing.map(([key]) => key)).toEqual([])
	})

	it('hold no empty text, no stray brace and no template place', () => {
		for (const locale of LOCALES) {
			const odd = [...TABLES[locale]].filter(
				([, text]) => text.trim() !== text || text === '' || text.includes('${') || /[{}]/.test(text.replace(/\{\w+\}/g, '')),
			)
			expect(odd.map(([key]) => `${locale} ${key}`)).toEqual([])
		}
	})

	it('hold every key that the code names', () => {
		for (const locale of LOCALES) {
			const missing = usedKeys().filter((key) => !TABLES[locale].has(key))
			expect({ locale, missing }).toEqual({ locale, missing: [] })
		}
	})

	it('hold every key that stands in the source of the cards, the bot, the server and the delivery', () => {
		const literal = /(?:\.text|\.find|\bsay|\blostCard)\((?:turn, )?'([a-z][\w-]*(?:\.[\w-]+)+)'/g
		const named = ['src/cards', 'src/bot', 'src/server', 'src/delivery']
			.flatMap(sources)
			.flatMap((source) => [...source.matchAll(literal)].map(([, key]) => key ?? ''))
		expect(named.length).toBeGreaterThan(60)
		expect([...new Set(named)].filter((key) => !TABLES.en.has(key) || !TABLES.fr.has(key))).toEqual([])
	})

	it('hold a text for every finer reason that a refusal names', () => {
		const reasons = ['src/tickets', 'src/cards', 'src/bot', 'src/server']
			.flatMap(sources)
			.flatMap((source) => [...source.matchAll(/\breason: '([a-z][a-z-]+)'/g)].map(([, reason]) => `errors.${reason ?? ''}`))
			.filter((key) => !/agreed|silent|withdrawn|merged$/.test(key))
		expect(reasons.length).toBeGreaterThan(10)
		expect([...new Set(reasons)].filter((key) => !TABLES.en.has(key) || !TABLES.fr.has(key))).toEqual([])
	})

	it('are not copies of each other beyond names and words that are the same in both', () => {
		const same = [...TABLES.en].filter(([key, text]) => text.length > 14 && TABLES.fr.get(key) === text)
		expect(same.map(([key]) => key)).toEqual([])
	})
})

describe('the templates of the cards', () => {
	it('say nothing by themselves: whatever people read in them is filled in', () => {
		const folder = path.join(ROOT, 'cards')
		const READ = ['text', 'speak', 'title', 'label', 'placeholder', 'value', 'errorMessage', 'altText', 'fallbackText']
		const words = readdirSync(folder).flatMap((name) =>
			nodesOf(JSON.parse(readFileSync(path.join(folder, name), 'utf8')))
				.flatMap((node) => READ.map((field) => JSON.stringify(node[field] ?? '')))
				.filter((text) => /\p{L}/u.test(text.replaceAll(/\$\{[^}]*\}/g, '')))
				.map((text) => `${name}: ${text}`),
		)
		expect(words).toEqual([])
	})
})

describe('French typography', () => {
	const french = [...TABLES.fr]
	const keysOf = (pattern: RegExp) => french.filter(([, text]) => pattern.test(text)).map(([key]) => key)

	it('puts a space that does not break before : ; ? ! and », and after «', () => {
		expect(keysOf(/ [:;?!»]|« /)).toEqual([])
		expect(keysOf(/[\p{L}\p{N})}][;?!»]|«[\p{L}\p{N}{]/u)).toEqual([])
		expect(keysOf(/[\p{L}\p{N})}]:(?!\/\/)(?!\d)/u)).toEqual([])
	})

	it('uses the curly apostrophe, the ellipsis sign and its own quotation marks', () => {
		expect(keysOf(/'|\.\.\.|["“”]/)).toEqual([])
	})

	it('says vous, never tu', () => {
		expect(keysOf(/(?<![\p{L}’-])(?:tu|ton|tes|toi|ta|te)(?![\p{L}-])/iu)).toEqual([])
	})
})

describe('the reader of texts', () => {
	const texts = loadTexts(path.join(ROOT, 'data/locales'))

	it('fills every place, also a value that looks like a place', () => {
		expect(texts.text('en', 'bot.opened-for', { ticket: '{name}', name: '$& {ticket}' })).toBe('{name} is open for $& {ticket}.')
	})

	it('refuses an unknown key and a missing value instead of showing a hole', () => {
		expect(() => texts.text('fr', 'bot.no-such-key')).toThrow('no text bot.no-such-key')
		expect(() => texts.text('en', 'bot.opened-for', { ticket: 'BD-1' })).toThrow('needs name')
		expect(texts.find('en', 'forms.nothing.title')).toBeUndefined()
	})
})
