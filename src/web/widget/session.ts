import { fieldsOf, textOf } from './activity.ts'
import type { WidgetOptions } from './options.ts'
import type { SessionStore } from './session-store.ts'
import { type Locale, localeOf } from './texts.ts'

/** Who speaks in which conversation, and until when the token says so. */
export interface Session {
	token: string
	userId: string
	/** Unknown until the conversation was started. */
	conversationId: string | undefined
	/** Milliseconds since 1970, half of the token's life: from here on it is renewed at the next occasion. */
	renewAt: number
	partnerName: string
	locale: Locale | undefined
}

/** Where the activities of a conversation come from. */
export interface Stream {
	session: Session
	streamUrl: string
}

/** The desk answered, and the answer was no. `status` is the HTTP status. */
export class Refused extends Error {
	readonly status: number

	constructor(path: string, status: number) {
		super(`${path} answered ${status}`)
		this.status = status
	}
}

/** Gets, renews and keeps the session. Every method throws `Refused`, or a `TypeError` while the desk cannot be reached. */
export interface Sessions {
	/** The session of the last visit with a renewed token, or a new one. `isNew`: an earlier conversation could not go on. */
	open(locale: Locale): Promise<{ session: Session; isNew: boolean }>
	/** Renews the token; `undefined` when the desk refuses it. */
	renew(session: Session): Promise<Session | undefined>
	/** Goes on with the conversation after the watermark; an empty one starts it, or replays it from its first message. */
	stream(session: Session, watermark: string, locale: Locale): Promise<Stream>
	/** Forgets the kept session, for example because its conversation is gone. */
	forget(): void
}

interface Dependencies {
	options: WidgetOptions
	store: SessionStore
	now: () => number
}

const TIMEOUT = 15_000
const DEFAULT_LIFETIME = 1800

/** The sessions of one website with one desk. */
export function createSessions({ options, store, now }: Dependencies): Sessions {
	async function call(path: string, init: RequestInit, token?: string): Promise<unknown> {
		const headers: Record<string, string> = { accept: 'application/json' }
		if (init.body) headers['content-type'] = 'application/json'
		if (token) headers['authorization'] = `Bearer ${token}`
		const answer = await fetch(options.base + path, { ...init, headers, signal: AbortSignal.timeout(TIMEOUT) })
		if (!answer.ok) throw new Refused(path, answer.status)
		return answer.json()
	}

	function withToken(session: Session, answer: unknown): Session {
		const fields = fieldsOf(answer) ?? {}
		const lifetime = (Number(fields['expires_in'] ?? fields['expiresIn']) || DEFAULT_LIFETIME) * 1000
		const renewed = {
			...session,
			token: textOf(fields['token']) ?? session.token,
			conversationId: textOf(fields['conversationId']) ?? session.conversationId,
			renewAt: now() + lifetime / 2,
		}
		store.write(renewed)
		return renewed
	}

	async function request(locale: Locale): Promise<Session> {
		const body = { locale, identity: options.identity, sample: options.sample }
		const answer = await call('/api/webchat/token', { method: 'POST', body: JSON.stringify(body) })
		const fields = fieldsOf(answer) ?? {}
		const blank: Session = {
			token: '',
			userId: textOf(fields['userId']) ?? '',
			conversationId: undefined,
			renewAt: 0,
			partnerName: textOf(fields['partnerName']) ?? '',
			locale: localeOf(textOf(fields['locale'])),
		}
		return withToken(blank, answer)
	}

	async function renew(session: Session): Promise<Session | undefined> {
		try {
			return withToken(session, await call('/v3/directline/tokens/refresh', { method: 'POST' }, session.token))
		} catch (error) {
			if (error instanceof Refused && error.status < 500 && error.status !== 429) return undefined
			throw error
		}
	}

	return {
		renew,
		forget: () => store.forget(),
		async open(locale) {
			const kept = store.read()
			const renewed = kept && (await renew(kept))
			if (renewed) return { session: renewed, isNew: false }
			const session = await request(locale)
			return { session, isNew: kept?.conversationId !== undefined && kept.conversationId !== session.conversationId }
		},
		async stream(session, watermark, locale) {
			const { conversationId, token } = session
			const path = '/v3/directline/conversations'
			const isStarted = conversationId !== undefined && watermark !== ''
			const answer = isStarted
				? await call(`${path}/${encodeURIComponent(conversationId)}?watermark=${watermark}`, { method: 'GET' }, token)
				: await call(path, { method: 'POST', body: JSON.stringify({ locale }) }, token)
			const streamUrl = textOf(fieldsOf(answer)?.['streamUrl']) ?? ''
			return { session: withToken(session, answer), streamUrl }
		},
	}
}
