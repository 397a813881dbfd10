import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { AppError } from '../errors.ts'

const ISSUER = 'loopdesk'
const AUDIENCE = 'direct-line'
const LIFETIME_SECONDS = 30 * 60
const RESUME_SECONDS = 7 * 24 * 60 * 60
/** As long as Microsoft's service gives a client to open the stream; the address ends up in access logs, so no longer. */
const STREAM_SECONDS = 60

/** What a customer's token says. The claim names `user` and `conv` are those that directlinejs and Web Chat look for. */
const conversationClaims = z.object({
	kind: z.literal('conversation'),
	user: z.string().min(1),
	name: z.string().optional(),
	conv: z.string().min(1),
	locale: z.string().optional(),
	iat: z.number(),
	exp: z.number(),
})
const streamClaims = z.object({ kind: z.literal('stream'), user: z.string(), conv: z.string(), until: z.number() })
const fileClaims = z.object({ kind: z.literal('file'), file: z.string() })

/** Who may speak in which conversation. */
export interface Visitor {
	readonly userId: string
	/** Vouched for by the partner's server, never by the client. */
	readonly name: string | undefined
	readonly conversationId: string
	readonly locale: string | undefined
	readonly expiresAt: Date
}

/** What a token is issued for; without a conversation it gets the id of a new one, which exists only once it is started. */
export interface TokenRequest {
	readonly userId: string
	readonly name?: string | undefined
	readonly conversationId?: string | undefined
	readonly locale?: string | undefined
}

/** Direct Line's answer to a token request. */
export interface IssuedToken {
	readonly token: string
	readonly conversationId: string
	readonly expiresInSeconds: number
	readonly expiresAt: Date
}

/** Issues and checks the tokens of this endpoint. Every check throws `AppError` `not-allowed` for a token that is not good. */
export interface Tokens {
	issue(request: TokenRequest): Promise<IssuedToken>
	verify(token: string): Promise<Visitor>
	/** Accepts an expired token too, up to the resume time after its issue: a laptop that slept must find its conversation again. */
	verifyToResume(token: string): Promise<Visitor>
	/** For the address of a stream; the stream itself may last until `until`. */
	issueStream(visitor: Visitor, until: Date): Promise<string>
	verifyStream(token: string): Promise<{ userId: string; conversationId: string; until: Date }>
	/** For the download address of one file. */
	issueFile(fileId: string): Promise<string>
	verifyFile(token: string, fileId: string): Promise<void>
}

/** `key` holds the bytes of the signing secret, 32 or more; times are in seconds. */
export interface TokensOptions {
	readonly key: Uint8Array
	readonly clock: () => Date
	readonly newId: () => string
	readonly lifetimeSeconds?: number
	readonly resumeSeconds?: number
}

/** Throws `misconfigured` for a key shorter than HS256 asks for (RFC 7518, 3.2). */
export function createTokens(options: TokensOptions): Tokens {
	const { key, clock, newId, lifetimeSeconds = LIFETIME_SECONDS, resumeSeconds = RESUME_SECONDS } = options
	if (key.byteLength < 32) throw new AppError('misconfigured', 'the key for chat tokens needs 32 bytes or more')
	const seconds = () => Math.floor(clock().getTime() / 1000)

	function sign(claims: Record<string, unknown>, lifetime: number): Promise<string> {
		return new SignJWT(claims)
			.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
			.setIssuer(ISSUER)
			.setAudience(AUDIENCE)
			.setIssuedAt(seconds())
			.setExpirationTime(seconds() + lifetime)
			.sign(key)
	}

	async function open<T>(token: string, schema: z.ZodType<T>, toleranceSeconds = 0): Promise<T> {
		try {
			const { payload } = await jwtVerify(token, key, {
				algorithms: ['HS256'],
				issuer: ISSUER,
				audience: AUDIENCE,
				currentDate: clock(),
				clockTolerance: toleranceSeconds,
			})
			return schema.parse(payload)
		} catch (cause) {
			if (cause instanceof errors.JWTExpired) throw expired()
			throw new AppError('not-allowed', 'the token is not valid here')
		}
	}

	async function issue({ userId, name, conversationId = newId(), locale }: TokenRequest): Promise<IssuedToken> {
		const expiresAt = new Date((seconds() + lifetimeSeconds) * 1000)
		const token = await sign({ kind: 'conversation', user: userId, name, conv: conversationId, locale }, lifetimeSeconds)
		return { token, conversationId, expiresInSeconds: lifetimeSeconds, expiresAt }
	}

	async function verifyToResume(token: string): Promise<Visitor> {
		const claims = await open(token, conversationClaims, resumeSeconds)
		if (claims.exp <= seconds() && claims.iat + resumeSeconds <= seconds()) throw expired()
		return visitorOf(claims)
	}

	async function verifyStream(token: string): ReturnType<Tokens['verifyStream']> {
		const { user, conv, until } = await open(token, streamClaims)
		return { userId: user, conversationId: conv, until: new Date(until * 1000) }
	}

	async function verifyFile(token: string, fileId: string): Promise<void> {
		const { file } = await open(token, fileClaims)
		if (file !== fileId) throw new AppError('not-allowed', 'the token is for another file')
	}

	return {
		issue,
		verify: async (token) => visitorOf(await open(token, conversationClaims)),
		verifyToResume,
		issueStream: ({ userId, conversationId }, until) =>
			sign({ kind: 'stream', user: userId, conv: conversationId, until: until.getTime() / 1000 }, STREAM_SECONDS),
		verifyStream,
		issueFile: (fileId) => sign({ kind: 'file', file: fileId }, lifetimeSeconds),
		verifyFile,
	}
}

function expired(): AppError {
	return new AppError('not-allowed', 'the token has expired', { details: { directLine: 'TokenExpired' } })
}

function visitorOf(claims: z.infer<typeof conversationClaims>): Visitor {
	const { user, name, conv, locale, exp } = claims
	return { userId: user, name, conversationId: conv, locale, expiresAt: new Date(exp * 1000) }
}
