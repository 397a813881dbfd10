import { createHash } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../errors.ts'
import type { ArticleFile } from '../load-articles.ts'
import { splitArticle } from '../split-article.ts'
import { readFront } from './write-article.ts'

/** What an earlier import has left in the knowledge folder. */
export type EarlierImport = {
	/** `<language>/<id>` -> the document that it was. */
	readonly documents: ReadonlyMap<string, string>
	/** The folders that the documents were in, as `originOf` names them; none of versions that did not keep them. */
	readonly origins: ReadonlySet<string>
}

const ORIGIN = /^[0-9a-f]{16}-([0-9a-f]{8})$/u

/** @param files of the imported articles. @param prefix what their ids begin with. */
export async function readEarlierImport(files: readonly ArticleFile[], prefix: string): Promise<EarlierImport> {
	const documents = new Map<string, string>()
	const origins = new Set<string>()
	for (const { file, language, path: place } of files) {
		const { imported, sources } = readFront(splitArticle(await readFile(place, 'utf8')).yaml)
		const [, origin] = ORIGIN.exec(String(imported)) ?? []
		if (origin !== undefined) origins.add(origin)
		const document = documentIn(sources, prefix)
		if (document !== undefined) documents.set(`${language}/${path.posix.basename(file, '.md')}`, document)
	}
	return { documents, origins }
}

/** `docs/billing/read.md, commit 57442bbbef15, 2021-03-31` -> `billing/read.md`. */
function documentIn(sources: unknown, prefix: string): string | undefined {
	if (!Array.isArray(sources)) return undefined
	const own = sources.map(String).findLast((source) => source.startsWith(`${prefix}/`))
	return own?.slice(prefix.length + 1).replace(/(?:, commit [0-9a-f]+)?, \d{4}-\d{2}-\d{2}$/u, '')
}

/** The folder of an import, short and without its name: people do not want to show the paths of their machines. */
export async function originOf(folder: string): Promise<string> {
	return createHash('sha256')
		.update(await realpath(folder))
		.digest('hex')
		.slice(0, 8)
}

/** @throws AppError `bad-input` where the articles of another folder with the same name would be overwritten. */
export function refuseOtherOrigin({ origins }: EarlierImport, origin: string, folder: string): void {
	if (origins.size === 0 || origins.has(origin)) return
	const name = path.basename(folder)
	throw new AppError(
		'bad-input',
		`${folder}: the articles of another folder named ${name} are there already, and these would overwrite them. ` +
			'Rename this folder, or say --moved where it is the same one in another place.',
	)
}
