import type { Desk } from './desk.ts'

export interface RawAnswer {
	readonly status: number
	readonly headers: Headers
	readonly body: Record<string, unknown>
}

/** A request as a stranger or a hand-written client sends it. */
export async function request(
	desk: Desk,
	method: string,
	path: string,
	{ token, body, headers }: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<RawAnswer> {
	const isReady = typeof body === 'string' || body instanceof FormData || body === undefined
	const answer = await fetch(`${desk.domain}${path}`, {
		method,
		headers: {
			...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
			...(body instanceof FormData || body === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		body: isReady ? (body ?? null) : JSON.stringify(body),
	})
	const text = await answer.text()
	const isJson = answer.headers.get('content-type')?.startsWith('application/json') ?? false
	return {
		status: answer.status,
		headers: answer.headers,
		body: isJson ? (JSON.parse(text) as Record<string, unknown>) : { text },
	}
}

/** Starts a conversation; the token that comes back and its conversation. */
export async function started(desk: Desk, userId = 'anna'): Promise<{ token: string; id: string; streamUrl: string }> {
	const { token } = await desk.tokens.issue({ userId })
	const { body } = await request(desk, 'POST', '/conversations', { token })
	return { token: String(body['token']), id: String(body['conversationId']), streamUrl: String(body['streamUrl']) }
}
