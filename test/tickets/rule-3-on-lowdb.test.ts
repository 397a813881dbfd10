import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/stores/lowdb/open-store.ts'
import type { Store } from '../../src/stores/store.ts'
import { type Desk, execute, open } from '../../src/tickets/execute.ts'
import type { VerbName } from '../../src/tickets/verbs.ts'
import { readReply } from '../../src/triage/read-reply.ts'
import { FORM, PACKET, refusal } from './model/desk.ts'
import { ACTORS, type ActorName, POLICY, REPORTERS, type ReporterName, START, TEAM } from './model/people.ts'

let folder: string
let store: Store
let desk: Desk
let causes = 0

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'domain-upstream-'))
	store = await openStore({ folder, logger: pino({ level: 'silent' }) })
	desk = { tickets: store.tickets, team: TEAM, policy: POLICY, clock: () => START, readReply }
})

afterEach(async () => {
	await store.close()
	await rm(folder, { recursive: true })
})

const cause = () => `cause-${(causes += 1)}`

async function opened(who: ReporterName): Promise<string> {
	return (await open(desk, { actor: ACTORS[who], cause: cause(), input: FORM, reporter: REPORTERS[who] })).ticket.number
}

async function does(who: ActorName, verb: VerbName, ticket: string, input: object): Promise<unknown> {
	const version = (await store.tickets.load(ticket))?.version
	return execute(desk, { actor: ACTORS[who], verb, ticket, input, version, cause: cause() })
}

const files = (ticket: string) => does('agent', 'escalate-upstream', ticket, { request: '1', packet: PACKET })

describe('rule 3 on the real store: one waiting request about one invoice of one company', () => {
	it('files once when two tickets are escalated at the same moment', async () => {
		const [one, two] = [await opened('reporter'), await opened('colleague')]
		const outcomes = await Promise.allSettled([files(one), files(two)])
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
	})

	it('still knows the request of a ticket that was closed, which may be reopened and wait again', async () => {
		const [one, two] = [await opened('reporter'), await opened('colleague')]
		await files(one)
		await does('reporter', 'withdraw', one, {})
		expect(await refusal(files(two))).toBe('wrong-state duplicate-upstream')
	})

	it('allows the second request when the first was answered', async () => {
		const [one, two] = [await opened('reporter'), await opened('colleague')]
		await files(one)
		await does('agent', 'record-upstream-answer', one, { text: 'refused', solved: false })
		expect(await files(two)).toMatchObject({ ticket: { state: 'pending-upstream' } })
	})
})
