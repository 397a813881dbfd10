/**
 * A link or a picture in place; the groups are the `!` of a picture, the label and the target. A label may hold brackets and escaped
 * signs. What stands in it, and how many blanks, can be read in one way only: otherwise some texts would be tried for years.
 */
export const MARKDOWN_LINK =
	/(?<!\\)(!?)\[((?:[^[\]\\]|\\[\s\S]|\[(?:[^[\]\\\n]|\\[^\n])*\])*)\]\(\s*(?!\s)<?([^)\s>]*)>?(?:\s+(?!\s)(?:"[^"\n]*"|'[^'\n]*'))?\s*\)/gu

/** A part of a target as the file or the heading is named; what does not decode stays as it is. */
export function decodeTarget(part: string): string {
	return part.replace(/(?:%[0-9a-f]{2})+/giu, (bytes) => {
		try {
			return decodeURIComponent(bytes)
		} catch {
			return bytes
		}
	})
}
