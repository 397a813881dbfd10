import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/errors.ts'
import { CLAIMS } from '../../src/tickets/claim-windows.ts'
import { execute } from '../../src/tickets/execute.ts'
import type { Policy } from '../../src/tickets/policy.ts'
import { nextDueAt } from '../../src/tickets/promises.ts'
import { VERBS } from '../../src/tickets/verbs.ts'
import { phaseOf } from './model/facts.ts'
import { expectAlarmsOnce, expectIndexFollows, expectNotForgotten, expectToldByDay } from './model/oracle-due.ts'
import { expectAppendOnly, expectNothingUnasked, expectWholeHistory } from './model/oracle-history.ts'
import {
	expectLoopClosedRightly,
	expectOwnerHearsOfReopening,
	expectRemindedInTime,
	expectWordsReadRightly,
} from './model/oracle-loop.ts'
import { expectLifeTold, expectReallyTold } from './model/oracle-life.ts'
import { expectAllTold } from './model/oracle-notices.ts'
import { expectOnlyTheirOwn } from './model/oracle-people.ts'
import { expectCompletePacket, expectNoDuplicateRequest } from './model/oracle-upstream.ts'
import { ACTORS, OFFICE_POLICY, POLICY } from './model/people.ts'
import { policies } from './model/policies.ts'
import { lives, type Step } from './model/steps.ts'
import { createWorld, type Done, type World } from './model/world.ts'

const FIXED_SEED = 20_261_005

/** Plays the steps and looks at every rule after each. */
async function live(
	steps: readonly Step[],
	faults: readonly boolean[],
	policy = POLICY,
	count: (what: string) => void = () => {},
): Promise<World> {
	const world = createWorld(faults, policy)
	const { store } = world
	for (const step of steps) {
		const commitsBefore = store.commits.length
		for (const done of await world.play(step)) {
			expectNothingUnasked(done)
			expectOnlyTheirOwn(done)
			expectWordsReadRightly(done)
			expectReallyTold(done, store)
			expectCompletePacket(done, policy)
			expectToldByDay(done, policy)
			for (const what of namesOf(done)) count(what)
		}
		expectAllTold(store, commitsBefore)
		const changed = new Set(
			store.commits.slice(commitsBefore).flatMap(({ changes }) => changes.map(({ ticket }) => ticket.number)),
		)
		for (const number of changed) expectTicketInOrder(world, number)
		if (changed.size > 0) expectNoDuplicateRequest(store)
	}
	expectAppendOnly(store)
	return world
}

function expectTicketInOrder({ store, desk }: World, number: string): void {
	expectWholeHistory(store, number)
	expectLifeTold(store, number)
	expectLoopClosedRightly(store, number, desk.policy)
	expectRemindedInTime(store, number, desk.policy)
	expectOwnerHearsOfReopening(store, number)
	expectAlarmsOnce(store, number)
	expectNotForgotten(store, number)
	expectIndexFollows(store, number, desk.policy)
}

const faults = fc.array(fc.constantFrom(false, false, false, true), { maxLength: 7 }).map((some) => [...some, false])

describe.each([
	['the fixed seed', FIXED_SEED, POLICY, 400],
	['a new seed', undefined, POLICY, 400],
	['the hours of an office', undefined, { ...OFFICE_POLICY, partnerType: 'indirect-reseller' } satisfies Policy, 200],
])('whatever happens, with %s', (_name, seed, policy, numRuns) => {
	it('no rule is broken', async () => {
		const reached = new Map<string, number>()
		const count = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1)
		const property = fc.asyncProperty(lives(200), faults, async (steps, conflicts) => {
			await live(steps, conflicts, policy, count)
		})
		await fc.assert(property, { numRuns, unbiased: true, ...(seed !== undefined && { seed }) })
		if (seed !== undefined) expectEverythingReached(reached)
	})
})

