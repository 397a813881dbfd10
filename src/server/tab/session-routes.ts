import type { Server } from 'restify'
import { z } from 'zod'
import { readJson } from '../../direct-line/request-body.ts'
import { AppError } from '../../errors.ts'
import { route } from '../route.ts'
import { staffRoute, type TabDeps } from './tab-deps.ts'

const demoSession = z.object({ staffId: z.string().max(100) })

/** Who is here: the desk's name, the sample people of the demo, and me. */
export function attachSessionRoutes(server: Server, deps: TabDeps): void {
	const { isDemo, partnerName, desk, signIn } = deps
	const staff = isDemo ? { staff: desk.team.members.map(({ id, name, role }) => ({ id, name, role })) } : {}
	server.get(
		'/api/session',
		route(deps, async () => ({ json: { demo: isDemo, partnerName, ...staff } })),
	)
	server.post(
		'/api/demo/session',
		route(deps, async (req) => {
			const parsed = demoSession.safeParse(await readJson(req))
			if (!parsed.success) throw new AppError('bad-input', 'no staffId', { details: { fields: ['staffId'] } })
			return { json: { token: await signIn.demoToken(parsed.data.staffId) } }
		}),
	)
	server.get(
		'/api/me',
		staffRoute(deps, async ({ member: { id, name, role } }) => ({ json: { id, name, role } })),
	)
}
