/** Words cut to a length, with a sign that they go on; neither half a character nor half a word stays at the end. */
export function shorten(words: string, length: number): string {
	if (words.length <= length) return words
	const cut = words.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/u, '')
	return `${cut.replace(/\s+\S{0,20}$/u, '')}…`
}
