import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../errors.ts'
import type { Language } from '../triage/types.ts'
import type { Article } from './article.ts'
import { decodeArticle, parseArticle } from './parse-article.ts'

/** One Markdown file of the knowledge folder. */
export type ArticleFile = {
	/** Relative to the folder, with `/`: `en/proration.md`. */
	readonly file: string
	/** Where it lies on this machine. */
	readonly path: string
	readonly language: Language
}

const LANGUAGES: readonly Language[] = ['en', 'fr']

/**
 * All articles below `<folder>/<language>/`, in the order of their names.
 * @throws AppError `misconfigured` that names the first broken file and its field, two files with one id, or a folder without
 * articles.
 */
export async function loadArticles(folder: string, parse: typeof parseArticle = parseArticle): Promise<Article[]> {
	const files = await listArticleFiles(folder)
	const articles = await Promise.all(
		files.map(async ({ file, path: place, language }) => parse(decodeArticle(await readFile(place), file), file, language)),
	)
	const taken = new Map<string, string>()
	for (const [index, { id, language }] of articles.entries()) {
		const file = files[index]?.file ?? ''
		const other = taken.get(`${language} ${id}`)
		if (other !== undefined) throw doubled(file, id, other)
		taken.set(`${language} ${id}`, file)
	}
	if (articles.length === 0) throw noArticles(folder)
	return articles
}

/** The Markdown files below `<folder>/<language>/`, sub-folders included, hidden files and folders left out. */
export async function listArticleFiles(folder: string): Promise<ArticleFile[]> {
	const lists = await Promise.all(LANGUAGES.map((language) => listLanguage(folder, language)))
	return lists.flat()
}

/** The refusal of a second file with the same id in one language. */
export function doubled(file: string, id: string, other: string): AppError {
	const problem = `id: "${id}" is already the id of ${other}`
	return new AppError('misconfigured', `${file}: ${problem}`, { reason: 'article', details: { file, problem } })
}

/** The refusal of a folder in which nothing can be read as an article. */
export function noArticles(folder: string): AppError {
	return new AppError('misconfigured', `${folder}: no articles in ${LANGUAGES.join(' or ')}`, { reason: 'article' })
}

function notKnowledge(folder: string, root: string, cause: unknown): AppError {
	const message = `${folder}: is not a knowledge folder. Name one with the folders ${LANGUAGES.join(' and ')} in it (${root} is not a folder).`
	return new AppError('misconfigured', message, { reason: 'article', cause })
}

async function listLanguage(folder: string, language: Language): Promise<ArticleFile[]> {
	const root = path.join(folder, language)
	const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
		// A folder that vanishes between its listing and its reading is as empty as one that never was.
		if (error.code === 'ENOENT') return []
		if (error.code === 'ENOTDIR') throw notKnowledge(folder, root, error)
		throw error
	})
	return entries
		.filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
		.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
		.filter((name) => !name.split('/').some((part) => part.startsWith('.')))
		.sort()
		.map((name) => ({ file: `${language}/${name}`, path: path.join(root, name), language }))
}
