import { AppError } from '../errors.ts'
import type { Actor } from '../tickets/actor.ts'
import type { Ticket } from '../tickets/ticket.ts'
import type { CollectionsPolicy } from './policy.ts'

/** What is known of an unpaid subscription. Days count from the due date of the oldest unpaid invoice. */
export interface Delinquency {
	readonly customer: string
	readonly subscription: string
	readonly commerce: 'legacy' | 'new-commerce'
	readonly daysOverdue: number
	/** Ids of the policy's steps that were done. */
	readonly stepsDone: readonly string[]
}

/** A wish to suspend access, which another person must approve. */
export interface SuspensionRequest {
	readonly delinquency: Delinquency
	readonly requestedBy: string
	/** A manager's reason to suspend although a dispute is open. */
	readonly override?: string
	readonly approvedBy?: string
}

/** What a request comes with. */
export interface SuspensionWish {
	/** The person has read that new commerce keeps billing while suspended. */
	readonly knowsBillingGoesOn: boolean
	readonly override?: string
}

/** What is in the way of a suspension; empty means that it may be asked for. */
export type Obstacle = 'too-early' | 'steps-missing' | 'open-dispute' | 'billing-goes-on'

/**
 * What stands between this debt and a suspension (rule 4): the policy's steps and days, no open dispute on the subscription,
 * and for new commerce the warning that Microsoft goes on billing the partner (facts, section 1: since 2023; suspending a
 * legacy subscription did stop billing).
 */
export function obstacles(
	debt: Delinquency,
	disputes: readonly Ticket[],
	policy: CollectionsPolicy,
	wish: SuspensionWish,
): Obstacle[] {
	const found: Obstacle[] = []
	if (debt.daysOverdue < policy.suspendAfterDays) found.push('too-early')
	if (policy.steps.some(({ id }) => !debt.stepsDone.includes(id))) found.push('steps-missing')
	if (disputes.some((ticket) => disputesSubscription(ticket, debt))) found.push('open-dispute')
	if (debt.commerce === 'new-commerce' && !wish.knowsBillingGoesOn) found.push('billing-goes-on')
	return found
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u

/** A dispute that names no subscription, or only a product, may be about this one, so it counts; letters of an id have no case. */
function disputesSubscription(ticket: Ticket, { customer, subscription }: Delinquency): boolean {
	if (ticket.state === 'closed' || ticket.dispute === undefined || ticket.reporter.customer.id !== customer) return false
	const [named, wanted] = [idOf(ticket.dispute.subscription), idOf(subscription)]
	return named === '' || named === wanted || (GUID.test(wanted) && !GUID.test(named))
}

function idOf(typed = ''): string {
	return typed.trim().toLowerCase()
}

/** Asks for a suspension. Throws `incomplete` with what is in the way; only a manager's reason overrides an open dispute. */
export function requestSuspension(
	actor: Actor,
	debt: Delinquency,
	facts: { readonly disputes: readonly Ticket[]; readonly policy: CollectionsPolicy },
	wish: SuspensionWish,
): SuspensionRequest {
	if (actor.kind !== 'agent' && actor.kind !== 'manager')
		throw new AppError('not-allowed', 'only the staff asks for a suspension')
	const reason = (wish.override ?? '').trim()
	const overrides = actor.kind === 'manager' && reason !== ''
	const left = obstacles(debt, facts.disputes, facts.policy, wish).filter((obstacle) => obstacle !== 'open-dispute' || !overrides)
	if (left.length > 0) throw new AppError('incomplete', 'a suspension is not possible yet', { details: { lacking: left } })
	return { delinquency: debt, requestedBy: actor.id, ...(overrides && { override: reason }) }
}

/**
 * A manager approves: another person than the one who asked, on the facts of now; `debt` is what is known now of what the request
 * was about. Throws `not-allowed`, or `incomplete` when something has come in the way since the request, such as a new dispute or a
 * payment.
 */
export function approveSuspension(
	actor: Actor,
	request: SuspensionRequest,
	facts: { readonly debt: Delinquency; readonly disputes: readonly Ticket[]; readonly policy: CollectionsPolicy },
	override = request.override,
): SuspensionRequest {
	if (actor.kind !== 'manager') throw new AppError('not-allowed', 'only a manager approves')
	if (actor.id === request.requestedBy) throw new AppError('not-allowed', 'nobody approves their own request')
	const reason = (override ?? '').trim()
	const overrides = reason !== ''
	const { customer, subscription } = request.delinquency
	if (facts.debt.customer !== customer || facts.debt.subscription !== subscription) {
		throw new AppError('bad-input', 'the debt of another subscription', { details: { fields: ['debt'] } })
	}
	const left = obstacles(facts.debt, facts.disputes, facts.policy, { knowsBillingGoesOn: true })
	const lacking = left.filter((obstacle) => obstacle !== 'open-dispute' || !overrides)
	if (lacking.length > 0) throw new AppError('incomplete', 'a suspension is not possible any more', { details: { lacking } })
	return { ...request, delinquency: facts.debt, approvedBy: actor.id, ...(overrides && { override: reason }) }
}
