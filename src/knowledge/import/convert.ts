import type { Language } from '../../triage/types.ts'
import { headingSlug } from '../heading-slug.ts'
import { headingOf } from '../markdown-lines.ts'
import { setCodeAside } from './code-aside.ts'
import { decodeEntities } from './entities.ts'
import type { FrontMatter } from './front-matter.ts'
import { ANCHOR_MARK, htmlToMarkdown } from './html-to-markdown.ts'
import { inlineReferences } from './links.ts'
import { restoreSpaces } from './lost-spaces.ts'
import { readMarkers } from './markers.ts'
import { type ImportWords, importWords } from './words.ts'

/** A document in our Markdown; its links are not yet those of the knowledge folder. */
export type Converted = {
	readonly title: string
	/** Code is still set aside; `finish` puts it back once the links are right. */
	readonly text: string
	/** Its own anchors -> the anchors that its headings have. */
	readonly anchors: ReadonlyMap<string, string>
	finish(text: string): string
}

const COMMENT = /<!--[\s\S]*?(?:-->|$(?![\s\S]))/gu
const TABLE_LINE = /^[ \t]*\|.*<.*$/gmu
/** What looks like a tag and is none would vanish where the text is shown. */
const PLACEHOLDER = /(?<!\\)<(?!(?:https?:|mailto:|[\w.+-]+@))(?=[A-Za-z/!])/gu
const TITLE_LINE = /^ {0,3}#[ \t]+\S.*$/mu
const UNDERLINED_TITLE = /^(\S[^\n]*)\n=+[ \t]*$/mu
/** `Billing | Partner Center`: the website's name is not part of the title. */
const WEBSITE = /\s+\|\s.*$/u

/** One document's body -> our Markdown. Pure. @param file its name, the title where it has none. */
export function convert(body: string, front: FrontMatter, file: string, language: Language): Converted {
	const words = importWords(language)
	const { text: withoutCode, putBack } = setCodeAside(body)
	const read = readMarkers(inlineReferences(withoutCode.replace(COMMENT, '')), words)
	const plain = decodeEntities(withoutHtml(read, words)).replace(PLACEHOLDER, '\\<')
	const spaced = language === 'fr' ? restoreSpaces(plain) : plain
	const { text, anchors } = takeAnchors(spaced)
	const heading = headingOf(TITLE_LINE.exec(text)?.[0] ?? '') ?? UNDERLINED_TITLE.exec(text)?.[1]
	const title = titleOf(front, language) ?? (heading === undefined ? nameAsTitle(file) : unmarked(heading))
	const untitled = text.replace(TITLE_LINE.test(text) ? TITLE_LINE : UNDERLINED_TITLE, '')
	return { title, text: tidy(untitled), anchors, finish: (linked) => tidy(putBack(linked)) }
}

function withoutHtml(text: string, words: ImportWords): string {
	const tables = text.replace(TABLE_LINE, (line) => htmlToMarkdown(line, words).replace(/\s*\n\s*/gu, ' '))
	return htmlToMarkdown(tables, words)
}

function titleOf(front: FrontMatter, language: Language): string | undefined {
	const title = decodeEntities(front.get('title') ?? '')
		.replace(WEBSITE, '')
		.trim()
	if (title === '') return undefined
	return language === 'fr' ? restoreSpaces(title) : title
}

function nameAsTitle(file: string): string {
	const words = file
		.replace(/^.*\//u, '')
		.replace(/\.\w+$/u, '')
		.replace(/[-_]+/gu, ' ')
		.trim()
	return words.charAt(0).toUpperCase() + words.slice(1)
}

function unmarked(heading: string): string {
	return heading
		.replace(/\[([^\]]*)\]\([^)]*\)/gu, '$1')
		.replace(/[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}/gu, '$1')
		.trim()
}

/** An anchor leads to the heading in which it stands, else to the heading above it. */
function takeAnchors(marked: string): { text: string; anchors: Map<string, string> } {
	const anchors = new Map<string, string>()
	let slug = ''
	const lines = marked.split('\n').map((line) => {
		const clean = line.replace(ANCHOR_MARK, '')
		const heading = headingOf(clean)
		if (heading !== undefined) slug = TITLE_LINE.test(clean) ? '' : headingSlug(heading)
		for (const [, name = ''] of line.matchAll(ANCHOR_MARK)) anchors.set(name.toLowerCase(), slug)
		if (slug !== '') anchors.set(slug, slug)
		return clean
	})
	return { text: lines.join('\n'), anchors }
}

function tidy(text: string): string {
	return text
		.replace(/^[ \t\u00a0]+$/gmu, '')
		.replace(/(?<![ \t])[ \t]+$/gmu, '')
		.replace(/^([ \t]*)[-*+][ \t]{2,}(?=\S)/gmu, '$1- ')
		.replace(/^(#{2,6})[ \t]*$/gmu, '')
		.replace(/^(#{2,6})[ \t]+/gmu, '$1 ')
		.replace(/\n{3,}/gu, '\n\n')
		.trim()
}
