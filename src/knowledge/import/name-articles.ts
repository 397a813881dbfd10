import { createHash } from 'node:crypto'
import path from 'node:path'
import { AppError } from '../../errors.ts'
import { fold } from '../../triage/text/fold.ts'
import type { Language } from '../../triage/types.ts'

type Naming = {
	/** Begins every id. */
	readonly prefix: string
	/** The articles of an earlier import: `<language>/<id>` -> the document that it was. */
	readonly documents: ReadonlyMap<string, string>
	/** `<language>/<id>` of all other articles. */
	readonly taken: ReadonlySet<string>
}

type Document = { readonly file: string; readonly language: Language }

/**
 * An id for each document: file -> id. Where one is asked for twice, or nothing of a name is left in it, a few signs of the name's
 * hash tell the documents apart. Each keeps the id that it has had, whatever documents come and go.
 */
export function nameArticles(documents: readonly Document[], naming: Naming): Map<string, string> {
	const rivals = Map.groupBy(documents, ({ file, language }) => `${language}/${plainId(file, naming)}`)
	return new Map([...rivals].flatMap(([place, group]) => nameRivals(place, group, naming)))
}

function nameRivals(place: string, group: readonly Document[], naming: Naming): [file: string, id: string][] {
	const owner = isFree(place, naming) ? ownerOf(place, group, naming) : undefined
	return group.map(({ file }) => [file, file === owner ? plainId(file, naming) : hashedId(file, naming)])
}

function isFree(place: string, { prefix, taken }: Naming): boolean {
	return !taken.has(place) && !place.endsWith(`/${prefix}`)
}

/** Who has had the short id already, else the first that has no id yet. */
function ownerOf(place: string, group: readonly Document[], naming: Naming): string | undefined {
	const { documents } = naming
	const isNew = ({ file, language }: Document) => documents.get(`${language}/${hashedId(file, naming)}`) !== file
	return (group.find(({ file }) => documents.get(place) === file) ?? group.find(isNew))?.file
}

function plainId(file: string, { prefix }: Naming): string {
	return [prefix, idPart(file.replace(/\.\w+$/u, ''))].filter((part) => part !== '').join('-')
}

function hashedId(file: string, naming: Naming): string {
	const hash = createHash('sha256').update(file.normalize('NFC')).digest('hex').slice(0, 8)
	return `${plainId(file, naming)}-${hash}`
}

/**
 * What the ids of a folder's articles begin with.
 * @throws AppError `bad-input` where the folder's name gives no id.
 */
export function prefixOf(folder: string): string {
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
