import { readReply } from '../../../src/triage/read-reply.ts'
import type { Actor, Reporter } from '../../../src/tickets/actor.ts'
import { type Desk, execute, open } from '../../../src/tickets/execute.ts'
import type { Notice } from '../../../src/tickets/notice.ts'
import type { PacketDraft } from '../../../src/tickets/packet.ts'
import type { Policy } from '../../../src/tickets/policy.ts'
import type { Ticket } from '../../../src/tickets/ticket.ts'
import type { VerbName } from '../../../src/tickets/verbs.ts'
import { createMemoryStore, type MemoryStore } from './memory-store.ts'
import { ACTORS, type ActorName, POLICY, REPORTERS, type ReporterName, START, TEAM } from './people.ts'

/** A desk on a store in memory, for tests that tell a story: everybody sees the newest version unless told otherwise. */
export interface TestDesk {
	readonly desk: Desk
	readonly store: MemoryStore
	now(): number
	/** Lets time pass; negative when a clock is set back. */
	pass(milliseconds: number): void
	open(who?: ActorName, over?: Record<string, unknown>, reporter?: ReporterName): Promise<string>
	/** Does it and answers the ticket after it; `cause` and `version` are new and newest unless given. */
	does(who: ActorName | Actor, verb: VerbName, ticket: string, input?: unknown, more?: Partial<More>): Promise<Ticket>
	/** The customer receives the newest notice of this kind. */
	receives(ticket: string, kind?: Notice['kind'], channel?: string): Promise<Ticket>
	ticket(number: string): Ticket
	/** Kinds of the events, oldest first. */
	events(number: string): string[]
	/** `kind -> recipient` of the notices of the last commit, sorted. */
	lastNotices(): string[]
}

interface More {
	readonly cause: string
	readonly version: number | undefined
}

const DISPUTE = { invoice: 'INV-1', amount: { minor: 12_300, currency: 'EUR' }, reason: 'charged twice' }
export const FORM = {
	topic: 'duplicate-charge',
	title: 'Charged twice',
	description: 'The line is there twice',
	dispute: DISPUTE,
}
export const RESOLUTION = { outcome: 'corrected', text: 'We have taken the second line off your invoice.' }

/** Nothing is lacking in it at `START`. */
export const PACKET: PacketDraft = {
	healthChecked: true,
	knownIssuesChecked: true,
	noDuplicate: true,
	stepsTried: 'compared both lines',
	tenant: 'tenant-1',
	subscription: 'subscription-1',
	invoice: 'INV-1',
	amount: { minor: 12_300, currency: 'EUR' },
	period: '2026-09',
	evidence: 'invoice attached',
	impact: 'customer withholds payment',
	contactName: 'Billing desk',
	contactEmail: 'billing@partner.example',
	contactPhone: '+33 1 00 00 00 00',
	claim: 'duplicate-order-legacy',
	happenedOn: '2026-09-20',
}

export function createTestDesk(policy: Policy = POLICY, fails?: () => boolean): TestDesk {
	const store = createMemoryStore(fails)
	let now = START
	let causes = 0
	const nextCause = () => `cause-${(causes += 1)}`
	const desk: Desk = { tickets: store, team: TEAM, policy, clock: () => now, readReply }
	const ticket = (number: string): Ticket => {
		const found = store.tickets.get(number)
		if (found === undefined) throw new Error(`no ticket ${number}`)
		return found
	}
	const does: TestDesk['does'] = async (who, verb, number, input = {}, more = {}) => {
		const actor = typeof who === 'string' ? ACTORS[who] : who
		const version = store.tickets.get(number)?.version
		return (await execute(desk, { actor, verb, ticket: number, input, version, cause: nextCause(), ...more })).ticket
	}
	return {
		desk,
		store,
		now: () => now,
		pass(milliseconds) {
			now += milliseconds
		},
		async open(who = 'reporter', over = {}, reporter = who in REPORTERS ? (who as ReporterName) : 'reporter') {
			const given: Reporter = REPORTERS[reporter]
			const opening = { actor: ACTORS[who], cause: nextCause(), input: { ...FORM, ...over }, reporter: given }
			return (await open(desk, opening)).ticket.number
		},
		does,
		async receives(number, kind = 'resolved', channel = 'web-chat') {
			const notice = [...store.notices.values()].findLast((one) => one.ticket === number && one.kind === kind)
			if (notice === undefined) throw new Error(`no notice ${kind}`)
			const { id, resolution } = notice
			return does('delivery', 'record-delivery', number, { notice: id, kind, resolution, outcome: 'delivered', channel })
		},
		ticket,
		events: (number) => store.historyNow(number).map(({ event }) => event.type),
		lastNotices: () =>
			(store.commits.at(-1)?.changes ?? []).flatMap(({ notices }) => notices.map(({ kind, to }) => `${kind} -> ${to.id}`)).sort(),
	}
}

/** What a refused command must look like: its code and the finer reason, and nothing committed. */
export async function refusal(attempt: Promise<unknown>): Promise<string> {
	const error: unknown = await attempt.then(
		() => new Error('was not refused'),
		(reason: unknown) => reason,
	)
	const { code, reason } = error as { code?: string; reason?: string }
	if (code === undefined) throw error
	return reason === undefined ? code : `${code} ${reason}`
}
