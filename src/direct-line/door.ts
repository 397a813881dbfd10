import type { IncomingMessage } from 'node:http'
import type { Request } from 'restify'
import { AppError } from '../errors.ts'
import type { Conversation, TranscriptStore } from './ports.ts'
import type { Tokens, Visitor } from './tokens.ts'

/** The bearer token of the request; throws `not-signed-in` without one. */
export function bearerOf(req: IncomingMessage): string {
	const token = /^Bearer ([^\s]+)$/i.exec(req.headers.authorization ?? '')?.[1]
	if (token === undefined) throw new AppError('not-signed-in', 'a bearer token is needed')
	return token
}

/** Lets a visitor into the conversation of the path: `not-allowed` for another one than the token's, `not-found` for none. */
export async function enter(
	{ transcripts, tokens }: { transcripts: TranscriptStore; tokens: Tokens },
	req: Request,
	{ mayBeExpired = false } = {},
): Promise<{ visitor: Visitor; conversation: Conversation }> {
	const token = bearerOf(req)
	const visitor = await (mayBeExpired ? tokens.verifyToResume(token) : tokens.verify(token))
	const params = req.params as Record<string, string | undefined>
	if (params['id'] !== visitor.conversationId) throw new AppError('not-allowed', 'the token is for another conversation')
	return { visitor, conversation: await ownConversation(transcripts, visitor) }
}

/** The conversation of the token; throws `not-found` where it does not exist (any more). */
export async function ownConversation(transcripts: TranscriptStore, visitor: Visitor): Promise<Conversation> {
	const conversation = await transcripts.conversation(visitor.conversationId)
	if (!conversation) throw new AppError('not-found', 'no such conversation')
	if (conversation.userId !== visitor.userId) throw new AppError('not-allowed', 'the conversation is of another user')
	return conversation
}

/** A parameter of the query. */
export function queryOf(req: IncomingMessage, name: string): string | undefined {
	return new URL(req.url ?? '/', 'http://unused').searchParams.get(name) ?? undefined
}

/** The sequence number that a client says it has; 0 where it says nothing. Throws `bad-input` for what is no number. */
export function watermarkOf(req: IncomingMessage): number {
	const raw = queryOf(req, 'watermark') ?? ''
	if (!/^\d{0,15}$/.test(raw)) throw new AppError('bad-input', 'the watermark is not one of ours')
	return Number(raw)
}

/** The origin under which the client reaches us: the configured one, else what it asked for. */
export function baseOf(publicUrl: string | undefined, req: IncomingMessage): string {
	if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '')
	const host = req.headers.host ?? ''
	if (!/^[\w.:[\]-]+$/.test(host)) throw new AppError('bad-input', 'the Host header is not acceptable')
	return `http://${host}`
}
