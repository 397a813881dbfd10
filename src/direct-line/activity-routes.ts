import type { Request, Response, Server } from 'restify'
import { activitySets } from './client-view.ts'
import { baseOf, enter, watermarkOf } from './door.ts'
import { type Answer, exchange } from './exchange.ts'
import { activityOf, readIncoming } from './incoming.ts'
import { receive } from './receive.ts'
import { readJson } from './request-body.ts'
import type { DirectLineDeps } from './routes.ts'

/** Speaking, and reading without a socket. */
export function attachActivityRoutes(server: Server, deps: DirectLineDeps): void {
	const path = '/v3/directline/conversations/:id/activities'
	server.post(
		path,
		exchange(deps, (req) => post(deps, req)),
	)
	server.get(
		path,
		exchange(deps, (req, res) => poll(deps, req, res)),
	)
}

async function post(deps: DirectLineDeps, req: Request): Promise<Answer> {
	const { visitor, conversation } = await enter(deps, req)
	deps.admission?.message(req)
	const incoming = readIncoming(await readJson(req))
	const { userId, name: userName, conversationId } = visitor
	const { clock, newId } = deps
	const { locale } = conversation
	const activity = activityOf(incoming, { conversationId, userId, userName, locale, at: clock(), newId })
	return receive(deps, conversationId, activity)
}

async function poll(deps: DirectLineDeps, req: Request, res: Response): Promise<Answer> {
	const { transcripts, tokens, live, publicUrl } = deps
	const asked = watermarkOf(req)
	const { conversation } = await enter(deps, req)
	const { activities, watermark } = await transcripts.since(conversation.id, asked)
	const sets = await activitySets(tokens, activities, asked, baseOf(publicUrl, req))
	res.once('finish', () => void live.acknowledge(conversation.id, watermark))
	return { status: 200, body: { activities: sets.flatMap((set) => set.activities), watermark: String(watermark) } }
}
