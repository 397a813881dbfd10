import { randomUUID } from 'node:crypto'
import { link, mkdir, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { stringify } from 'yaml'
import { AppError } from '../../errors.ts'
import { frontMatterSchema } from '../article.ts'
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
	const place = path.join(folder, draft.language)
	const file = path.join(place, `${draft.id}.md`)
	// A hidden name, so that whoever reads the folder does not take it for an article, and this call's alone: two may save at once.
	const temporary = path.join(place, `.${draft.id}.${randomUUID()}.part`)
	await mkdir(place, { recursive: true })
	await writeFile(temporary, draftSource(draft), { flush: true })
	try {
		await link(temporary, file)
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
		throw articleExists(draft.id)
	} finally {
		await unlink(temporary)
	}
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
