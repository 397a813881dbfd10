import path from 'node:path'
import { partFrontMatter } from './front-matter.ts'

/** Reads another file of the imported folder; undefined where there is none. `file` is relative to that folder. */
export type ReadFragment = (file: string) => Promise<string | undefined>

export type WithFragments = { readonly text: string; readonly missing: readonly string[] }

const BRACKET = /\[!include[ \t]*(?:\[[^\]\n]*\])?[ \t]*\(([^)\n]+)\)[ \t]*\]/giu
const COLON = /:::[ \t]*include\b[^\n]*?(?:file|source)[ \t]*=[ \t]*"([^"\n]+)"[^\n]*?:::/giu
/** A fragment may include fragments; a circle of them ends here. */
const DEEPEST = 5

/** Puts the fragments that a document includes into it. @param file the document's, relative to the imported folder, with `/`. */
export async function includeFragments(text: string, file: string, read: ReadFragment, depth = 0): Promise<WithFragments> {
	const missing: string[] = []
	let whole = text
	for (const pattern of [BRACKET, COLON]) {
		const parts: string[] = []
		let end = 0
		for (const match of whole.matchAll(pattern)) {
			const name = nameOf(match[1] ?? '', file)
			const fragment = await fragmentOf(name, read, depth)
			missing.push(...(fragment === undefined ? [name] : fragment.missing))
			parts.push(whole.slice(end, match.index), fragment?.text ?? '')
			end = match.index + match[0].length
		}
		whole = parts.join('') + whole.slice(end)
	}
	return { text: whole, missing }
}

async function fragmentOf(name: string, read: ReadFragment, depth: number): Promise<WithFragments | undefined> {
	const found = depth >= DEEPEST || name.startsWith('..') ? undefined : await read(name)
	if (found === undefined) return undefined
	const { text, missing } = await includeFragments(partFrontMatter(found).body, name, read, depth + 1)
	return { text: text.trim(), missing }
}

/** `~/x` starts at the folder itself, everything else at the document. */
function nameOf(target: string, file: string): string {
	const wanted = decodeURI(target.trim().replace(/%(?![0-9a-f]{2})/giu, '%25')).replace(/[?#].*$/u, '')
	const fromRoot = wanted.startsWith('~/') || wanted.startsWith('/')
	return path.posix.normalize(fromRoot ? wanted.replace(/^~?\/+/u, '') : path.posix.join(path.posix.dirname(file), wanted))
}
