import { readdir, readFile, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { StoredFile } from '../../direct-line/ports.ts'
import { AppError } from '../../errors.ts'
import { type Disk, makeFolder, replaceFile, syncFolder, unavailable } from './disk.ts'
import type { Engine } from './engine.ts'

/** Uploaded files: the bytes in a file of their own, everything else in the journal. */
export interface Files {
	saveFile(file: StoredFile): Promise<void>
	file(id: string): Promise<StoredFile | undefined>
	/** Removes the bytes of all files that nothing is known of, and of uploads that a crash cut off. */
	sweep(): Promise<void>
}

/** An id is a file's name: no separators, no leading dot. */
const ID = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,127}$/
const TEMPORARY = /\.tmp$/

export interface FilesDeps {
	readonly engine: Engine
	readonly folder: string
	readonly disk: Disk
}

/** Opens the folder and removes what a crash left half written. */
export async function createFiles({ engine, folder, disk }: FilesDeps): Promise<Files> {
	const saving = new Map<string, Promise<void>>()
	await makeFolder(folder)
	const leftOver = (await readdir(folder)).filter((name) => TEMPORARY.test(name))
	await Promise.all(leftOver.map((name) => unlink(path.join(folder, name))))

	async function save({ id, bytes, conversationId, name, contentType }: StoredFile): Promise<void> {
		try {
			await replaceFile(path.join(folder, id), (handle) => disk.write(handle, bytes, 0), disk)
		} catch (error) {
			throw unavailable('the uploaded file cannot be written', error)
		}
		await engine.commit([['files', id, { conversationId, name, contentType, size: bytes.length }]])
	}

	async function sweep(): Promise<void> {
		const names = await readdir(folder)
		const unknown = names.filter((name) => !saving.has(name.replace(TEMPORARY, '')) && engine.newest('files', name) === undefined)
		await Promise.all(unknown.map((name) => unlink(path.join(folder, name))))
		await syncFolder(folder)
	}

	return {
		sweep,
		async saveFile(file) {
			if (!ID.test(file.id) || TEMPORARY.test(file.id)) throw new AppError('bad-input', 'not an id of a file')
			if (engine.get('files', file.id) !== undefined || engine.newest('chats', file.conversationId)?.userId === '') return
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
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw lost(path.basename(file), error)
		throw unavailable('the uploaded file cannot be read', error)
	}
}

function lost(id: string, cause?: unknown): AppError {
	return new AppError('damaged', `the uploaded file ${id} is not as it was written; restore it from a backup`, { cause })
}
