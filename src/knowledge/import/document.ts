/** A Markdown document as it was found, before it becomes an article. */
export type FoundDocument = {
	/** Relative to the imported folder, with `/`: `billing/read-your-bill.md`. */
	readonly file: string
	/** Where it lies on this machine. */
	readonly path: string
	readonly bytes: number
	/** When the file was last written, ISO date: the date of the document where it does not say one itself. */
	readonly written: string
}

/** Why a file did not become an article. */
export type SkipReason =
	| 'not-markdown'
	| 'too-large'
	| 'unreadable'
	| 'contents-page'
	| 'fragment'
	| 'redirect'
	| 'no-text'
	| 'too-short'
	| 'unknown-language'
	| 'duplicate'
	| 'changed-by-hand'

export type Skipped = { readonly file: string; readonly reason: SkipReason; readonly detail: string }

export function skipped(file: string, reason: SkipReason, detail: string): Skipped {
	return { file, reason, detail }
}
