import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../errors.ts'
import type { Language } from '../triage/types.ts'
import type { Article } from './article.ts'
import { parseArticle } from './parse-article.ts'

const LANGUAGES: readonly Language[] = ['en', 'fr']

/**
 * All articles of `<folder>/<language>/*.md`, in the order of their names.
 * @throws AppError `misconfigured` that names the first broken file and its field, or a folder without articles.
 */
export async function loadArticles(folder: string): Promise<Article[]> {
	const articles = (await Promise.all(LANGUAGES.map((language) => loadLanguage(folder, language)))).flat()
	if (articles.length === 0)
		throw new AppError('misconfigured', `${folder}: no articles in ${LANGUAGES.join(' or ')}`, { reason: 'article' })
	return articles
}

async function loadLanguage(folder: string, language: Language): Promise<Article[]> {
	const names = await readdir(path.join(folder, language)).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return []
		throw error
	})
	const files = names.filter((name) => name.endsWith('.md')).sort()
	return Promise.all(
		files.map(async (name) =>
			parseArticle(await readFile(path.join(folder, language, name), 'utf8'), `${language}/${name}`, language),
		),
	)
}
