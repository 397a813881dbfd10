import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Audience, Language } from '../../triage/types.ts'
import { type ArticleFile, listArticleFiles } from '../load-articles.ts'
import { splitArticle } from '../split-article.ts'
import { decode } from './decode.ts'
import { type Skipped, skipped } from './document.ts'
import { originOf, readEarlierImport, refuseOtherOrigin } from './earlier-import.ts'
import { findDocuments } from './find-documents.ts'
import { documentAddress, type LinkMap, linkTarget } from './link-target.ts'
import { rewriteLinks } from './links.ts'
import { nameArticles, prefixOf } from './name-articles.ts'
import { type ReadDocument, readDocument } from './read-document.ts'
import { articleSource, fingerprint, type WriteOutcome, writeArticle } from './write-article.ts'

export type ImportRequest = {
	/** The folder of Markdown documents. Its name begins the ids of the articles. */
	readonly folder: string
	/** The knowledge folder; the articles go to `<to>/<language>/imported/<name of the folder>/`. */
	readonly to: string
	/** Of all documents; otherwise each document shows its own. */
	readonly language?: Language
	/** The public address of the folder, for sources and links. */
	readonly source?: string
	readonly audience: readonly Audience[]
	/** Reads and reports everything, and writes nothing. */
	readonly dryRun: boolean
	/** It is the folder of an earlier import in another place, so that its articles are these. */
	readonly moved?: boolean
}

/** What holds for all documents of one import. */
type Importing = ImportRequest & {
	readonly prefix: string
	/** Where the documents are, as `originOf` names it. */
	readonly origin: string
	/** The documents' ids. */
	readonly ids: ReadonlyMap<string, string>
}

export type Imported = {
	readonly file: string
	readonly article: string
	readonly outcome: Exclude<WriteOutcome, 'changed-by-hand'>
}
export type ImportReport = {
	readonly imported: readonly Imported[]
	readonly skips: readonly Skipped[]
	readonly notes: readonly { readonly file: string; readonly note: string }[]
	/** Articles of an earlier import whose document is gone. */
	readonly orphans: readonly string[]
}

/**
 * Takes in a folder of documentation: one article per document, found by search only. Doing it again changes nothing.
 * @throws AppError `not-found` where the folder does not exist, `bad-input` where its name gives no id or is that of another folder
 * that was imported.
 */
export async function importFolder(request: ImportRequest): Promise<ImportReport> {
	const { folder, to } = request
	const { documents, skips } = await findDocuments(folder)
	const prefix = prefixOf(folder)
	const [own, others] = await knownFiles(to, prefix)
	const earlier = await readEarlierImport(own, prefix)
	const origin = await originOf(folder)
	if (request.moved !== true) refuseOtherOrigin(earlier, origin, folder)
	const known = await knownTexts(others)
	const reads: ReadDocument[] = []
	for (const document of documents) {
		const read = await readDocument(document, request.language, (file) => readFragment(folder, file))
		const reason = 'reason' in read ? read : doubleOf(read, known)
		if (reason !== undefined) skips.push(reason)
		else if (!('reason' in read)) reads.push(read)
	}
	const taken = new Set(others.map(({ file, language }) => `${language}/${path.posix.basename(file, '.md')}`))
	const ids = nameArticles(reads, { prefix, documents: earlier.documents, taken })
	const importing = { ...request, prefix, origin, ids }
	const { imported, kept } = await writeArticles(reads, importing)
	const notes = reads.flatMap(({ file, notes: said }) => said.map((note) => ({ file, note })))
	return { imported, skips: [...skips, ...kept].sort(byFile), notes, orphans: await orphansOf(reads, importing) }
}

