import { readFile } from 'node:fs/promises'
import type { Language } from '../../triage/types.ts'
import { type Converted, convert } from './convert.ts'
import { decode } from './decode.ts'
import { dateOf, languageOf } from './describe.ts'
import { type FoundDocument, type Skipped, skipped } from './document.ts'
import { type FrontMatter, partFrontMatter } from './front-matter.ts'
import { includeFragments, type ReadFragment } from './includes.ts'
import { countWords, shareOfLinks } from './links.ts'

/** A document that becomes an article. */
export type ReadDocument = {
	readonly file: string
	readonly language: Language
	/** ISO date. */
	readonly date: string
	/** The commit of the original, where the document names it. */
	readonly commit: string | undefined
	readonly converted: Converted
	/** What was not as it should be, for the report. */
	readonly notes: readonly string[]
}

/** Shorter texts are stubs: a person who finds one has found nothing. */
const FEWEST_WORDS = 30
const MOSTLY_LINKS = 0.6

/** Reads one document. @param language of all documents, where the caller says it. */
export async function readDocument(
	found: FoundDocument,
	language: Language | undefined,
	readFragment: ReadFragment,
): Promise<ReadDocument | Skipped> {
	const { file } = found
	const text = decode(await readFile(found.path))
	if (text === undefined) return skipped(file, 'unreadable', 'is not text')
	const { front, body, broken } = partFrontMatter(text)
	const redirect = front.get('redirect_url') ?? front.get('redirect_to')
	if (redirect !== undefined) return skipped(file, 'redirect', `only leads to ${redirect}`)
	const { text: whole, notes: leftOut } = await includeFragments(body, file, readFragment)
	const spoken = language ?? languageOf(front, file, whole)
	const converted = convert(whole, front, file, spoken ?? 'en')
	const reason = whyNot(file, converted.finish(converted.text))
	if (reason !== undefined) return reason
	if (spoken === undefined) return skipped(file, 'unknown-language', 'is neither English nor French; if it is, say --language')
	const notes = [...(broken ? ['its front matter is broken; what could be read of it was used'] : []), ...leftOut]
	return { file, language: spoken, date: dateOf(front, text, found.written), commit: commitOf(front), converted, notes }
}

function whyNot(file: string, text: string): Skipped | undefined {
	const words = countWords(text)
	if (words === 0) return skipped(file, 'no-text', 'holds no text')
	if (words < FEWEST_WORDS) return skipped(file, 'too-short', `holds only ${words} ${words === 1 ? 'word' : 'words'}`)
	if (shareOfLinks(text) > MOSTLY_LINKS) return skipped(file, 'contents-page', 'is little more than links')
	return undefined
}

function commitOf(front: FrontMatter): string | undefined {
	const commit = front.get('ms.sourcegitcommit') ?? front.get('commit') ?? ''
	return /^[0-9a-f]{7,40}$/u.test(commit) ? commit.slice(0, 12) : undefined
}
