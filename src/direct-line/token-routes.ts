import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request, Server } from 'restify'
import { z } from 'zod'
import { AppError } from '../errors.ts'
import { bearerOf } from './door.ts'
import { type Answer, exchange } from './exchange.ts'
import { localeFrom } from './incoming.ts'
import { readJson } from './request-body.ts'
import type { DirectLineDeps } from './routes.ts'
import type { IssuedToken } from './tokens.ts'

const generateBody = z.object({
	user: z.object({ id: z.string().min(1).max(200), name: z.string().max(200).optional() }),
	locale: z.string().optional(),
})

/** Tokens: fresh ones for the partner's server, newer ones for a client that has one. */
export function attachTokenRoutes(server: Server, deps: DirectLineDeps): void {
	server.post(
		'/v3/directline/tokens/generate',
		exchange(deps, (req) => generate(deps, req)),
	)
	server.post(
		'/v3/directline/tokens/refresh',
		exchange(deps, (req) => refresh(deps, req)),
	)
}

async function generate({ tokens, siteSecret }: DirectLineDeps, req: Request): Promise<Answer> {
	const shown = bearerOf(req)
	if (!siteSecret || !isSame(shown, siteSecret)) throw new AppError('not-allowed', 'the site secret is not the configured one')
	const { data } = generateBody.safeParse(await readJson(req))
	if (!data) throw new AppError('bad-input', 'a token needs user.id')
	const locale = localeFrom(data.locale)
	return issued(await tokens.issue({ userId: data.user.id, name: data.user.name, locale }))
}

async function refresh({ tokens, live }: DirectLineDeps, req: Request): Promise<Answer> {
	const visitor = await tokens.verifyToResume(bearerOf(req))
	const token = await tokens.issue(visitor)
	live.extend(visitor.conversationId, visitor.userId, token.expiresAt)
	return issued(token)
}

function issued({ token, conversationId, expiresInSeconds }: IssuedToken): Answer {
	return { status: 200, body: { conversationId, token, expires_in: expiresInSeconds } }
}

/** Compares digests: their length says nothing, and the time it takes neither. */
function isSame(shown: string, secret: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest()
	return timingSafeEqual(digest(shown), digest(secret))
}
