import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { ServiceClientCredentialsFactory } from 'botframework-connector'

export const APP_ID = '00000000-0000-4000-8000-000000000001'

/** How the connector answers a message: a status with a body and headers, `drop` (hangs up), or `silence`. */
export type Answer = 'drop' | 'silence' | { status: number; code?: string; headers?: Record<string, string> }

/** Signs without a login server. */
class TestCredentials extends ServiceClientCredentialsFactory {
	readonly #isBroken: () => boolean

	constructor(isBroken: () => boolean) {
		super()
		this.#isBroken = isBroken
	}

	override isValidAppId = async (appId: string) => appId === APP_ID
	override isAuthenticationDisabled = async () => false
	override createCredentials: ServiceClientCredentialsFactory['createCredentials'] = async () => ({
		signRequest: async (request) => {
			if (this.#isBroken()) throw new Error('no token to be had')
			request.headers.set('authorization', 'Bearer of-the-test')
			return request
		},
	})
}

export interface Posted {
	readonly path: string
	readonly authorization: string | undefined
	readonly activity: Partial<Activity>
}

interface State {
	answer: Answer
	isLoginBroken: boolean
	/** Happens before it answers. */
	onPosted: () => Promise<unknown>
}

/** A stand-in for the Bot Connector on loopback and the real adapter that speaks to it. */
export async function startConnector(answer: Answer = { status: 201 }) {
	const posted: Posted[] = []
	const state: State = { answer, isLoginBroken: false, onPosted: async () => undefined }
	const respond = async (request: IncomingMessage, response: ServerResponse) => {
		const activity = (await json(request)) as Partial<Activity>
		posted.push({ path: decodeURIComponent(request.url ?? ''), authorization: request.headers.authorization, activity })
		const given = state.answer
		await state.onPosted()
		if (given === 'drop') request.socket.destroy()
		if (given === 'drop' || given === 'silence') return
		response.writeHead(given.status, { 'content-type': 'application/json', ...given.headers })
		response.end(JSON.stringify(given.code === undefined ? { id: '1' } : { error: { code: given.code, message: 'no' } }))
	}
	const server = createServer((request, response) => void respond(request, response))
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const authentication = new ConfigurationBotFrameworkAuthentication(
		{ MicrosoftAppId: APP_ID, MicrosoftAppType: 'MultiTenant' },
		new TestCredentials(() => state.isLoginBroken),
	)
	const adapter = new CloudAdapter(authentication)
	const swallowed: unknown[] = []
	adapter.onTurnError = async (_context, error) => void swallowed.push(error)
	return {
		adapter,
		posted,
		state,
		swallowed,
		serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/emea/`,
		stop: async () => {
			if (!server.listening) return
			server.closeAllConnections()
			await new Promise((resolve) => server.close(resolve))
		},
	}
}
