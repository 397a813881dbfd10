import type { TicketView } from './contract.ts'
import { locale, say } from './texts.ts'

const PATIENCE = 15_000

/** The server's refusal: its `message` is for the person, in the person's language. */
export class Refusal extends Error {
	readonly code: string
	/** The newer state of the ticket, beside the code `stale`. */
	readonly newer: TicketView | undefined

	constructor(code: string, message: string, newer?: TicketView) {
		super(message)
		this.name = 'Refusal'
		this.code = code
		this.newer = newer
	}
}

/** No answer at all: the network, or a server that is restarting. The same request may be tried again. */
export class Unreachable extends Error {
	constructor() {
		super(say('errors.unreachable'))
		this.name = 'Unreachable'
	}
}

/** Who the requests come from. `fresh` asks for a new token after one was refused. */
export interface TokenSource {
	token(fresh: boolean): Promise<string>
}

/** Talks to `/api`. Every call rejects with a `Refusal` or `Unreachable`, whose messages can be shown. */
export interface Api {
	get<Answer>(path: string): Promise<Answer>
	post<Answer>(path: string, body: unknown): Promise<Answer>
}

/** The calls that need no token: the session and, in the demo, the choice of a person. */
export const openApi: Api = {
	get: (path) => request(path, { headers: headersOf() }),
	post: (path, body) => request(path, { method: 'POST', headers: headersOf(), body: JSON.stringify(body) }),
}

/** Calls in the name of a person. A refused token is renewed once. */
export function createApi(person: TokenSource): Api {
	async function call<Answer>(path: string, init: RequestInit): Promise<Answer> {
		const attempt = async (fresh: boolean) => request<Answer>(path, { ...init, headers: headersOf(await person.token(fresh)) })
		try {
			return await attempt(false)
		} catch (error) {
			if (error instanceof Refusal && error.code === 'not-signed-in') return attempt(true)
			throw error
		}
	}
	return {
		get: (path) => call(path, {}),
		post: (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) }),
	}
}

function headersOf(token?: string): Record<string, string> {
	const common = { Accept: 'application/json', 'Accept-Language': locale(), 'Content-Type': 'application/json' }
	return token === undefined ? common : { ...common, Authorization: `Bearer ${token}` }
}

async function request<Answer>(path: string, init: RequestInit): Promise<Answer> {
	let response: Response
	let body: unknown
	try {
		response = await fetch(`/api${path}`, { ...init, signal: AbortSignal.timeout(PATIENCE), cache: 'no-store' })
		body = await response.json().catch(() => undefined)
	} catch {
		throw new Unreachable()
	}
	if (response.ok) return body as Answer
	throw refusalOf(response.status, body)
}

function refusalOf(status: number, body: unknown): Error {
	const { error, ticket } = (body ?? {}) as { error?: { code?: string; message?: string }; ticket?: TicketView }
	// A gateway in front of a server that restarts answers without our error body.
	if (error === undefined && status >= 502) return new Unreachable()
	const code = status === 401 ? 'not-signed-in' : (error?.code ?? 'unknown')
	return new Refusal(code, error?.message ?? say('errors.unknown'), ticket)
}

/** The words of an error that a person may read. */
export function messageOf(error: unknown): string {
	return error instanceof Refusal || error instanceof Unreachable ? error.message : say('errors.unknown')
}
