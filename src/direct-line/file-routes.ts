import type { Request, Response, Server } from 'restify'
import { AppError } from '../errors.ts'
import { FILES_PATH } from './client-view.ts'
import { enter, queryOf } from './door.ts'
import { type Answer, exchange } from './exchange.ts'
import { activityOf, readIncoming, withFiles } from './incoming.ts'
import type { StoredAttachment, StoredFile } from './ports.ts'
import { receive } from './receive.ts'
import type { DirectLineDeps } from './routes.ts'
import { announcedBytes, readUpload, type UploadedFile } from './upload.ts'

/** Sending files and reading them back. */
export function attachFileRoutes(server: Server, deps: DirectLineDeps): void {
	server.post(
		'/v3/directline/conversations/:id/upload',
		exchange(deps, (req) => upload(deps, req)),
	)
	server.get(
		`${FILES_PATH}:id`,
		exchange(deps, (req, res) => download(deps, req, res)),
	)
}

/** The `userId` of the query is what the client claims; the token knows better. */
async function upload(deps: DirectLineDeps, req: Request): Promise<Answer> {
	const { visitor, conversation } = await enter(deps, req)
	deps.admission?.message(req)
	deps.admission?.upload(req, announcedBytes(req))
	const { activity: raw, files } = await readUpload(req)
	const incoming = readIncoming(raw)
	if (incoming.type !== 'message') throw new AppError('bad-input', 'files come with a message')
	const { userId, name: userName, conversationId } = visitor
	const speech = { conversationId, userId, userName, locale: conversation.locale, at: deps.clock(), newId: deps.newId }
	const message = activityOf(incoming, speech)
	const attachments: StoredAttachment[] = []
	for (const [index, file] of files.entries())
		attachments.push(await keep(deps, conversationId, `${message.id}-${index + 1}`, file))
	return receive(deps, conversationId, withFiles(message, attachments))
}

async function keep(deps: DirectLineDeps, conversationId: string, id: string, file: UploadedFile): Promise<StoredAttachment> {
	await deps.transcripts.saveFile({ id, conversationId, ...file })
	return { contentType: servedType(file.contentType), name: file.name, contentUrl: `${FILES_PATH}${encodeURIComponent(id)}` }
}

async function download({ tokens, transcripts }: DirectLineDeps, req: Request, res: Response): Promise<undefined> {
	const id = (req.params as Record<string, string | undefined>)['id'] ?? ''
	const token = queryOf(req, 't')
	if (token === undefined) throw new AppError('not-signed-in', 'a file needs its signed address')
	await tokens.verifyFile(token, id)
	const file = await transcripts.file(id)
	if (!file) throw new AppError('not-found', 'no such file')
	res.sendRaw(200, Buffer.from(file.bytes), headersFor(file))
}

/** A file of a stranger never runs: it downloads, under a type that no browser executes. */
function headersFor(file: StoredFile): Record<string, string> {
	return {
		'content-type': servedType(file.contentType),
		'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, escapeByte)}`,
		'x-content-type-options': 'nosniff',
		'content-security-policy': "default-src 'none'; sandbox",
		'cross-origin-resource-policy': 'cross-origin',
		'cache-control': 'private, no-store',
	}
}

const HARMLESS_TYPES: ReadonlySet<string> = new Set([
	'image/png',
	'image/jpeg',
	'image/gif',
	'image/webp',
	'application/pdf',
	'text/plain',
	'text/csv',
])

function servedType(claimed: string): string {
	const type = claimed.split(';')[0]?.trim().toLowerCase() ?? ''
	return HARMLESS_TYPES.has(type) ? type : 'application/octet-stream'
}

/** What `encodeURIComponent` leaves, and RFC 8187 does not allow. */
function escapeByte(character: string): string {
	return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
