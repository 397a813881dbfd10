import type { ImportWords } from './words.ts'

const ALERT = /^([ \t]*>[ \t]*)\[!([\p{L}-]+)[^\]\n]*\][ \t]*(.*)$/gmu
const ALERT_THEN_TEXT = /^([ \t]*>[ \t]*)(\*\*[^*\n]+:\*\*)[ \t]*\n[ \t]*>[ \t]*(?=\S)/gmu
const VIDEO = /^[ \t>]*\[!VIDEO[ \t]+(https?:\/\/[^\]\s]+)[^\]\n]*\].*$/gimu
const STRAY_MARKER = /\[!(?:div|code[\w-]*|include|video)[^\]\n]*(?:\[[^\]\n]*\]\([^)\n]*\)[^\]\n]*)?\](?:\([^)\n]*\))?/giu
const COLON_PICTURE = /:::\s*image\b([^\n]*?):::/giu
/** A name that must not be translated. */
const COLON_NAME = /:::\s*no-loc\b[^\n]*?text\s*=\s*"([^"\n]*)"[^\n]*?:::/giu
const COLON_MARKER = /^[ \t>]*:::.*$/gmu
const TAB = /^ {0,3}#{1,6}[ \t]*\[([^\]\n]+)\]\(#tab\/[^)\n]*\)[ \t]*$/gmu
const RULE = /^[ \t]*(?:-{3,}|\*[ \t]*\*[ \t]*\*)[ \t]*$/gmu
const PICTURE = /!\[([^\]\n]*(?:\[[^\]\n]*\][^\]\n]*)*)\](?:\([^)\n]*\)|\[[^\]\n]*\])/gu

/**
 * Takes out what only a documentation website understands: alerts become quotes that begin with their name, zones and columns
 * lose their markers, tabs become bold lines, pictures their description.
 */
export function readMarkers(text: string, words: ImportWords): string {
	return readTabs(text)
		.replace(COLON_PICTURE, (_marker, attributes: string) => words.picture(altOf(attributes)))
		.replace(COLON_NAME, '$1')
		.replace(COLON_MARKER, '')
		.replace(VIDEO, '[Video]($1)')
		.replace(ALERT, (_line, quote: string, kind: string, rest: string) => {
			const name = words.alert(kind)
			return name === undefined ? `${quote}${rest}`.trimEnd() : `${quote}${name} ${rest}`.trimEnd()
		})
		.replace(ALERT_THEN_TEXT, '$1$2 ')
		.replace(STRAY_MARKER, '')
		.replace(PICTURE, (_picture, description: string) => words.picture(description))
}

function readTabs(text: string): string {
	const from = text.search(TAB)
	if (from < 0) return text
	// A rule after the tabs ends their group.
	return text.slice(0, from) + text.slice(from).replace(TAB, '\n**$1**\n').replace(RULE, '')
}

function altOf(attributes: string): string {
	return /alt-text\s*=\s*"([^"]*)"/iu.exec(attributes)?.[1] ?? ''
}
