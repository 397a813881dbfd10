import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { STAND_IN_APP_ID } from '../../bot/stand-in-app-id.ts'
import { createFailures, type Failure, type Planned } from './failures.ts'
import { createIdentity, type TokenClaims } from './identity.ts'
import { createTimeline } from './timeline.ts'
import { type Call, readCall } from './rest-call.ts'

/** An activity as it goes over the wire. */
export type WireActivity = Readonly<Record<string, unknown>>

/** Something that the bot sent and the connector took. */
export interface Sent extends Call {
	/** The id that the connector gave it. */
	readonly id: string
	readonly activity: WireActivity
	readonly authorization: string
}

/** What the bot answered to an activity. */
export interface BotAnswer {
	readonly status: number
	readonly body: unknown
}

/** The Bot Connector and its identity provider, played on this machine: for the tour, tests and benches. */
export interface ConnectorStandIn {
	/** What `CONNECTOR_STAND_IN` is set to. */
	readonly url: string
	/** Where it asks the bot to answer. */
	readonly serviceUrl: string
	/** Sends an activity to the bot's door at `botUrl`, signed as the Bot Connector signs; `authorization` replaces the signature. */
	sendActivity(botUrl: string, activity: WireActivity, authorization?: string): Promise<BotAnswer>
	/** A token for the bot; with claims, a wrong one. */
	token(claims?: TokenClaims): Promise<string>
	/** What the bot sent, in order. */
	readonly sent: readonly Sent[]
	/** The first of `sent`, past or to come, that fits; rejects after `ms` milliseconds. */
	waitFor(fits: (sent: Sent, index: number) => boolean, ms?: number): Promise<Sent>
	/** Called for each activity that the bot sends from now on. */
	onSent(listener: (sent: Sent) => void): void
	/** Makes the next calls of the bot fail. */
	fail(failure: Failure): Planned
	close(): Promise<void>
}

/** Starts the stand-in on a free loopback port. */
export async function startConnectorStandIn(): Promise<ConnectorStandIn> {
	const timeline = createTimeline<Sent>('activities sent')
	const failures = createFailures()
	const listeners = new Set<(sent: Sent) => void>()
	const closing = new AbortController()
	let documents: Readonly<Record<string, object>> = {}

	const server = createServer((request, response) => {
		serve(request, response).catch((error: unknown) => {
			if (response.headersSent) response.destroy()
			else answer(response, 400, { error: { code: 'BadSyntax', message: String(error) } })
		})
	})

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname } = new URL(request.url ?? '/', 'http://stand-in')
		const document = documents[pathname]
		if (request.method === 'GET' && document !== undefined) return answer(response, 200, document)
		const call = readCall(request.method ?? '', pathname)
		if (call === undefined) return answer(response, 404, { error: { code: 'NotFound', message: 'no such operation' } })
		const { authorization } = request.headers
		if (!authorization) return answer(response, 401, { error: { code: 'Unauthorized', message: 'no token' } })
		const failure = failures.next(call)
		if (failure?.drop === 'before-reading') return void request.socket.destroy()
		const body = await text(request)
		if (failure?.status !== undefined) {
			const retryAfter = failure.retryAfter ?? failure.retryAfterS?.toString()
			const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
			if (failure.hangMs !== undefined) await wait(failure.hangMs, undefined, { signal: closing.signal })
			return answer(response, failure.status, { error: { code: failure.code ?? 'Failed', message: 'as told' } }, headers)
		}
		const id = accept(call, JSON.parse(body || '{}') as WireActivity, authorization)
		if (failure?.slowBody === true) beginAnswer(response)
		if (failure?.hangMs !== undefined) await wait(failure.hangMs, undefined, { signal: closing.signal })
		if (failure?.slowBody === true) return void response.end(`"id":"${id}"}`)
		if (failure?.drop !== undefined) return void request.socket.destroy()
		if (call.kind !== 'create') return answer(response, call.kind === 'send' || call.kind === 'reply' ? 201 : 200, { id })
		answer(response, 201, { id: call.conversationId, activityId: id, serviceUrl: serviceUrlOf(server) })
	}

	function accept(call: Call, body: WireActivity, authorization: string): string {
		const id = call.kind === 'update' || call.kind === 'delete' ? call.activityId : randomUUID()
		const activity = call.kind === 'create' ? ((body['activity'] as WireActivity | undefined) ?? {}) : body
		const sent = { ...call, id, activity, authorization }
		timeline.add(sent)
		for (const listener of listeners) listener(sent)
		return id
	}

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const url = urlOf(server)
	const serviceUrl = serviceUrlOf(server)
	const identity = await createIdentity(url, serviceUrl)
	documents = identity.documents
	let signature: Promise<string> | undefined

	async function sendActivity(botUrl: string, activity: WireActivity, authorization?: string): Promise<BotAnswer> {
		signature ??= identity.token()
		const response = await fetch(`${botUrl}/api/messages`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: authorization ?? `Bearer ${await signature}` },
			body: JSON.stringify(envelope(serviceUrl, activity)),
		})
		const answered = await response.text()
		return { status: response.status, body: parse(answered) }
	}

	async function close(): Promise<void> {
		closing.abort()
		server.closeAllConnections()
		await new Promise((resolve) => server.close(resolve))
	}

	return {
		url,
		serviceUrl,
		sendActivity,
		token: identity.token,
		sent: timeline.items,
		waitFor: timeline.waitFor,
		onSent: (listener) => void listeners.add(listener),
		fail: failures.add,
		close,
	}
}

/** The bot as Teams names it. */
export const BOT_IN_TEAMS = { id: `28:${STAND_IN_APP_ID}`, name: 'Loopdesk' } as const

function envelope(serviceUrl: string, activity: WireActivity): WireActivity {
	const at = new Date().toISOString()
	return { id: randomUUID(), timestamp: at, channelId: 'msteams', serviceUrl, recipient: BOT_IN_TEAMS, ...activity }
}

function urlOf(server: ReturnType<typeof createServer>): string {
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The real ones have a path and a slash at the end. */
function serviceUrlOf(server: ReturnType<typeof createServer>): string {
	return `${urlOf(server)}/emea/`
}

/** Calls on `writeHead` cannot be chained: it returns nothing in a process that has loaded restify. */
function beginAnswer(response: ServerResponse): void {
	response.writeHead(201, { 'content-type': 'application/json' })
	response.write('{')
}

function answer(response: ServerResponse, status: number, body: object, headers: Readonly<Record<string, string>> = {}): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers })
	response.end(JSON.stringify(body))
}

function parse(body: string): unknown {
	try {
		return JSON.parse(body) as unknown
	} catch {
		return body
	}
}
