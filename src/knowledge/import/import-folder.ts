import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../errors.ts'
import { fold } from '../../triage/text/fold.ts'
import type { Audience, Language } from '../../triage/types.ts'
import { listArticleFiles } from '../load-articles.ts'
import { decode } from './decode.ts'
import { type Skipped, skipped } from './document.ts'
import { findDocuments } from './find-documents.ts'
import { documentAddress, type LinkMap, linkTarget } from './link-target.ts'
import { rewriteLinks } from './links.ts'
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
 * @throws AppError `not-found` where the folder does not exist, `bad-input` where its name gives no id.
 */
export async function importFolder(request: ImportRequest): Promise<ImportReport> {
	const { documents, skips } = await findDocuments(request.folder)
	const known = await knownTexts(request)
	const reads: ReadDocument[] = []
	for (const document of documents) {
		const read = await readDocument(document, request.language, (file) => readFragment(request.folder, file))
		const reason = 'reason' in read ? read : doubleOf(read, known, request)
		if (reason !== undefined) skips.push(reason)
		else if (!('reason' in read)) reads.push(read)
	}
	const imported: Imported[] = []
	const map = linkMap(reads, request)
	for (const read of reads) {
		const article = articleFile(read, request)
		const outcome = await writeArticle(path.join(request.to, article), sourceOf(read, map, request), request.dryRun)
		if (outcome === 'changed-by-hand') skips.push(skipped(read.file, outcome, `was changed by hand after its import: ${article}`))
		else imported.push({ file: read.file, article, outcome })
	}
	const notes = reads.flatMap(({ file, notes: said }) => said.map((note) => ({ file, note })))
	const kept = new Set(reads.map((read) => articleFile(read, request)))
	return { imported, skips: skips.sort(byFile), notes, orphans: await orphansOf(request, kept) }
}

function sourceOf(read: ReadDocument, map: LinkMap, request: ImportRequest): string {
	const { converted, file } = read
	const sources = [
		...(request.source === undefined ? [] : [documentAddress(request.source, file)]),
		[`${prefixOf(request.folder)}/${file}`, ...(read.commit === undefined ? [] : [`commit ${read.commit}`]), read.date].join(
			', ',
		),
	]
	return articleSource({
		id: idOf(file, request.folder),
		title: converted.title,
		audience: request.audience,
		effective: read.date,
		sources,
		body: converted.finish(rewriteLinks(converted.text, (target) => linkTarget(target, file, map))),
	})
}

function linkMap(reads: readonly ReadDocument[], request: ImportRequest): LinkMap {
	const { source, folder } = request
	return {
		documents: new Map(
			reads.map(({ file, converted }) => [file, { name: `${idOf(file, folder)}.md`, anchors: converted.anchors }]),
		),
		addressOf: (file) => (source === undefined ? undefined : documentAddress(source, file)),
	}
}

/** The texts that the knowledge folder has already, apart from those of earlier imports of this folder. */
async function knownTexts(request: ImportRequest): Promise<Map<string, string>> {
	const own = `/imported/${prefixOf(request.folder)}/`
	const files = (await listArticleFiles(request.to)).filter(({ file }) => !file.includes(own))
	const texts = await Promise.all(files.map(({ path: place }) => readFile(place, 'utf8')))
	return new Map(texts.map((text, index) => [textKey(text.replace(/^---\n[\s\S]*?\n---\n/u, '')), files[index]?.file ?? '']))
}

/** Remembers each text and id, so that the second of two equal documents is the one left out. */
function doubleOf(read: ReadDocument, known: Map<string, string>, request: ImportRequest): Skipped | undefined {
	const { file, converted } = read
	const article = articleFile(read, request)
	const key = textKey(converted.finish(converted.text))
	const same = known.get(key)
	if (same !== undefined) return skipped(file, 'duplicate', `says the same as ${same}`)
	const rival = known.get(article)
	if (rival !== undefined) return skipped(file, 'duplicate', `would have the same name as ${rival}: ${article}`)
	known.set(key, file).set(article, file)
	return undefined
}

/** Where its links lead does not make a text another one. */
function textKey(text: string): string {
	return fingerprint(rewriteLinks(text, () => undefined))
}

async function readFragment(folder: string, file: string): Promise<string | undefined> {
	return readFile(path.join(folder, file)).then(decode, () => undefined)
}

async function orphansOf(request: ImportRequest, kept: ReadonlySet<string>): Promise<string[]> {
	const folders = (['en', 'fr'] as const).map((language) => importFolderOf(language, request.folder))
	const names = await Promise.all(folders.map((folder) => readdir(path.join(request.to, folder)).catch(() => [])))
	const files = names.flatMap((list, index) => list.map((name) => `${folders[index]}/${name}`))
	return files.filter((file) => file.endsWith('.md') && !/\/\.[^/]*$/u.test(file) && !kept.has(file)).sort()
}

function articleFile({ file, language }: ReadDocument, { folder }: ImportRequest): string {
	return `${importFolderOf(language, folder)}/${idOf(file, folder)}.md`
}

function importFolderOf(language: Language, folder: string): string {
	return `${language}/imported/${prefixOf(folder)}`
}

function idOf(file: string, folder: string): string {
	return `${prefixOf(folder)}-${idPart(file.replace(/\.\w+$/u, ''))}`
}

function prefixOf(folder: string): string {
	const prefix = idPart(path.basename(path.resolve(folder)))
	if (prefix === '')
		throw new AppError('bad-input', `${folder}: the folder's name has no letters. Rename it: it begins the ids of the articles.`)
	return prefix
}

function idPart(text: string): string {
	return fold(text)
		.replace(/[^a-z0-9]+/gu, '-')
		.replace(/^-+|-+$/gu, '')
}

function byFile(a: Skipped, b: Skipped): number {
	return a.file.localeCompare(b.file)
}
