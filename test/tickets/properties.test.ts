import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { execute } from '../../src/tickets/execute.ts'
import { nextDueAt } from '../../src/tickets/promises.ts'
import { phaseOf } from './model/facts.ts'
import { expectAlarmsOnce, expectIndexFollows, expectNotForgotten, expectToldByDay } from './model/oracle-due.ts'
import { expectAppendOnly, expectNothingUnasked, expectWholeHistory } from './model/oracle-history.ts'
import { expectLoopClosedRightly, expectOwnerHearsOfReopening, expectWordsReadRightly } from './model/oracle-loop.ts'
import { expectAllTold } from './model/oracle-notices.ts'
import { expectOnlyTheirOwn } from './model/oracle-people.ts'
import { expectCompletePacket, expectNoDuplicateRequest } from './model/oracle-upstream.ts'
import { ACTORS, OFFICE_POLICY, POLICY } from './model/people.ts'
import { policies } from './model/policies.ts'
import { lives, type Step } from './model/steps.ts'
import { createWorld, type World } from './model/world.ts'

const FIXED_SEED = 20_261_005

/** Plays the steps and looks at every rule after each. */
async function live(steps: readonly Step[], faults: readonly boolean[], policy = POLICY): Promise<World> {
	const world = createWorld(faults, policy)
	const { store } = world
	for (const step of steps) {
		const commitsBefore = store.commits.length
		for (const done of await world.play(step)) {
			expectNothingUnasked(done)
			expectOnlyTheirOwn(done)
			expectWordsReadRightly(done)
			expectCompletePacket(done)
			expectToldByDay(done, policy)
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
	expectLoopClosedRightly(store, number, desk.policy)
	expectOwnerHearsOfReopening(store, number)
	expectAlarmsOnce(store, number)
	expectNotForgotten(store, number)
	expectIndexFollows(store, number, desk.policy)
}

const faults = fc.array(fc.constantFrom(false, false, false, true), { maxLength: 7 }).map((some) => [...some, false])

describe.each([
	['the fixed seed', FIXED_SEED, POLICY, 400],
	['a new seed', undefined, POLICY, 400],
	['the hours of an office', undefined, OFFICE_POLICY, 200],
])('whatever happens, with %s', (_name, seed, policy, numRuns) => {
	it('no rule is broken', async () => {
		const reached = new Map<string, number>()
		const count = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1)
		const property = fc.asyncProperty(lives(200), faults, async (steps, conflicts) => {
			const { store } = await live(steps, conflicts, policy)
			for (const { changes } of store.commits) {
				for (const { event } of changes.flatMap(({ events }) => events)) {
					count(event.type === 'closed' ? `closed ${event.reason}` : event.type)
				}
			}
		})
		await fc.assert(property, { numRuns, unbiased: true, ...(seed !== undefined && { seed }) })
		if (seed !== undefined) expectEverythingReached(reached)
	})
})

/** Guards the test itself: sequences that never reach an event prove nothing about it. */
function expectEverythingReached(reached: ReadonlyMap<string, number>): void {
	const rare = ['closed agreed', 'closed silent', 'closed withdrawn', 'closed merged', 'absorbed', 'reminded', 'notice-recovered']
	const often = ['resolved', 'told', 'agreed', 'reopened', 'escalated-upstream', 'upstream-answered', 'alarm-raised']
	for (const what of [...rare, ...often]) expect([what, (reached.get(what) ?? 0) >= 30]).toEqual([what, true])
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
