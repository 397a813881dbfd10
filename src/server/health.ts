import type { Server } from 'restify'
import { route, type RouteDeps } from './route.ts'

/** A store that has not answered by then hangs. */
const PATIENCE_MS = 2000

/** `/healthz`: the process lives. `/readyz`: it can keep what people tell it. */
export function attachHealth(server: Server, deps: RouteDeps & { readonly isReady: () => Promise<boolean> }): void {
	server.get(
		'/healthz',
		route(deps, async () => ({ json: { ok: true } })),
	)
	server.get(
		'/readyz',
		route(deps, async () => {
			const ok = await inTime(deps.isReady())
			return { status: ok ? 200 : 503, json: { ok } }
		}),
	)
}

async function inTime(answer: Promise<boolean>): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined
	const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), PATIENCE_MS)))
	return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
