import type { RecordedEvent } from '../../../src/tickets/events.ts'
import type { TicketState } from '../../../src/tickets/ticket.ts'
import { all, must, type Recorded } from './facts.ts'
import type { MemoryStore } from './memory-store.ts'
import { HOUR } from './people.ts'
import type { Done } from './world.ts'

/** The state after this history, told from the raw events a second time on purpose. */
function stateAfter(history: readonly RecordedEvent[]): TicketState {
	let [state, isOwned, isFiled]: [TicketState, boolean, boolean] = ['new', false, false]
	const working = () => (isFiled ? 'pending-upstream' : isOwned ? 'open' : 'new')
	for (const { event } of history) {
		if (event.type === 'opened' && event.assignee !== undefined) [state, isOwned] = ['open', true]
		if (event.type === 'assigned') [state, isOwned] = [state === 'new' ? 'open' : state, true]
		if (event.type === 'customer-asked') state = 'pending-customer'
		if (event.type === 'customer-wrote' && state === 'pending-customer') state = working()
		if (event.type === 'escalated-upstream') [state, isFiled] = ['pending-upstream', true]
		if (event.type === 'upstream-answered') [state, isFiled] = [state === 'pending-upstream' ? 'open' : state, false]
		if (event.type === 'resolved') state = 'resolved'
		if (event.type === 'reopened') state = working()
		if (event.type === 'closed') state = 'closed'
	}
	return state
}

/** The ticket's life: its state is what its events say, and its outcomes are counted from one. */
export function expectLifeTold(store: MemoryStore, number: string): void {
	const history = store.historyNow(number)
	const [told, state] = [stateAfter(history), store.tickets.get(number)?.state]
	must(told === state, `${number} is ${state}, and its events say ${told}`)
	all(history, 'resolved').forEach(({ event, sequence }, index) => {
		must(event.resolution === index + 1, `outcome ${event.resolution} of ${number} is its number ${index + 1}`)
		const before = stateAfter(history.slice(0, sequence - 1))
		must(before !== 'resolved' && before !== 'closed', `${number} was resolved while it was ${before}`)
	})
}

/** Rule 1: who counts as told was told: by a notice of his that arrived, or in a call with him. */
export function expectReallyTold(done: Done, store: MemoryStore): void {
	if (done.asked.kind === 'open') return
	const { input, verb } = done.asked.command
	const events = done.added
		.filter(({ cause }) => cause === done.cause)
		.flatMap(({ changes }) => changes.flatMap((one) => one.events))
	for (const told of all(events, 'told')) {
		if (verb === 'record-call') expectCalled(done, told, input as Record<string, unknown>)
		else expectArrived(told, input as Record<string, unknown>, store)
	}
}

function expectCalled(done: Done, { event, by }: Recorded<'told'>, input: Record<string, unknown>): void {
	must(by.kind === 'agent' || by.kind === 'manager', `${by.kind} called`)
	must(event.by === `${by.name} → ${String(input['with'])}` && String(input['with']).trim() !== '', 'a call with nobody')
	const [proposedAt, calledAt] = [done.before?.resolution?.at ?? 0, Number(input['at'])]
	must(calledAt >= proposedAt && calledAt <= done.now + HOUR, 'a call from before the outcome, or from the future')
	must(event.on !== undefined && event.on >= proposedAt && event.on <= Math.max(done.now, proposedAt), 'a call at no time')
}

function expectArrived({ event, ticket }: Recorded<'told'>, input: Record<string, unknown>, store: MemoryStore): void {
	const notice = store.notices.get(event.notice)
	must(
		input['outcome'] === 'delivered' && input['channel'] === event.channel,
		`told by a notice that is ${String(input['outcome'])}`,
	)
	must(notice?.ticket === ticket && notice.to.kind === 'customer', 'told by a notice that is not his')
	must(notice.resolution === event.resolution, 'told of another outcome')
	must(['resolved', 'reminder'].includes(notice.kind), `told of an outcome by the notice ${notice.kind}`)
}
