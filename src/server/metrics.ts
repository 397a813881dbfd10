import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import type { Request, Response, Server } from 'restify'
import { AppError } from '../errors.ts'
import type { NoticeStore, TicketStore } from '../tickets/ports.ts'
import { ACTIVE_STATES, type Instant } from '../tickets/ticket.ts'
import { clientOf } from './client-of.ts'
import { route, type RouteDeps } from './route.ts'

export interface MetricsDeps extends RouteDeps {
	readonly tickets: TicketStore
	readonly notices: NoticeStore
	/** Milliseconds since 1970 UTC. */
	readonly now: () => Instant
	/** How many answers in Teams were given up, by outcome; those that are `ambiguous` may have arrived. */
	readonly givenUpReplies?: Readonly<Record<string, number>> | undefined
}

const STATES = [...ACTIVE_STATES, 'resolved', 'closed'] as const

/**
 * `/metrics` for Prometheus: requests, tickets by state, how late notices are, and the process itself. Numbers only, and only
 * for this machine: how many disputes a partner has is nobody else's business.
 */
export function attachMetrics(server: Server, deps: MetricsDeps): void {
	const registry = new Registry()
	collectDefaultMetrics({ register: registry })
	const requests = new Counter({
		name: 'loopdesk_http_requests_total',
		help: 'HTTP requests by method, route and status.',
		labelNames: ['method', 'route', 'status'],
		registers: [registry],
	})
	server.on('after', (req: Request, res: Response) => {
		requests.inc({ method: req.method ?? '', route: String(req.getRoute()?.path ?? 'none'), status: String(res.statusCode) })
	})
	addTickets(registry, deps)
	addLateness(registry, deps)
	addGivenUp(registry, deps)
	server.get(
		'/metrics',
		route(deps, async (req) => {
			if (!isLocal(req)) throw new AppError('not-found', 'metrics are for this machine')
			return { text: await registry.metrics(), type: registry.contentType }
		}),
	)
}

function addTickets(registry: Registry, { tickets }: MetricsDeps): void {
	const gauge = new Gauge({
		name: 'loopdesk_tickets',
		help: 'Tickets by state.',
		labelNames: ['state'],
		registers: [registry],
		async collect() {
			for (const state of STATES) gauge.set({ state }, await tickets.count({ states: [state] }))
		},
	})
}

function addLateness(registry: Registry, { notices, now }: MetricsDeps): void {
	const gauge = new Gauge({
		name: 'loopdesk_notice_late_seconds',
		help: 'Seconds since the next notice should have been tried; 0 when none is late.',
		registers: [registry],
		async collect() {
			const next = await notices.nextAttempt()
			gauge.set(next === undefined ? 0 : Math.max(0, now() - next) / 1000)
		},
	})
}

function addGivenUp(registry: Registry, { givenUpReplies = {} }: MetricsDeps): void {
	const counter = new Counter({
		name: 'loopdesk_teams_replies_given_up_total',
		help: 'Answers in Teams that were given up, by outcome: ambiguous ones may have arrived.',
		labelNames: ['outcome'],
		registers: [registry],
		collect() {
			counter.reset()
			for (const [outcome, count] of Object.entries(givenUpReplies)) counter.inc({ outcome }, count)
		},
	})
}

/** Asked from this machine itself, and not through a proxy on it. */
function isLocal(req: Request): boolean {
	return clientOf(req) === undefined && req.header('forwarded') === undefined
}
