import type { Passage } from '../../triage/types.ts'
import { headingOf, linesOf } from '../markdown-lines.ts'

/** Paragraphs under one heading are joined up to this many characters: a sentence alone seldom answers. */
const ENOUGH = 400
/** What is longer is cut between its lines, so that it can be quoted on a card. */
const LONGEST = 1200
/** As much of a line as ends with a sentence, with a word, or anywhere. */
const SENTENCES = /.{1,1000}(?:[.!?]\s|\s|$)|.{1,1000}/gsu

/** Cuts Markdown at headings and between paragraphs; the parts together are the whole text without its headings. */
export function cutPassages(markdown: string): Passage[] {
	const passages: Passage[] = []
	let heading: string | undefined
	let part = ''
	const end = (): void => {
		if (part.trim() !== '') passages.push({ text: part.trim(), ...(heading === undefined ? {} : { heading }) })
		part = ''
	}
	for (const block of blocksOf(markdown)) {
		const title = headingOf(block)
		if (title !== undefined) {
			end()
			heading = title
			continue
		}
		for (const piece of cutLong(block)) {
			// A sentence that ends in a colon belongs to the list under it.
			const introduces = part.trimEnd().endsWith(':')
			if (part !== '' && !introduces && part.length + piece.length > ENOUGH) end()
			part += part === '' ? piece : `\n\n${piece}`
		}
	}
	end()
	return passages
}

/** Headings, paragraphs, lists and tables; a code block stays whole, whatever it holds. */
function blocksOf(markdown: string): string[] {
	const blocks: string[] = []
	let lines: string[] = []
	const end = (): void => {
		if (lines.length > 0) blocks.push(lines.join('\n'))
		lines = []
	}
	for (const { line, isCode } of linesOf(markdown)) {
		const isHeading = !isCode && headingOf(line) !== undefined
		if (isHeading || (!isCode && line.trim() === '')) end()
		if (isHeading) blocks.push(line)
		else if (isCode || line.trim() !== '') lines.push(line)
	}
	end()
	return blocks
}

/** A block within `LONGEST`, cut between lines, or between sentences where a line alone is too long. */
function cutLong(block: string): string[] {
	if (block.length <= LONGEST) return [block]
	const lines = block.split('\n')
	const pieces = lines.length > 1 ? lines.flatMap((line) => cutLong(line)) : (block.match(SENTENCES) ?? [block])
	const joint = lines.length > 1 ? '\n' : ''
	const parts: string[] = []
	let part = ''
	for (const piece of pieces) {
		if (part !== '' && part.length + piece.length > LONGEST) {
			parts.push(part)
			part = ''
		}
		part += part === '' ? piece : joint + piece
	}
	return [...parts, part]
}
