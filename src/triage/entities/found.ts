/** Something read in a text, with the half-open range of characters that said it. */
export type Found<Value> = { value: Value; start: number; end: number }

/** All matches of a global pattern whose reading is not undefined. */
export function readAll<Value>(
	text: string,
	pattern: RegExp,
	read: (match: RegExpExecArray) => Value | undefined,
): Found<Value>[] {
	const found: Found<Value>[] = []
	for (const match of text.matchAll(pattern)) {
		const value = read(match)
		if (value !== undefined) found.push({ value, start: match.index, end: match.index + match[0].length })
	}
	return found
}

/** Of ranges that share a place the one that was read first, all in the order of the text. */
export function withoutRivals<Value>(read: readonly Found<Value>[]): Found<Value>[] {
	const found: Found<Value>[] = []
	for (const one of read) {
		if (found.every((other) => one.end <= other.start || one.start >= other.end)) found.push(one)
	}
	return found.sort((a, b) => a.start - b.start)
}

/**
 * The text with these ranges overwritten by spaces (or another filler of length 1), so that the next family does not read them
 * again.
 */
export function blankOut(text: string, found: readonly Found<unknown>[], filler = ' '): string {
	let result = text
	for (const { start, end } of found) result = result.slice(0, start) + filler.repeat(end - start) + result.slice(end)
	return result
}
