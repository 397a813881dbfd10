import { readFile } from 'node:fs/promises'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { collectionsPolicySchema } from '../../src/collections/policy.ts'
import { approveSuspension, type Delinquency, obstacles, requestSuspension } from '../../src/collections/suspension.ts'
import { AppError } from '../../src/errors.ts'
import { type Actor, CLOCK } from '../../src/tickets/actor.ts'
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
		expect(approveSuspension(manager, request, { debt: due, disputes: [], policy })).toMatchObject({
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

	test('is asked for by the staff only, and approved by a manager who is not the one who asked', () => {
		const facts = { debt: due, disputes: [], policy }
		const customer: Actor = { kind: 'customer', id: 'alex', name: 'Alex' }
		for (const actor of [customer, CLOCK]) {
			expect(refused(() => requestSuspension(actor, due, facts, aware))).toBe('not-allowed')
		}
		const request = requestSuspension(manager, due, facts, aware)
		for (const actor of [customer, CLOCK, agent, manager]) {
			expect(refused(() => approveSuspension(actor, request, facts))).toBe('not-allowed')
		}
		expect(approveSuspension(otherManager, request, facts).approvedBy).toBe('noor')
	})

	test('is not freed of its steps and days by the reason that overrides a dispute', () => {
		const facts = { debt: due, disputes: [disputeOf('open')], policy }
		const early = { ...due, daysOverdue: 59, stepsDone: [] }
		const asked = () => requestSuspension(manager, early, facts, { ...aware, override: 'agreed with the customer' })
		expect(refused(asked)).toBe('incomplete too-early steps-missing')
		const request = requestSuspension(manager, due, facts, { ...aware, override: 'agreed with the customer' })
		const later = { ...facts, policy: { ...policy, suspendAfterDays: 90 } }
		expect(refused(() => approveSuspension(otherManager, request, later))).toBe('incomplete too-early')
	})

	test('keeps the reason of an override, and none that is only spaces or where nobody gave one', () => {
		const facts = { debt: due, disputes: [disputeOf('open')], policy }
		const request = requestSuspension(manager, due, facts, { ...aware, override: ' agreed ' })
		expect(approveSuspension(otherManager, request, facts)).toEqual({
			delinquency: due,
			requestedBy: 'mina',
			override: 'agreed',
			approvedBy: 'noor',
		})
		expect(refused(() => approveSuspension(otherManager, request, facts, '  '))).toBe('incomplete open-dispute')
		expect(approveSuspension(otherManager, request, facts, ' another reason ').override).toBe('another reason')
		const free = { debt: due, disputes: [], policy }
		const plain = requestSuspension(agent, due, free, { ...aware, override: 'agents override nothing' })
		expect(approveSuspension(otherManager, plain, free, ' ')).toStrictEqual({
			delinquency: due,
			requestedBy: 'dana',
			approvedBy: 'noor',
		})
	})

	test('may be asked for from the day of the policy on', () => {
		const on = (daysOverdue: number) => obstacles({ ...due, daysOverdue }, [], policy, aware)
		expect([on(policy.suspendAfterDays - 1), on(policy.suspendAfterDays)]).toEqual([['too-early'], []])
	})

	test('looks again when it is approved: a dispute opened meanwhile stops it', () => {
		const request = requestSuspension(agent, due, { disputes: [], policy }, aware)
		const facts = { debt: due, disputes: [disputeOf('new')], policy }
		expect(refused(() => approveSuspension(manager, request, facts))).toBe('incomplete open-dispute')
		expect(approveSuspension(manager, request, facts, 'the dispute is about another month').override).toContain('another month')
	})

	test('looks again when it is approved: a payment since the request stops it, and it is not moved to another debt', () => {
		const facts = { debt: due, disputes: [], policy }
		const request = requestSuspension(agent, due, facts, aware)
		const approve = (debt: Delinquency) => refused(() => approveSuspension(manager, request, { ...facts, debt }))
		expect(approve({ ...due, daysOverdue: 0 })).toBe('incomplete too-early')
		expect(approve({ ...due, stepsDone: [] })).toBe('incomplete steps-missing')
		expect(approve({ ...due, subscription: 'sub-2' })).toBe('bad-input')
		expect(approve({ ...due, customer: 'somebody-else' })).toBe('bad-input')
		const later = { ...due, daysOverdue: 70 }
		expect(approveSuspension(manager, request, { ...facts, debt: later }).delinquency).toEqual(later)
	})

	test('counts a dispute however its subscription was typed, and one that names a product only', () => {
		const guid = '0F8FAD5B-D9CB-469F-A165-70867728950E'
		const of = (subscription: string) =>
			obstacles({ ...due, subscription: guid }, [disputeOf('open', { subscription })], policy, aware)
		for (const typed of [guid, guid.toLowerCase(), ` ${guid} `, '', ' ', 'Microsoft 365 E3']) {
			expect(of(typed)).toEqual(['open-dispute'])
		}
		expect(of('7c9e6679-7425-40de-944b-e07fc1f90ae7')).toEqual([])
	})

	test('ignores closed disputes, other customers and other subscriptions, and counts a dispute that names none', () => {
		const of = (state: 'open' | 'closed', more: object) => obstacles(due, [disputeOf(state, more)], policy, aware)
		expect(of('closed', {})).toEqual([])
		expect(of('open', { customer: 'somebody-else' })).toEqual([])
		expect(of('open', { subscription: 'sub-2' })).toEqual([])
		expect(of('open', { subscription: 'sub-1' })).toEqual(['open-dispute'])
		expect(of('open', { subscription: ' SUB-1 ' })).toEqual(['open-dispute'])
		expect(of('open', {})).toEqual(['open-dispute'])
		const { dispute: _dispute, ...question } = disputeOf('open')
		expect(obstacles(due, [{ ...question, kind: 'question' }], policy, aware)).toEqual([])
	})

	test('needs a policy with steps that have names, and days that can be counted', () => {
		const fits = (over: object) => collectionsPolicySchema.safeParse({ ...policy, ...over }).success
		expect([fits({}), fits({ steps: [{ id: 'call', afterDays: 0 }] })]).toEqual([true, true])
		const wrong = [[], [{ id: '', afterDays: 1 }], [{ id: 'call', afterDays: -1 }], [{ id: 'call', afterDays: 1.5 }]]
		expect(wrong.filter((steps) => fits({ steps }))).toEqual([])
		expect([1, 0, -1, 1.5].filter((suspendAfterDays) => fits({ suspendAfterDays }))).toEqual([1])
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
				const facts = { debt, disputes: disputeStates.map((state) => disputeOf(state)), policy }
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
