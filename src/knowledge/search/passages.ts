import type { Passage } from '../../triage/types.ts'

const HEADING = /^#{1,6}\s+(.+?)\s*#*$/u
const FENCE = /^\s*(?:```|~~~)/u
/** Paragraphs under one heading are joined up to this many characters: a sentence alone seldom answers. */
const ENOUGH = 400
/** What is longer is cut between its lines, so that it can be quoted on a card. */
const LONGEST = 1200

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
		const title = HEADING.exec(block)?.[1]
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
	let fenced = false
	const end = (): void => {
		if (lines.length > 0) blocks.push(lines.join('\n'))
		lines = []
	}
	for (const line of markdown.split(/\r?\n/u)) {
		const opens = FENCE.test(line)
		const isHeading = !fenced && HEADING.test(line)
		if (isHeading || (!fenced && line.trim() === '')) end()
		if (isHeading) blocks.push(line)
		else if (fenced || line.trim() !== '') lines.push(line)
		if (opens) fenced = !fenced
	}
	end()
	return blocks
}

/** A block within `LONGEST`, cut between lines, or between sentences where a line alone is too long. */
function cutLong(block: string): string[] {
	if (block.length <= LONGEST) return [block]
	const pieces = block.includes('\n') ? block.split('\n') : (block.match(/.{1,1000}(?:[.!?]\s+|\s|$)|.{1,1000}/gsu) ?? [block])
	const joint = block.includes('\n') ? '\n' : ''
	const parts: string[] = []
	let part = ''
	for (const piece of pieces.flatMap((one) => (one.length > LONGEST ? cutLong(one) : [one]))) {
		if (part !== '' && part.length + piece.length > LONGEST) {
			parts.push(part)
			part = ''
		}
		part += part === '' ? piece : joint + piece
	}
	return [...parts, part]
}
