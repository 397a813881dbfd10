import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Locale = 'en' | 'fr'
const LOCALES: readonly Locale[] = ['en', 'fr']

/** Values for the `{name}` places of a text. */
export type TextValues = Readonly<Record<string, string | number>>

/** Every text that people read, by locale and dotted key. */
export interface Texts {
	/** The text with its places filled in. Throws on a key or a value that is missing: a test finds both. */
	text(locale: Locale, key: string, values?: TextValues): string
	/** The text, or undefined where there is none under this key. */
	find(locale: Locale, key: string, values?: TextValues): string | undefined
}

/** Reads `data/locales/{en,fr}.json`. */
export function loadTexts(folder: string): Texts {
	const tables = new Map(LOCALES.map((locale) => [locale, flatten(readJson(join(folder, `${locale}.json`)))]))
	function find(locale: Locale, key: string, values: TextValues = {}): string | undefined {
		const found = tables.get(locale)?.get(key)
		return found === undefined ? undefined : fill(found, key, values)
	}
	function text(locale: Locale, key: string, values?: TextValues): string {
		const found = find(locale, key, values)
		if (found === undefined) throw new Error(`no text ${key} in ${locale}`)
		return found
	}
	return { text, find }
}

function readJson(file: string): unknown {
	return JSON.parse(readFileSync(file, 'utf8'))
}

/** All texts below a node by dotted key. */
function flatten(node: unknown, prefix = ''): Map<string, string> {
	if (typeof node === 'string') return new Map([[prefix, node]])
	const entries = Object.entries(node as object)
	return new Map(entries.flatMap(([key, value]) => [...flatten(value, prefix === '' ? key : `${prefix}.${key}`)]))
}

function fill(pattern: string, key: string, values: TextValues): string {
	return pattern.replace(/\{(\w+)\}/g, (_place, name: string) => {
		const value = values[name]
		if (value === undefined) throw new Error(`text ${key} needs ${name}`)
		return String(value)
	})
}
