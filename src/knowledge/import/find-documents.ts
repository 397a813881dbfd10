import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../errors.ts'
import { type FoundDocument, type Skipped, skipped } from './document.ts'

const MARKDOWN = /\.(?:md|markdown|mdown|mkd)$/iu
/** Files of the project around the documents, and the website's menus. */
const CONTENTS = /^(?:toc|_?sidebar|_?navbar|summary|table-of-contents|bookmap)$/iu
const PROJECT =
	/^(?:license|licence|contributing|changelog|code[-_]of[-_]conduct|security|thirdpartynotices|pull_request_template|issue_template)$/iu
const NOT_DOCUMENTS = new Set(['node_modules', '.git'])
const LARGEST = 1_048_576

/**
 * The documents of a folder in the order of their names, and what is none of them with the reason. Links to other places are
 * not followed.
 * @throws AppError `not-found` where the folder does not exist.
 */
export async function findDocuments(folder: string): Promise<{ documents: FoundDocument[]; skips: Skipped[] }> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
		throw new AppError('not-found', `${folder}: cannot be read (${cause.code ?? 'unknown'}). Name a folder of Markdown files.`, {
			cause,
		})
	})
	const names = entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
		.filter((name) => !name.split('/').some((part) => NOT_DOCUMENTS.has(part)))
		.sort()
	const documents: FoundDocument[] = []
	const skips: Skipped[] = []
	for (const file of names) {
		const place = path.join(folder, file)
		const { size, mtime } = await stat(place)
		const reason = whyNot(file, size)
		if (reason === undefined) documents.push({ file, path: place, bytes: size, written: mtime.toISOString().slice(0, 10) })
		else skips.push(reason)
	}
	return { documents, skips }
}

function whyNot(file: string, size: number): Skipped | undefined {
	if (!MARKDOWN.test(file)) return skipped(file, 'not-markdown', 'is not Markdown')
	if (size > LARGEST) return skipped(file, 'too-large', `is larger than 1 MB (${(size / LARGEST).toFixed(1)} MB)`)
	const name = file.replace(/^.*\//u, '').replace(MARKDOWN, '')
	if (CONTENTS.test(name)) return skipped(file, 'contents-page', 'is a table of contents')
	if (PROJECT.test(name)) return skipped(file, 'contents-page', 'is about the project, not a document of it')
	if (/(?:^|\/)_?includes?\//iu.test(file)) return skipped(file, 'fragment', 'is a fragment that other documents include')
	return undefined
}
