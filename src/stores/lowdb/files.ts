import { readdir, readFile, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { StoredFile } from '../../direct-line/ports.ts'
import { AppError } from '../../errors.ts'
import { makeFolder, replaceFile } from './disk.ts'
import type { Engine } from './engine.ts'

/** Uploaded files: the bytes in a file of their own, everything else in the journal. */
export interface Files {
	saveFile(file: StoredFile): Promise<void>
	file(id: string): Promise<StoredFile | undefined>
}

/** An id is a file's name: no separators, no leading dot. */
const ID = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}$/
const TEMPORARY = /\.tmp$/

/** Opens the folder and removes what a crash left half written. */
export async function createFiles({ engine, folder }: { engine: Engine; folder: string }): Promise<Files> {
	const saving = new Map<string, Promise<void>>()
	await makeFolder(folder)
	const leftOver = (await readdir(folder)).filter((name) => TEMPORARY.test(name))
	await Promise.all(leftOver.map((name) => unlink(path.join(folder, name))))

	async function save({ id, bytes, conversationId, name, contentType }: StoredFile): Promise<void> {
		await replaceFile(path.join(folder, id), (handle) => handle.writeFile(bytes))
		await engine.commit([['files', id, { conversationId, name, contentType, size: bytes.length }]])
	}

	return {
		async saveFile(file) {
			if (!ID.test(file.id) || TEMPORARY.test(file.id)) throw new AppError('bad-input', 'not an id of a file')
			if (engine.get('files', file.id) !== undefined) return
			const started = saving.get(file.id) ?? save(file).finally(() => saving.delete(file.id))
			saving.set(file.id, started)
			await started
		},
		async file(id) {
			const facts = engine.get('files', id)
			if (facts === undefined) return undefined
			const { size, ...rest } = facts
			const bytes = await readBytes(path.join(folder, id))
			if (bytes.length !== size) throw lost(id)
			return { id, ...rest, bytes }
		},
	}
}

async function readBytes(file: string): Promise<Uint8Array> {
	try {
		return await readFile(file)
	} catch (error) {
		throw lost(path.basename(file), error)
	}
}

function lost(id: string, cause?: unknown): AppError {
	return new AppError('damaged', `the uploaded file ${id} is not as it was written; restore it from a backup`, { cause })
}
