import type { Request, Server } from 'restify'
import { z } from 'zod'
import { baseOf, bearerOf, enter, ownConversation, watermarkOf } from './door.ts'
import { type Answer, exchange } from './exchange.ts'
import { joinActivity, localeFrom } from './incoming.ts'
import { readJson } from './request-body.ts'
import type { DirectLineDeps } from './routes.ts'
import type { Visitor } from './tokens.ts'

const startBody = z.object({ locale: z.unknown() })

/** Starting a conversation and coming back to it. */
export function attachConversationRoutes(server: Server, deps: DirectLineDeps): void {
	server.post(
		'/v3/directline/conversations',
		exchange(deps, (req) => start(deps, req)),
	)
	server.get(
		'/v3/directline/conversations/:id',
		exchange(deps, (req) => reconnect(deps, req)),
	)
}

/** A token holds the id of one conversation: its first start creates it, each later one resumes it. */
async function start(deps: DirectLineDeps, req: Request): Promise<Answer> {
	const { transcripts, tokens, turns, clock, newId } = deps
	const visitor = await tokens.verify(bearerOf(req))
	const { conversationId, userId, name: userName } = visitor
	const body = startBody.safeParse(await readJson(req))
	const locale = localeFrom(body.data?.locale) ?? visitor.locale
	const known = await transcripts.conversation(conversationId)
	if (!known) await transcripts.createConversation({ id: conversationId, userId, locale, createdAt: clock() })
	const conversation = await ownConversation(transcripts, visitor)
	const speech = { conversationId, userId, userName, locale: conversation.locale, at: clock(), newId }
	const join = joinActivity(speech)
	await transcripts.append(conversationId, join)
	turns.start(conversationId)
	return { status: known ? 200 : 201, body: await connection(deps, req, visitor, 0) }
}

/** Also with a token that expired while the laptop slept: it gets a new one for the same conversation. */
async function reconnect(deps: DirectLineDeps, req: Request): Promise<Answer> {
	const watermark = watermarkOf(req)
	const { visitor } = await enter(deps, req, { mayBeExpired: true })
	return { status: 200, body: await connection(deps, req, visitor, watermark) }
}

async function connection(deps: DirectLineDeps, req: Request, visitor: Visitor, watermark: number): Promise<object> {
	const { tokens, live, publicUrl } = deps
	const { token, conversationId, expiresInSeconds, expiresAt } = await tokens.issue(visitor)
	live.extend(conversationId, visitor.userId, expiresAt)
	const socketBase = baseOf(publicUrl, req).replace(/^http/, 'ws')
	const query = new URLSearchParams({ watermark: String(watermark), t: await tokens.issueStream(visitor, expiresAt) })
	const streamUrl = `${socketBase}/v3/directline/conversations/${encodeURIComponent(conversationId)}/stream?${query.toString()}`
	return { conversationId, token, expires_in: expiresInSeconds, streamUrl }
}
