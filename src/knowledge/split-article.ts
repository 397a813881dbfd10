/** The parts of an article file. */
export type ArticleParts = {
	/** Whether the file begins with front matter; where it does not, everything is body. */
	readonly hasFront: boolean
	/** The line above the front matter, with its end. */
	readonly opening: string
	readonly yaml: string
	/** The rest of the file, to its last character. */
	readonly body: string
}

const PARTS = /^(\ufeff?---[ \t]*\r?\n)([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/u

/** Takes an article file apart, whatever its line ends are. */
export function splitArticle(source: string): ArticleParts {
	const [head = '', opening = '', yaml = ''] = PARTS.exec(source) ?? []
	return { hasFront: head !== '', opening, yaml, body: source.slice(head.length) }
}
