import { chmod, type FileHandle, mkdir, open, rename, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../errors.ts'

/** The three things that a journal does to its file; tests let them fail. */
export interface Disk {
	/** Writes all the bytes at this place. */
	write(file: FileHandle, bytes: Uint8Array, place: number): Promise<void>
	/** Resolves when what was written survives a power cut. */
	sync(file: FileHandle): Promise<void>
	truncate(file: FileHandle, length: number): Promise<void>
}

export const realDisk: Disk = {
	async write(file, bytes, place) {
		let done = 0
		while (done < bytes.length) {
			const { bytesWritten } = await file.write(bytes, done, bytes.length - done, place + done)
			done += bytesWritten
		}
	},
	sync: (file) => file.datasync(),
	truncate: (file, length) => file.truncate(length),
}

/** The refusal of what could not be written or read for now: nothing was changed. */
export function unavailable(what: string, cause?: unknown): AppError {
	return new AppError('busy', what, { reason: 'store-unavailable', cause })
}

/** Only the desk's own user may read what customers wrote. */
const FILE_MODE = 0o600
const FOLDER_MODE = 0o700

/** Makes sure that the folder exists and belongs to this user alone. */
export async function makeFolder(folder: string): Promise<void> {
	const made = await mkdir(folder, { recursive: true, mode: FOLDER_MODE })
	if (made !== undefined) await syncFolder(path.dirname(made))
	await chmod(folder, FOLDER_MODE)
}

/** Makes durable which names the folder holds. Windows keeps its folders itself and lets nobody sync them. */
export async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return
	const handle = await open(folder)
	try {
		await handle.sync()
	} finally {
		await handle.close()
	}
}

/** Opens a file to write anywhere in it, made where it is missing. */
export async function openFile(file: string): Promise<FileHandle> {
	const made = await open(file, 'a', FILE_MODE)
	await made.close()
	return open(file, 'r+')
}

/** Writes a whole file so that at any moment either the old one or the new one is there, and the new one is durable at the end. */
export async function replaceFile(file: string, fill: (handle: FileHandle) => Promise<void>, disk = realDisk): Promise<void> {
	const temporary = `${file}.tmp`
	try {
		const handle = await open(temporary, 'w', FILE_MODE)
		try {
			await fill(handle)
			await disk.sync(handle)
		} finally {
			await handle.close()
		}
		await rename(temporary, file)
	} catch (error) {
		// What is half written must not fill a disk that is full.
		await unlink(temporary).catch(() => undefined)
		throw error
	}
	await syncFolder(path.dirname(file))
}

/** Bytes in the file, 0 where there is none. */
export async function sizeOf(file: string): Promise<number> {
	const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined
		throw error
	})
	return found?.size ?? 0
}