/** What a step has reached, by names to count. */
function namesOf({ asked, answer, before }: Done): string[] {
	if (answer instanceof AppError) return [`refused: ${answer.reason ?? answer.code}`]
	if (answer.repeated) return ['repeated']
	const verb = asked.kind === 'open' ? 'open' : asked.command.verb
	const events = answer.events.map(({ event }) => {
		if (event.type === 'closed') return `closed: ${event.reason}`
		if (event.type === 'resolved') return `resolved: ${event.outcome}`
		if (event.type === 'alarm-raised') return `alarm: ${event.alarm}`
		if (event.type === 'escalated-upstream') return `filed: ${event.packet.claim}`
		return event.type === 'reopened' ? `reopened from ${before?.state}` : event.type
	})
	const isAgain = events.some((name) => name.startsWith('closed')) && (before?.reopened ?? 0) > 0
	return [...(events.length > 0 ? [`did: ${verb}`] : []), ...events, ...(isAgain ? ['closed again'] : [])]
}

/** Verbs of delivery that these worlds have no part for. */
const NOT_HERE: readonly string[] = ['record-answer']
const REFUSALS = ['stale', 'older-resolution', 'packet-incomplete', 'duplicate-upstream', 'merged-away', 'merge-other-person']

/** Guards the test itself: sequences that never reach something prove nothing about it. At least so often, by its name. */
const REACHED: Readonly<Record<string, number>> = {
	...Object.fromEntries(Object.keys(VERBS).map((verb) => [`did: ${verb}`, NOT_HERE.includes(verb) ? 0 : 20])),
	...Object.fromEntries(['agreed', 'silent', 'withdrawn', 'merged'].map((reason) => [`closed: ${reason}`, 30])),
	...Object.fromEntries(CLAIMS.map((claim) => [`filed: ${claim}`, 3])),
	...Object.fromEntries(REFUSALS.map((reason) => [`refused: ${reason}`, 15])),
	'resolved: credited': 30,
	'resolved: corrected': 30,
	'resolved: charge-valid': 5,
	'resolved: goodwill': 5,
	'alarm: first-response': 30,
	'alarm: update': 30,
	'alarm: untold': 30,
	'alarm: upstream-late': 30,
	'alarm: no-answer': 30,
	'reopened from resolved': 30,
	'reopened from closed': 30,
	'notice-recovered': 30,
	'closed again': 30,
	repeated: 100,
}

function expectEverythingReached(reached: ReadonlyMap<string, number>): void {
	const rare = Object.entries(REACHED).filter(([what, least]) => (reached.get(what) ?? 0) < least)
	expect(rare.map(([what, least]) => `${what}: ${reached.get(what) ?? 0} of ${least}`)).toEqual([])
}

describe('no resolved ticket is forgotten', () => {
	it('closes every resolved ticket whose customer receives everything and stays silent', async () => {
		const property = fc.asyncProperty(lives(80), async (steps) => {
			const world = await live(steps, [])
			const resolved = [...world.store.tickets.keys()].filter((number) => phaseOf(world.store.historyNow(number)) === 'resolved')
			// A clock that was set back stands still in the histories until it has caught up.
			const latest = Math.max(...[...world.store.tickets.values()].map(({ updatedAt }) => updatedAt))
			world.pass(Math.max(0, latest - world.now()))
			// Words about the outcome are answered first: until then it is us who are silent.
			world.pass(1)
			for (const number of resolved) {
				const reply = { ticket: number, verb: 'reply-to-customer', input: { text: 'answered' } } as const
				const { version } = world.store.tickets.get(number) ?? { version: 0 }
				await execute(world.desk, { ...reply, version, actor: ACTORS.agent, cause: `answer:${number}` })
			}
			await world.play({ do: 'quiet', days: 40 })
			for (const number of resolved) {
				expectLoopClosedRightly(world.store, number, POLICY)
				expect(phaseOf(world.store.historyNow(number))).toBe('closed')
			}
		})
		await fc.assert(property, { numRuns: 100, unbiased: true, seed: FIXED_SEED })
	})
})

describe('any policy', () => {
	it('breaks no rule, and when it becomes another one the index follows, only where it must', async () => {
		const property = fc.asyncProperty(lives(60), policies, policies, async (steps, policy, next) => {
			const { store } = await live(steps, [], policy)
			const reindex = () => store.reindex((ticket) => nextDueAt(ticket, next))
			await reindex()
			for (const number of store.tickets.keys()) expectIndexFollows(store, number, next)
			expect(await reindex()).toBe(0)
		})
		await fc.assert(property, { numRuns: 60, unbiased: true })
	})
})
