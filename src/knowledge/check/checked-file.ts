import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import { AppError } from '../../errors.ts'
import type { Language } from '../../triage/types.ts'
import type { Article } from '../article.ts'
import { decodeArticle, parseArticle } from '../parse-article.ts'
import { splitArticle } from '../split-article.ts'

/** An article file with the places of its parts. */
export type CheckedFile = {
	/** Relative to the knowledge folder, with `/`. */
	readonly file: string
	readonly language: Language
	readonly source: string
	/** Absent where the file is broken. */
	readonly article?: Article
	/** What is wrong with a broken file, field first. */
	readonly problem?: string
	/** The line of a field of the front matter, or of one of its items; 1 where there is none. */
	lineOf(field: string, item?: number): number
	/** The line of a place in the body, by its offset there. */
	bodyLine(offset: number): number
}

/** Reads a file as far as it can be read. */
export function readChecked(file: string, language: Language, bytes: Uint8Array): CheckedFile {
	const source = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
	const { opening, yaml, body } = splitArticle(source)
	const lines = new LineCounter()
	const document = parseDocument(yaml, { lineCounter: lines, logLevel: 'silent' })
	const fields = isMap(document.contents) ? document.contents : undefined
	const above = linesIn(opening)
	const bodyStart = source.length - body.trimStart().length
	const places = {
		lineOf(field: string, item?: number) {
			const offset = offsetOf(fields, field, item)
			return offset === undefined ? 1 : above + lines.linePos(offset).line
		},
		bodyLine: (offset: number) => linesIn(source.slice(0, bodyStart + offset)) + 1,
	}
	try {
		return { file, language, source, article: parseArticle(decodeArticle(bytes, file), file, language), ...places }
	} catch (error) {
		if (!(error instanceof AppError)) throw error
		return { file, language, source, problem: String(error.details['problem'] ?? error.message), ...places }
	}
}

function offsetOf(fields: YAMLMap | undefined, field: string, item: number | undefined): number | undefined {
	const pair = fields?.items.find(({ key }) => isScalar(key) && key.value === field)
	if (pair === undefined || !isNode(pair.key)) return undefined
	const value = item !== undefined && isSeq(pair.value) ? pair.value.items[item] : undefined
	return (isNode(value) ? value : pair.key).range?.[0]
}

function linesIn(text: string): number {
	return text.split('\n').length - 1
}
