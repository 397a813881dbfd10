import type { Request, Server } from 'restify'
import { readJson } from '../direct-line/request-body.ts'
import { route, type RouteDeps } from './route.ts'

/** Takes an activity with its `Authorization` header and answers as the Bot Framework expects. */
export type BotDoor = (authorization: string, body: unknown) => Promise<{ readonly status: number; readonly body?: unknown }>

/** `POST /api/messages`: the Bot Framework's door. The body is limited to 256 KB before it is parsed. */
export function attachBotRoute(server: Server, deps: RouteDeps, door: BotDoor): void {
	server.post(
		'/api/messages',
		route(deps, async (req: Request) => {
			const { status, body } = await door(req.header('authorization') ?? '', await readJson(req))
			return { status, json: body ?? {} }
		}),
	)
}