async function writeArticles(
	reads: readonly ReadDocument[],
	importing: Importing,
): Promise<{ imported: Imported[]; kept: Skipped[] }> {
	const imported: Imported[] = []
	const kept: Skipped[] = []
	const map = linkMap(reads, importing)
	for (const read of reads) {
		const article = articleFile(read, importing)
		const outcome = await writeArticle(path.join(importing.to, article), sourceOf(read, map, importing), importing.dryRun)
		if (outcome === 'changed-by-hand') kept.push(skipped(read.file, outcome, `was changed by hand after its import: ${article}`))
		else imported.push({ file: read.file, article, outcome })
	}
	return { imported, kept }
}

function sourceOf(read: ReadDocument, map: LinkMap, importing: Importing): string {
	const { converted, file } = read
	const { source, prefix, origin, audience } = importing
	const sources = [
		...(source === undefined ? [] : [documentAddress(source, file)]),
		[`${prefix}/${file}`, ...(read.commit === undefined ? [] : [`commit ${read.commit}`]), read.date].join(', '),
	]
	return articleSource({
		id: idOf(file, importing),
		title: converted.title,
		audience,
		effective: read.date,
		sources,
		origin,
		body: converted.finish(rewriteLinks(converted.text, (target) => linkTarget(target, file, map))),
	})
}

function linkMap(reads: readonly ReadDocument[], importing: Importing): LinkMap {
	const { source } = importing
	return {
		documents: new Map(
			reads.map(({ file, converted }) => [file, { name: `${idOf(file, importing)}.md`, anchors: converted.anchors }]),
		),
		addressOf: (file) => (source === undefined ? undefined : documentAddress(source, file)),
	}
}

/** The articles of earlier imports of this folder, and all others. */
async function knownFiles(to: string, prefix: string): Promise<[own: ArticleFile[], others: ArticleFile[]]> {
	const files = await listArticleFiles(to)
	const isOwn = ({ file, language }: ArticleFile) => file.startsWith(`${importFolderOf(language, prefix)}/`)
	return [files.filter(isOwn), files.filter((file) => !isOwn(file))]
}

/** The texts that the knowledge folder has already. */
async function knownTexts(files: readonly ArticleFile[]): Promise<Map<string, string>> {
	const texts = await Promise.all(files.map(({ path: place }) => readFile(place, 'utf8')))
	return new Map(texts.map((text, index) => [textKey(splitArticle(text).body), files[index]?.file ?? '']))
}

/** Remembers each text, so that the second of two equal documents is the one left out. */
function doubleOf({ file, converted }: ReadDocument, known: Map<string, string>): Skipped | undefined {
	const key = textKey(converted.finish(converted.text))
	const same = known.get(key)
	if (same !== undefined) return skipped(file, 'duplicate', `says the same as ${same}`)
	known.set(key, file)
	return undefined
}

/** Where its links lead does not make a text another one. */
function textKey(text: string): string {
	return fingerprint(rewriteLinks(text, () => undefined))
}

async function readFragment(folder: string, file: string): Promise<string | undefined> {
	return readFile(path.join(folder, file)).then(decode, () => undefined)
}

async function orphansOf(reads: readonly ReadDocument[], importing: Importing): Promise<string[]> {
	const kept = new Set(reads.map((read) => articleFile(read, importing)))
	const folders = (['en', 'fr'] as const).map((language) => importFolderOf(language, importing.prefix))
	const names = await Promise.all(folders.map((folder) => readdir(path.join(importing.to, folder)).catch(() => [])))
	const files = names.flatMap((list, index) => list.map((name) => `${folders[index]}/${name}`))
	return files.filter((file) => file.endsWith('.md') && !/\/\.[^/]*$/u.test(file) && !kept.has(file)).sort()
}

function articleFile({ file, language }: ReadDocument, importing: Importing): string {
	return `${importFolderOf(language, importing.prefix)}/${idOf(file, importing)}.md`
}

function importFolderOf(language: Language, prefix: string): string {
	return `${language}/imported/${prefix}`
}

function idOf(file: string, { ids }: Importing): string {
	return ids.get(file) ?? file
}

function byFile(a: Skipped, b: Skipped): number {
	return a.file.localeCompare(b.file)
}
