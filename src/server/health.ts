import type { Server } from 'restify'
import { route, type RouteDeps } from './route.ts'

/** `/healthz`: the process lives. `/readyz`: it can keep what people tell it. */
export function attachHealth(server: Server, deps: RouteDeps & { readonly isReady: () => Promise<boolean> }): void {
	server.get(
		'/healthz',
		route(deps, async () => ({ json: { ok: true } })),
	)
	server.get(
		'/readyz',
		route(deps, async () => {
			const ok = await deps.isReady()
			return { status: ok ? 200 : 503, json: { ok } }
		}),
	)
}
