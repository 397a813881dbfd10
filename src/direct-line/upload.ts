import { AppError } from '../errors.ts'
import { readBytes } from './request-body.ts'
import type { IncomingMessage } from 'node:http'

const UPLOAD_BYTES = 10 * 1024 * 1024
const FILE_BYTES = 4 * 1024 * 1024
const ACTIVITY_BYTES = 256 * 1024
const MOST_FILES = 10

/** A file as the client sent it; `name` has no folders and no control characters, `contentType` is only a claim. */
export interface UploadedFile {
	readonly name: string
	readonly contentType: string
	readonly bytes: Uint8Array
}

export interface Upload {
	/** The JSON of the activity that the files belong to. */
	readonly activity: unknown
	readonly files: readonly UploadedFile[]
}

/** What an upload may take of memory and store before it is read: its length, or the most there can be. */
export function announcedBytes({ headers }: IncomingMessage): number {
	return Math.min(Number(headers['content-length'] ?? UPLOAD_BYTES), UPLOAD_BYTES)
}

/**
 * Reads a Direct Line upload: the part `activity` and parts `file`. At most ten files, 4 MB each and 10 MB together; throws
 * `too-large` or `bad-input`.
 */
export async function readUpload(req: IncomingMessage): Promise<Upload> {
	const contentType = req.headers['content-type'] ?? ''
	if (!contentType.toLowerCase().startsWith('multipart/form-data'))
		throw new AppError('bad-input', 'an upload is multipart/form-data')
	const form = await parseForm(await readBytes(req, UPLOAD_BYTES), contentType)
	const blobs = form.getAll('file').filter((part) => typeof part !== 'string')
	if (blobs.length > MOST_FILES) throw new AppError('too-large', `an upload has at most ${MOST_FILES} files`)
	if (blobs.some((blob) => blob.size > FILE_BYTES)) throw new AppError('too-large', `a file has at most ${FILE_BYTES} bytes`)
	if (blobs.length === 0) throw new AppError('bad-input', 'the upload holds no file')
	const files = blobs.map(async (blob) => ({
		name: cleanName(blob.name),
		contentType: blob.type,
		bytes: new Uint8Array(await blob.arrayBuffer()),
	}))
	return { activity: await readActivityPart(form), files: await Promise.all(files) }
}

async function parseForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
	try {
		return await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
	} catch {
		throw new AppError('bad-input', 'the upload is not well-formed')
	}
}

async function readActivityPart(form: FormData): Promise<unknown> {
	const part = form.get('activity')
	if (part === null) return { type: 'message' }
	const text = typeof part === 'string' ? part : part.size > ACTIVITY_BYTES ? undefined : await part.text()
	if (text === undefined || text.length > ACTIVITY_BYTES)
		throw new AppError('too-large', 'the activity of the upload is too large')
	try {
		return JSON.parse(text) as unknown
	} catch {
		throw new AppError('bad-input', 'the activity of the upload is not JSON')
	}
}

function cleanName(raw: string): string {
	const last = raw.split(/[\\/]/).at(-1) ?? ''
	return last.replace(/\p{C}/gu, '').slice(0, 200) || 'file'
}
