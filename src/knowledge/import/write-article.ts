import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { stringify } from 'yaml'
import { splitWords } from '../../triage/text/words.ts'
import type { Audience } from '../../triage/types.ts'
import { DOCUMENTATION } from '../article.ts'

/** What the front matter of an imported article says. */
export type ImportedArticle = {
	readonly id: string
	readonly title: string
	readonly audience: readonly Audience[]
	/** ISO date. */
	readonly effective: string
	readonly sources: readonly string[]
	readonly body: string
}

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u

/** What a text says, as a short key: case, accents, marks and spaces do not count. */
export function fingerprint(text: string): string {
	return createHash('sha256').update(splitWords(text).join(' ')).digest('hex').slice(0, 16)
}

/** The file of an article without questions: it is found by search, and it teaches the classifier nothing. */
export function articleSource({ body, ...front }: ImportedArticle): string {
	const fields = {
		id: front.id,
		topic: DOCUMENTATION,
		title: front.title,
		audience: front.audience,
		commerce: ['any'],
		effective: front.effective,
		sources: front.sources,
		next: 'answer',
		imported: fingerprint(body),
	}
	return `---\n${stringify(fields, { lineWidth: 0 })}---\n${body}\n`
}

export type WriteOutcome = 'new' | 'updated' | 'unchanged' | 'changed-by-hand'

/** Writes the file where that changes anything, and never over something that a person wrote. */
export async function writeArticle(file: string, source: string, dryRun: boolean): Promise<WriteOutcome> {
	const before = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined
		throw error
	})
	if (before === source) return 'unchanged'
	if (before !== undefined && isChangedByHand(before)) return 'changed-by-hand'
	if (!dryRun) await writeWhole(file, source)
	return before === undefined ? 'new' : 'updated'
}

function isChangedByHand(source: string): boolean {
	const [, fields = '', body = ''] = FRONT_MATTER.exec(source.replaceAll('\r\n', '\n')) ?? []
	return /^imported: "?([0-9a-f]+)"?$/mu.exec(fields)?.[1] !== fingerprint(body)
}

/** A desk that watches the folder must never read half a file: temporary names are hidden, and the change is one rename. */
async function writeWhole(file: string, source: string): Promise<void> {
	await mkdir(path.dirname(file), { recursive: true })
	const temporary = path.join(path.dirname(file), `.${path.basename(file)}.part`)
	await writeFile(temporary, source)
	await rename(temporary, file)
}
