import { parse } from 'yaml'

/** What stands above the text of a document, whatever it was written in; names in lower case. */
export type FrontMatter = ReadonlyMap<string, string>

export type Parted = { readonly front: FrontMatter; readonly body: string; readonly broken: boolean }

const YAML = /^\s*---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/u
const TOML = /^\s*\+\+\+[ \t]*\n([\s\S]*?)\n\+\+\+[ \t]*(?:\n|$)/u
/** Opened and never closed: the fields up to the first line that is none. */
const UNCLOSED = /^\s*(?:---|\+\+\+)[ \t]*\n((?:[\w.-]+[ \t]*[:=].*\n)+)/u
const FIELD = /^([\w.-]+)[ \t]*[:=][ \t]*(.*)$/u

/** Takes the front matter off a document: YAML, TOML, none, or broken, in which case every line that reads like a field counts. */
export function partFrontMatter(text: string): Parted {
	const yaml = YAML.exec(text)
	if (yaml !== null) return part(text, yaml, readYaml(yaml[1] ?? ''))
	const found = TOML.exec(text) ?? UNCLOSED.exec(text)
	if (found === null) return { front: new Map(), body: text, broken: false }
	return part(text, found, undefined, !TOML.test(text))
}

function part(text: string, [all, fields = '']: RegExpExecArray, front: FrontMatter | undefined, broken?: boolean): Parted {
	return {
		front: front ?? readLines(fields),
		body: text.slice(all.length),
		broken: broken ?? front === undefined,
	}
}

function readYaml(source: string): FrontMatter | undefined {
	try {
		const parsed: unknown = parse(source, { logLevel: 'error' })
		if (parsed === null) return new Map()
		if (typeof parsed !== 'object' || Array.isArray(parsed)) return undefined
		return new Map(Object.entries(parsed).flatMap(([name, value]) => valueOf(name, value)))
	} catch {
		return undefined
	}
}

function valueOf(name: string, value: unknown): [string, string][] {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
		return [[name.toLowerCase(), String(value).trim()]]
	return value instanceof Date ? [[name.toLowerCase(), value.toISOString().slice(0, 10)]] : []
}

function readLines(source: string): FrontMatter {
	const fields = source.split('\n').flatMap((line): [string, string][] => {
		const [, name = '', value = ''] = FIELD.exec(line) ?? []
		return name === '' ? [] : [[name.toLowerCase(), unquote(value.trim())]]
	})
	return new Map(fields)
}

function unquote(value: string): string {
	const [, , inner] = /^(["'])(.*)\1$/u.exec(value) ?? []
	return inner ?? value
}
