import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parse, stringify } from 'yaml'
import { AppError } from '../../errors.ts'
import { splitWords } from '../../triage/text/words.ts'
import type { Audience } from '../../triage/types.ts'
import { DOCUMENTATION } from '../article.ts'
import { type ArticleParts, splitArticle } from '../split-article.ts'
import { writeWhole } from '../write-whole.ts'

/** What the front matter of an imported article says. */
export type ImportedArticle = {
	readonly id: string
	readonly title: string
	readonly audience: readonly Audience[]
	/** ISO date. */
	readonly effective: string
	readonly sources: readonly string[]
	/** The folder of the document, as a short key. */
	readonly origin: string
	readonly body: string
}

/** What a text says, as a short key: case, accents, marks and spaces do not count. */
export function fingerprint(text: string): string {
	return createHash('sha256').update(splitWords(text).join(' ')).digest('hex').slice(0, 16)
}

/** The file of an article without questions: it is found by search, and it teaches the classifier nothing. */
export function articleSource({ body, origin, ...front }: ImportedArticle): string {
	const fields = {
		id: front.id,
		topic: DOCUMENTATION,
		title: front.title,
		audience: front.audience,
		commerce: ['any'],
		effective: front.effective,
		sources: front.sources,
		next: 'answer',
	}
	return `---\n${stringify({ ...fields, imported: `${seal(fields, body)}-${origin}` }, { lineWidth: 0 })}---\n${body}\n`
}

export type WriteOutcome = 'new' | 'updated' | 'unchanged' | 'changed-by-hand'

/** Writes the file where that changes anything, and never over something that a person wrote. */
export async function writeArticle(file: string, source: string, dryRun: boolean): Promise<WriteOutcome> {
	const before = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined
		if (error.code !== 'ENOTDIR') throw error
		throw new AppError('bad-input', `${file}: cannot be written, as one of the folders on the way is a file`, { cause: error })
	})
	if (before === source) return 'unchanged'
	if (before !== undefined && isChangedByHand(before, source)) return 'changed-by-hand'
	if (!dryRun) await writeWhole(file, source)
	if (before === undefined) return 'new'
	return saysTheSame(splitArticle(before), splitArticle(source)) ? 'unchanged' : 'updated'
}

type Front = Readonly<Record<string, unknown>>

/** The fingerprint of everything that a person may change in an imported article: its fields and its body, to the letter. */
function seal({ imported: _seal, ...fields }: Front, body: string): string {
	const text = body.replace(/\r\n/gu, '\n').trim()
	return createHash('sha256')
		.update(JSON.stringify([fields, text]))
		.digest('hex')
		.slice(0, 16)
}

function isChangedByHand(before: string, source: string): boolean {
	const { yaml, body } = splitArticle(before)
	const front = readFront(yaml)
	const [sealed] = String(front['imported']).split('-')
	if (sealed === seal(front, body)) return false
	return sealed !== fingerprint(body) || !isAsOnceWritten(front, readFront(splitArticle(source).yaml))
}

/**
 * Earlier versions kept the fingerprint of the body alone. Of their fields only those that follow the state of the document, its
 * date and commit, may differ from what is written now.
 */
function isAsOnceWritten(before: Front, now: Front): boolean {
	const fixed = ({ imported: _seal, effective: _date, sources: _sources, ...fields }: Front) => JSON.stringify(fields)
	return fixed(before) === fixed(now)
}

function saysTheSame(before: ArticleParts, now: ArticleParts): boolean {
	return seal(readFront(before.yaml), before.body) === seal(readFront(now.yaml), now.body)
}

/** The fields of an article as they are written; none where it is not YAML any more: no import has written that. */
export function readFront(yaml: string): Front {
	try {
		const front: unknown = parse(yaml, { logLevel: 'silent' })
		return typeof front === 'object' && front !== null ? { ...front } : {}
	} catch {
		return {}
	}
}
