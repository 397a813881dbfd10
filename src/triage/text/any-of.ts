/**
 * A pattern for any of these phrases, as whole words of folded text (no accents, straight apostrophes); a line end separates
 * like `|`.
 */
export function anyOf(phrases: string): RegExp {
	const lines = phrases.split('\n').map((line) => line.trim())
	return new RegExp(`(?<![\\p{L}\\p{N}])(?:${lines.filter((line) => line !== '').join('|')})(?![\\p{L}\\p{N}])`, 'gu')
}
