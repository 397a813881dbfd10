import { readFile } from 'node:fs/promises'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { collectionsPolicySchema } from '../../src/collections/policy.ts'
import { approveSuspension, type Delinquency, obstacles, requestSuspension } from '../../src/collections/suspension.ts'
import { AppError } from '../../src/errors.ts'
import type { Actor } from '../../src/tickets/actor.ts'
import { ALL_STATES, disputeOf } from './disputes.ts'

const policy = collectionsPolicySchema.parse(parse(await readFile('data/policies/collections.yaml', 'utf8')))
const agent: Actor = { kind: 'agent', id: 'dana', name: 'Dana' }
const manager: Actor = { kind: 'manager', id: 'mina', name: 'Mina' }
const otherManager: Actor = { kind: 'manager', id: 'noor', name: 'Noor' }
const due: Delinquency = {
	customer: 'northwind',
	subscription: 'sub-1',
	commerce: 'new-commerce',
	daysOverdue: 61,
	stepsDone: policy.steps.map(({ id }) => id),
}
const aware = { knowsBillingGoesOn: true }

function refused(attempt: () => unknown): string {
	try {
		attempt()
	} catch (error) {
		if (error instanceof AppError) return [error.code, ...((error.details['lacking'] ?? []) as string[])].join(' ')
		throw error
	}
	return 'done'
}

describe('rule 4: suspending access', () => {
	test('is approved by a manager when every step is done, nothing is disputed and billing is understood', () => {
		const request = requestSuspension(agent, due, { disputes: [], policy }, aware)
		expect(approveSuspension(manager, request, { disputes: [], policy })).toMatchObject({
			requestedBy: 'dana',
			approvedBy: 'mina',
		})
	})

	test('names everything that is in the way', () => {
		const early = { ...due, daysOverdue: 10, stepsDone: ['reminder'] }
		const attempt = () =>
			requestSuspension(agent, early, { disputes: [disputeOf('open')], policy }, { knowsBillingGoesOn: false })
		expect(refused(attempt)).toBe('incomplete too-early steps-missing open-dispute billing-goes-on')
	})

	test('needs no billing warning for a legacy subscription, whose billing stops', () => {
		expect(obstacles({ ...due, commerce: 'legacy' }, [], policy, { knowsBillingGoesOn: false })).toEqual([])
	})

	test('lets only a manager with a reason override an open dispute', () => {
		const facts = { disputes: [disputeOf('pending-upstream')], policy }
		expect(refused(() => requestSuspension(agent, due, facts, { ...aware, override: 'they told us to' }))).toContain(
			'open-dispute',
		)
		expect(refused(() => requestSuspension(manager, due, facts, { ...aware, override: '  ' }))).toContain('open-dispute')
		expect(requestSuspension(manager, due, facts, { ...aware, override: 'agreed with the customer' }).override).toBe(
			'agreed with the customer',
		)
	})

	test('looks again when it is approved: a dispute opened meanwhile stops it', () => {
		const request = requestSuspension(agent, due, { disputes: [], policy }, aware)
		const facts = { disputes: [disputeOf('new')], policy }
		expect(refused(() => approveSuspension(manager, request, facts))).toBe('incomplete open-dispute')
		expect(approveSuspension(manager, request, facts, 'the dispute is about another month').override).toContain('another month')
	})

	test('ignores closed disputes, other customers and other subscriptions, and counts a dispute that names none', () => {
		const of = (state: 'open' | 'closed', more: object) => obstacles(due, [disputeOf(state, more)], policy, aware)
		expect(of('closed', {})).toEqual([])
		expect(of('open', { customer: 'somebody-else' })).toEqual([])
		expect(of('open', { subscription: 'sub-2' })).toEqual([])
		expect(of('open', { subscription: 'sub-1' })).toEqual(['open-dispute'])
		expect(of('open', {})).toEqual(['open-dispute'])
	})

	test('never happens by one person alone, whatever they are and whatever is in the way', () => {
		const actors = fc.constantFrom(agent, manager, otherManager)
		const debts = fc.record({
			customer: fc.constant('northwind'),
			subscription: fc.constant('sub-1'),
			commerce: fc.constantFrom('legacy' as const, 'new-commerce' as const),
			daysOverdue: fc.nat(120),
			stepsDone: fc.subarray(policy.steps.map(({ id }) => id)),
		})
		const states = fc.array(fc.constantFrom(...ALL_STATES), { maxLength: 3 })
		const wishes = fc.record({ knowsBillingGoesOn: fc.boolean(), override: fc.constantFrom('', 'a reason') })
		fc.assert(
			fc.property(actors, actors, debts, states, wishes, (asks, approves, debt, disputeStates, wish) => {
				const facts = { disputes: disputeStates.map((state) => disputeOf(state)), policy }
				const attempt = () => approveSuspension(approves, requestSuspension(asks, debt, facts, wish), facts)
				if (refused(attempt) !== 'done') return
				expect(approves.kind).toBe('manager')
				expect(approves.id).not.toBe(asks.id)
				expect(debt.daysOverdue).toBeGreaterThanOrEqual(policy.suspendAfterDays)
				expect(debt.stepsDone).toHaveLength(policy.steps.length)
				expect(wish.knowsBillingGoesOn || debt.commerce === 'legacy').toBe(true)
				const isDisputed = disputeStates.some((state) => state !== 'closed')
				expect(!isDisputed || (asks.kind === 'manager' && wish.override !== '')).toBe(true)
			}),
			{ numRuns: 3000 },
		)
	})
})
