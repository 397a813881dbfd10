import { readFile, stat } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../../errors.ts'
import type { Article } from '../article.ts'
import { type ArticleFile, doubled, listArticleFiles, noArticles } from '../load-articles.ts'
import { decodeArticle, type parseArticle } from '../parse-article.ts'
import type { LiveLogger } from './live-logger.ts'

/** The articles of a folder, read again and again; a file is parsed only when it has changed. */
export type ArticleFolder = {
	/**
	 * The articles as they are now; of a file that is broken, its last good version.
	 * @returns undefined where nothing has changed since the last call.
	 * @throws AppError `misconfigured` where there is not one article; at the calls after that, nothing has changed.
	 */
	read(): Promise<readonly Article[] | undefined>
	/** Whether files that were there at the last call are gone: an editor may be in the middle of replacing them. */
	lost(): Promise<boolean>
}

type Known = { readonly stamp: string; readonly bytes: Buffer; readonly article: Article | undefined }

/** In place of a stamp: the file was empty when it was last seen. */
const EMPTIED = ''

export type ArticleFolderDeps = {
	/** The knowledge folder, with a folder for each language. */
	readonly folder: string
	readonly logger: LiveLogger
	readonly parseArticle: typeof parseArticle
}

export function createArticleFolder({ folder, logger, parseArticle }: ArticleFolderDeps): ArticleFolder {
	let known = new Map<string, Known>()
	let told = new Set<string>()
	let toldEmpty = false

	return { read, lost }

	async function read(): Promise<readonly Article[] | undefined> {
		const files = await listArticleFiles(folder)
		const next = new Map<string, Known>()
		for (const file of files) {
			const before = known.get(file.file)
			const now = await readOne(file, before)
			if (now !== undefined) next.set(file.file, now)
		}
		const changed = next.size !== known.size || [...next].some(([file, { article }]) => known.get(file)?.article !== article)
		if (!changed) {
			known = next
			toldEmpty = false
			return undefined
		}
		const articles = withoutDoubles(next)
		if (articles.length === 0) return sayEmpty()
		known = next
		toldEmpty = false
		return articles
	}

	/** Once, until there are articles again: the folder is looked at every few seconds. */
	function sayEmpty(): undefined {
		if (toldEmpty) return undefined
		toldEmpty = true
		throw noArticles(folder)
	}

	async function readOne(file: ArticleFile, before: Known | undefined): Promise<Known | undefined> {
		try {
			const { mtimeMs, size, ino } = await stat(file.path)
			const stamp = `${mtimeMs} ${size} ${ino}`
			if (stamp === before?.stamp) return before
			const bytes = await readFile(file.path)
			if (before !== undefined && bytes.equals(before.bytes)) return { ...before, stamp }
			// Some editors empty a file before they fill it: it is read once more at the next look.
			if (bytes.length === 0 && before !== undefined && before.stamp !== EMPTIED) return { ...before, stamp: EMPTIED }
			// Each file is parsed in a turn of its own, so that messages are answered in between.
			await nextTurn()
			return { stamp, bytes, article: parse(bytes, file, before?.article) }
		} catch (error) {
			// Gone between the listing and the reading.
			if (isMissing(error)) return undefined
			throw error
		}
	}

	function parse(bytes: Uint8Array, { file, language }: ArticleFile, lastGood: Article | undefined): Article | undefined {
		try {
			return parseArticle(decodeArticle(bytes, file), file, language)
		} catch (error) {
			if (!(error instanceof AppError)) throw error
			const { problem } = error.details
			const what = lastGood === undefined ? 'it is left out' : 'its last good version stays'
			logger.error({ file, problem: problem ?? error.message }, `an article is broken: ${what}`)
			return lastGood
		}
	}

	/** Two files with one id: the first in the order of the names stays. */
	function withoutDoubles(files: ReadonlyMap<string, Known>): Article[] {
		const owners = new Map<string, string>()
		const repeated = new Set<string>()
		const articles: Article[] = []
		for (const [file, { article }] of files) {
			if (article === undefined) continue
			const key = `${article.language} ${article.id}`
			const owner = owners.get(key)
			if (owner === undefined) {
				owners.set(key, file)
				articles.push(article)
				continue
			}
			repeated.add(`${file} ${key}`)
			const { message } = doubled(file, article.id, owner)
			if (!told.has(`${file} ${key}`)) logger.error({ file, problem: message }, 'an article is broken: it is left out')
		}
		told = repeated
		return articles
	}

	async function lost(): Promise<boolean> {
		const present = new Set((await listArticleFiles(folder)).map(({ file }) => file))
		return [...known.keys()].some((file) => !present.has(file))
	}
}

function isMissing(error: unknown): boolean {
	return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
