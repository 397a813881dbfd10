import path from 'node:path'
import { decodeTarget } from '../markdown-link.ts'
import { partFrontMatter } from './front-matter.ts'
import { moveLinks } from './links.ts'

/** Reads another file of the imported folder; undefined where there is none. `file` is relative to that folder. */
export type ReadFragment = (file: string) => Promise<string | undefined>

export type WithFragments = {
	readonly text: string
	/** What could not be included, for the report, each once. */
	readonly notes: readonly string[]
}

/** What is known while the fragments of one document are put in. */
type Including = {
	/** The text of a fragment without its front matter; each file is read once. */
	bodyOf(name: string): Promise<string | undefined>
	/** How many more characters fragments may bring in. */
	left: number
	readonly notes: Set<string>
}

const INCLUDE = new RegExp(
	[
		String.raw`\[!include[ \t]*(?:\[[^\]\n]*\])?[ \t]*\(([^)\n]+)\)[ \t]*\]`,
		String.raw`:::[ \t]*include\b[^\n]*?(?:file|source)[ \t]*=[ \t]*"([^"\n]+)"[^\n]*?:::`,
	].join('|'),
	'giu',
)
/** As much as the largest document: fragments that include fragments twice each would fill any memory after a few steps. */
const MOST = 1_048_576

/** Puts the fragments that a document includes into it. @param file the document's, relative to the imported folder, with `/`. */
export async function includeFragments(text: string, file: string, read: ReadFragment): Promise<WithFragments> {
	const bodies = new Map<string, Promise<string | undefined>>()
	const bodyOf = (name: string) => {
		const body = bodies.get(name) ?? readBody(name, read)
		bodies.set(name, body)
		return body
	}
	const including: Including = { bodyOf, left: MOST, notes: new Set() }
	return { text: await fill(text, [file], including), notes: [...including.notes] }
}

async function readBody(name: string, read: ReadFragment): Promise<string | undefined> {
	const text = name.startsWith('..') ? undefined : await read(name)
	return text === undefined ? undefined : partFrontMatter(text).body.trim()
}

/** @param chain the document, the fragment that it includes, and so on to the one whose text this is. */
async function fill(text: string, chain: readonly string[], including: Including): Promise<string> {
	const parts: string[] = []
	const [page = '', file = page] = [chain[0], chain.at(-1)]
	const own = (part: string) => (file === page ? part : moveLinks(part, (target) => fromPage(target, file, page)))
	let end = 0
	for (const match of text.matchAll(INCLUDE)) {
		const name = nameOf(match[1] ?? match[2] ?? '', file)
		parts.push(own(text.slice(end, match.index)), await fragmentOf(name, chain, including))
		end = match.index + match[0].length
	}
	return parts.join('') + own(text.slice(end))
}

async function fragmentOf(name: string, chain: readonly string[], including: Including): Promise<string> {
	const { bodyOf, notes } = including
	const start = chain.indexOf(name)
	if (start >= 0) return leftOut(`includes ${circleOf(chain.slice(start))}, a circle; it is left out where it closes`, notes)
	const body = await bodyOf(name)
	if (body === undefined) return leftOut(`includes ${name}, which is not there`, notes)
	if (body.length > including.left) return leftOut('includes more than 1 MB; what is beyond that is left out', notes)
	including.left -= body.length
	return (await fill(body, [...chain, name], including)).trim()
}

function leftOut(note: string, notes: Set<string>): string {
	notes.add(note)
	return ''
}

/** The same words wherever the circle is entered. */
function circleOf(names: readonly string[]): string {
	const [first = ''] = names.toSorted()
	const start = names.indexOf(first)
	return [...names.slice(start), ...names.slice(0, start), first].join(' > ')
}

/** A link is meant from the fragment in which it stands; in the page it has to start from there. */
function fromPage(target: string, fragment: string, page: string): string {
	if (/^(?:[a-z][a-z\d+.-]*:|[/~#?]|$)/iu.test(target)) return target
	const up = '../'.repeat(page.split('/').length - 1)
	const [, place = '', rest = ''] = /^([^?#]*)(.*)$/su.exec(target) ?? []
	return path.posix.join(up, ...path.posix.dirname(fragment).split('/').map(asWritten), place) + rest
}

/** A folder's name as links have it; brackets would end the link. */
function asWritten(name: string): string {
	return encodeURIComponent(name).replaceAll('(', '%28').replaceAll(')', '%29')
}

/** `~/x` starts at the folder itself, everything else at the document. */
function nameOf(target: string, file: string): string {
	const wanted = decodeTarget(target.trim().replace(/[?#].*$/u, ''))
	const fromRoot = wanted.startsWith('~/') || wanted.startsWith('/')
	return path.posix.normalize(fromRoot ? wanted.replace(/^~?\/+/u, '') : path.posix.join(path.posix.dirname(file), wanted))
}
