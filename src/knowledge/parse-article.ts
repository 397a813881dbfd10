import { parse } from 'yaml'
import type { ZodError } from 'zod'
import { AppError } from '../errors.ts'
import type { Language } from '../triage/types.ts'
import { type Article, frontMatterSchema, isDocumentation } from './article.ts'
import { splitArticle } from './split-article.ts'

/**
 * Reads one article file.
 * @param file how to name the file in errors, e.g. `en/proration.md`; its base name must be the article's id.
 * @throws AppError `misconfigured` naming the file and the field.
 */
export function parseArticle(source: string, file: string, language: Language): Article {
	const parts = splitArticle(source)
	if (!parts.hasFront) throw broken(file, 'must begin with front matter between two lines of ---')
	const checked = frontMatterSchema.safeParse(readYaml(parts.yaml, file))
	if (!checked.success) throw broken(file, explain(checked.error), checked.error)
	const { partner, until, imported, ...front } = checked.data
	const expected = file.replace(/^.*[\\/]/u, '').replace(/\.md$/u, '')
	if (front.id !== expected) throw broken(file, `id: is "${front.id}" but the file is named "${expected}"`)
	const body = parts.body.trim()
	if (body === '') throw broken(file, 'body: is empty; its first paragraph is the answer')
	if (front.questions.length === 0 && !isDocumentation(front))
		throw broken(file, 'questions: is empty; without questions nobody is led to this article')
	return {
		...front,
		language,
		body,
		...(partner === undefined ? {} : { partner }),
		...(until === undefined ? {} : { until }),
		...(imported === undefined ? {} : { imported }),
	}
}

/**
 * The text of an article file, with its byte order mark.
 * @throws AppError `misconfigured` naming a file that is not UTF-8: read as if it were, its accents would be lost to everybody.
 */
export function decodeArticle(bytes: Uint8Array, file: string): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
	} catch (cause) {
		throw broken(file, 'is not UTF-8; save it as UTF-8', cause)
	}
}

function readYaml(yaml: string, file: string): unknown {
	try {
		return parse(yaml)
	} catch (cause) {
		throw broken(file, cause instanceof Error ? cause.message : 'front matter is not YAML', cause)
	}
}

function explain(error: ZodError): string {
	return error.issues.map((issue) => `${issue.path.join('.') || 'front matter'}: ${issue.message}`).join('; ')
}

function broken(file: string, problem: string, cause?: unknown): AppError {
	return new AppError('misconfigured', `${file}: ${problem}`, { reason: 'article', details: { file, problem }, cause })
}
