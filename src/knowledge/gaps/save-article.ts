import { link } from 'node:fs/promises'
import path from 'node:path'
import { stringify } from 'yaml'
import { AppError } from '../../errors.ts'
import { frontMatterSchema } from '../article.ts'
import { writeWhole } from '../write-whole.ts'
import type { Draft } from './draft.ts'

/** The Markdown file of a draft, as `parseArticle` reads it. */
export function draftSource(draft: Draft): string {
	return `---\n${stringify(frontOf(draft), { lineWidth: 0 })}---\n${draft.body.trim()}\n`
}

function frontOf({ id, topic, title, audience, effective, sources, next, questions }: Draft): object {
	return { id, topic, title, audience, commerce: ['any'], effective, sources, next, questions }
}

/**
 * Writes an approved draft to `<folder>/<language>/<id>.md`, whole or not at all, and never over another file. A desk that watches
 * the folder knows the article a moment later.
 * @throws AppError `bad-input` naming the fields that do not fit, and `wrong-state`, reason `article-exists`.
 */
export async function saveArticle(folder: string, draft: Draft): Promise<void> {
	refuseIncomplete(draft)
	const file = path.join(folder, draft.language, `${draft.id}.md`)
	await writeWhole(file, draftSource(draft), link).catch((error: NodeJS.ErrnoException) => {
		throw error.code === 'EEXIST' ? articleExists(draft.id) : error
	})
}

/** The refusal of a second article with the same id. */
export function articleExists(id: string): AppError {
	return new AppError('wrong-state', 'an article has this id already', { reason: 'article-exists', details: { article: id } })
}

function refuseIncomplete(draft: Draft): void {
	const checked = frontMatterSchema.safeParse(frontOf(draft))
	const fields = checked.success ? [] : checked.error.issues.map(({ path: [field] }) => String(field))
	if (draft.body.trim() === '') fields.push('body')
	if (draft.questions.length === 0) fields.push('questions')
	if (fields.length === 0) return
	throw new AppError('bad-input', 'the article is not complete', { details: { fields: [...new Set(fields)].map(fieldOf) } })
}

/** The names of the fields in the texts that people read. */
function fieldOf(field: string): string {
	return `article-${field}`
}
