import { AppError } from '../../../src/errors.ts'
import { type Actor, customerActor } from '../../../src/tickets/actor.ts'
import { type Command, type Desk, type Executed, execute, open, type Opening } from '../../../src/tickets/execute.ts'
import { dueOf } from '../../../src/tickets/promises.ts'
import type { Ticket } from '../../../src/tickets/ticket.ts'
import { readReply } from '../../../src/triage/read-reply.ts'
import { FORM } from './desk.ts'
import { type Commit, createMemoryStore, type MemoryStore } from './memory-store.ts'
import { ACTORS, DAY, POLICY, REPORTERS, START, TEAM } from './people.ts'
import type { Step } from './steps.ts'

type Asked = { readonly kind: 'open'; readonly opening: Opening } | { readonly kind: 'command'; readonly command: Command }

/** What was asked, what the desk looked like before, and what it answered. */
export interface Done {
	readonly asked: Asked
	readonly actor: Actor
	readonly cause: string
	readonly now: number
	/** The ticket before it, where it was asked of one that exists. */
	readonly before: Ticket | undefined
	/** True when this cause had been committed before. */
	readonly wasCommitted: boolean
	/** False when other commands ran at the same moment. */
	readonly alone: boolean
	/** What was committed until the answer came. */
	readonly added: readonly Commit[]
	readonly answer: Executed | AppError
}

export interface World {
	readonly desk: Desk
	readonly store: MemoryStore
	now(): number
	pass(milliseconds: number): void
	/** Plays one step through the real use cases; throws on any error that is not a refusal. */
	play(step: Step): Promise<Done[]>
}

/** `faults`: which commits end in a conflict for no reason, over and over. */
export function createWorld(faults: readonly boolean[], policy = POLICY): World {
	let commits = 0
	const store = createMemoryStore(() => faults[commits++ % Math.max(1, faults.length)] ?? false)
	let now = START
	let causes = 0
	const desk: Desk = { tickets: store, team: TEAM, policy, clock: () => now, readReply }
	const asked: Asked[] = []
	const arrived = new Set<string>()

	const nextCause = () => `cause-${(causes += 1)}`
	const numberAt = (index: number) => [...store.tickets.keys()][index % Math.max(1, store.tickets.size)] ?? 'BD-0'

	async function run(what: Asked, alone: boolean): Promise<Done> {
		const given = what.kind === 'open' ? what.opening : what.command
		const before = what.kind === 'open' ? undefined : store.tickets.get(what.command.ticket)
		const wasCommitted = store.commits.some(({ cause }) => cause === given.cause)
		const commitsBefore = store.commits.length
		const at = now
		const answer = await (what.kind === 'open' ? open(desk, what.opening) : execute(desk, what.command)).catch(
			(error: unknown) => {
				if (error instanceof AppError) return error
				throw error
			},
		)
		return {
			asked: what,
			actor: given.actor,
			cause: given.cause,
			now: at,
			before,
			wasCommitted,
			alone,
			added: store.commits.slice(commitsBefore),
			answer,
		}
	}

	/** The step as the command that it means now; undefined when it means none. */
	function meant(step: Step): Asked | undefined {
		switch (step.do) {
			case 'open': {
				const opening = { input: { ...FORM, ...step.form }, reporter: REPORTERS[step.reporter] }
				return { kind: 'open', opening: { ...opening, actor: ACTORS[step.who], cause: nextCause() } }
			}
			case 'verb': {
				const number = numberAt(step.ticket)
				const ticket = store.tickets.get(number)
				const version = step.behind === 'none' || ticket === undefined ? undefined : ticket.version - step.behind
				const command = { verb: step.verb, ticket: number, input: inputOf(step.input, ticket), version }
				const own = Object.values(REPORTERS).find(({ userId }) => userId === ticket?.reporter.userId) ?? REPORTERS.reporter
				const actor = step.who === 'own' ? customerActor(own) : ACTORS[step.who]
				return { kind: 'command', command: { ...command, actor, cause: nextCause() } }
			}
			case 'deliver': {
				const notices = [...store.notices.values()].filter(({ to }) => to.kind === 'customer').reverse()
				const notice = notices[step.notice % Math.max(1, notices.length)]
				if (notice === undefined) return undefined
				return arrival(notice.id, step.outcome, step.channel)
			}
			case 'repeat':
				return asked.at(-1 - step.back)
			default:
				return undefined
		}
	}

	function arrival(id: string, outcome: 'delivered' | 'failed' | 'ambiguous', channel: string): Asked {
		const notice = store.notices.get(id)
		const input = { notice: id, kind: notice?.kind, resolution: notice?.resolution, outcome, channel }
		if (outcome === 'delivered') arrived.add(id)
		const command = { verb: 'record-delivery' as const, ticket: notice?.ticket ?? '', input }
		return { kind: 'command', command: { ...command, actor: ACTORS.delivery, cause: nextCause() } }
	}

	function inputOf(input: Readonly<Record<string, unknown>>, ticket: Ticket | undefined): Record<string, unknown> {
		const { into, resolution, at, notice } = input
		const failed = ticket?.failedNotices ?? []
		return {
			...input,
			...(typeof into === 'number' && { into: numberAt(into) }),
			...(typeof resolution === 'number' && { resolution: (ticket?.resolution?.number ?? 1) + resolution }),
			...(typeof notice === 'number' && { notice: failed[notice % Math.max(1, failed.length)] ?? 'none' }),
			...(typeof at === 'number' && { at: now + at }),
			...(at === 'outcome' && { at: ticket?.resolution?.at ?? now }),
		}
	}

	async function tick(isEarly = false): Promise<Done[]> {
		const done: Done[] = []
		for (const number of isEarly ? [...store.tickets.keys()] : await store.due(now, 100)) {
			const ticket = store.tickets.get(number)
			for (const { verb, input, at } of ticket === undefined ? [] : dueOf(ticket, policy)) {
				if (at > now && !isEarly) continue
				done.push(
					await run({ kind: 'command', command: { verb, input, ticket: number, actor: ACTORS.clock, cause: nextCause() } }, true),
				)
			}
		}
		return done
	}

	async function quiet(days: number): Promise<Done[]> {
		const done: Done[] = []
		for (let day = 0; day < days; day += 1) {
			now += DAY
			done.push(...(await tick()))
			const waiting = [...store.notices.values()].filter(({ id, resolution }) => resolution !== undefined && !arrived.has(id))
			for (const { id } of waiting) done.push(await run(arrival(id, 'delivered', 'e-mail'), true))
		}
		return done
	}

	return {
		store,
		desk,
		now: () => now,
		pass(milliseconds) {
			now += milliseconds
		},
		async play(step) {
			if (step.do === 'pass') now += step.milliseconds
			if (step.do === 'tick') return tick(step.early)
			if (step.do === 'quiet') return quiet(step.days)
			const wishes = (step.do === 'together' ? step.steps : [step]).map(meant).filter((one) => one !== undefined)
			asked.push(...wishes)
			return Promise.all(wishes.map((wish) => run(wish, wishes.length === 1)))
		},
	}
}
