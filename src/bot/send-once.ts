import type { CloudAdapter, Middleware } from 'botbuilder'

/** How long a reply may take before the turn gives up, in milliseconds: Teams sends the activity again after 15 s. */
const REPLY_MS = 10_000

interface Pipeline {
	removePolicy(step: { name: string }): unknown
	addPolicy(step: { name: string; sendRequest: SendRequest }): void
}
type SendRequest = (request: { timeout: number }, next: (request: unknown) => Promise<unknown>) => Promise<unknown>

/**
 * Takes the SDK's own retries out of each turn: it would send a reply up to four times after a 408, a 5xx or a lost
 * connection, each of which may have arrived, and wait without end (facts, section 8).
 */
export function sendOnce(adapter: CloudAdapter): Middleware {
	return {
		async onTurn(context, next) {
			const connector = context.turnState.get<{ client?: { pipeline?: Pipeline } }>(adapter.ConnectorClientKey)
			const pipeline = connector?.client?.pipeline
			pipeline?.removePolicy({ name: 'defaultRetryPolicy' })
			pipeline?.addPolicy({
				name: 'loopdesk-reply-timeout',
				sendRequest: (request, send) => {
					request.timeout = REPLY_MS
					return send(request)
				},
			})
			await next()
		},
	}
}
