import type { RecordedEvent, TicketEvent } from './events.ts'
import { countsAsVersion } from './events.ts'
import { awaitsUpstream, type Resolution, type Ticket } from './ticket.ts'

type Change = Partial<Ticket>
type EventOf<Type extends TicketEvent['type']> = Extract<TicketEvent, { type: Type }>

/**
 * The ticket after one more recorded event. Pure and total: it never refuses, since what it folds has happened.
 * Throws only on a history that no store of ours can hold (a first event other than `opened`).
 */
export function evolve(ticket: Ticket | undefined, recorded: RecordedEvent): Ticket {
	const { event } = recorded
	if (ticket === undefined) {
		if (event.type !== 'opened') throw new Error(`history of ${recorded.ticket} starts with ${event.type}`)
		return opened(recorded, event)
	}
	const change = changeBy(ticket, recorded)
	return {
		...ticket,
		...change,
		...(change.state !== undefined && change.state !== ticket.state && waitsAfter(ticket, change.state, recorded.at)),
		sequence: recorded.sequence,
		version: ticket.version + (countsAsVersion(event) ? 1 : 0),
		updatedAt: recorded.at,
	}
}

/** The ticket that a whole history tells. */
export function replay(history: readonly RecordedEvent[]): Ticket | undefined {
	return history.reduce<Ticket | undefined>(evolve, undefined)
}

/** The wait that lasted ends with its state; one that took no time is forgotten. */
function waitsAfter({ waits = [] }: Ticket, state: Ticket['state'], at: number): Change {
	const ended = waits.map(({ state: waited, from, to = at }) => ({ state: waited, from, to })).filter(({ from, to }) => to > from)
	if (state === 'new' || state === 'open') return waits.length === 0 ? {} : { waits: ended }
	return { waits: [...ended, { state, from: at }] }
}

function opened(recorded: RecordedEvent, event: EventOf<'opened'>): Ticket {
	return {
		number: recorded.ticket,
		version: 1,
		sequence: recorded.sequence,
		state: event.assignee ? 'open' : 'new',
		kind: event.kind,
		topic: event.topic,
		title: event.title,
		description: event.description,
		...(event.dispute && { dispute: event.dispute }),
		reporter: event.reporter,
		...(event.assignee && { assignee: event.assignee }),
		priority: event.priority,
		openedAt: recorded.at,
		updatedAt: recorded.at,
		lastUpdateAt: recorded.at,
		reopened: 0,
		alarms: {},
		failedNotices: [],
		absorbed: [],
	}
}

function changeBy(ticket: Ticket, recorded: RecordedEvent): Change {
	const { event, at, by } = recorded
	switch (event.type) {
		case 'opened':
		case 'note-added':
			return {}
		case 'reminded':
			return { remindedAt: at }
		case 'assigned':
			return { assignee: event.to, ...(ticket.state === 'new' && { state: 'open' as const }) }
		case 'customer-asked':
			return { state: 'pending-customer', question: { text: event.text, at }, staffWroteAt: at, ...responded(ticket, at) }
		case 'customer-wrote':
			return {
				customerWroteAt: at,
				...withoutYes(ticket),
				...(ticket.state === 'pending-customer' && { state: workingState(ticket), lastUpdateAt: at }),
			}
		case 'replied':
			return { staffWroteAt: at, ...responded(ticket, at) }
		case 'priority-set':
			return { priority: event.priority }
		case 'escalated-to-manager':
			return { escalation: { reason: event.reason, at, by: by.name } }
		case 'escalation-acknowledged':
			return ticket.escalation ? { escalation: { ...ticket.escalation, acknowledged: { by: by.name, at } } } : {}
		case 'packet-prepared':
			return { packetDraft: event.packet }
		case 'escalated-upstream':
			return { ...upstreamFiled(event, recorded), ...responded(ticket, at) }
		case 'upstream-answered':
			return upstreamAnswered(ticket, event, at)
		case 'answer-uncertain':
			return {}
		case 'absorbed':
			return { absorbed: [...ticket.absorbed, event.from] }
		case 'erased':
			// Nobody can be told any more.
			return { erased: { at, by: by.name }, failedNotices: [] }
		default:
			return loopChange(ticket, recorded, event)
	}
}

type LoopEvent = EventOf<
	'resolved' | 'told' | 'agreed' | 'reopened' | 'notice-failed' | 'notice-recovered' | 'sent-again' | 'alarm-raised' | 'closed'
>

function loopChange(ticket: Ticket, recorded: RecordedEvent, event: LoopEvent): Change {
	const { at, by } = recorded
	switch (event.type) {
		case 'resolved':
			return { state: 'resolved', resolution: proposed(event, at, by.name), ...responded(ticket, at) }
		case 'told':
			return { ...toldOf(ticket, event, at), lastUpdateAt: at }
		case 'agreed':
			return ticket.resolution ? { resolution: { ...ticket.resolution, agreedAt: at } } : {}
		case 'reopened':
			return { state: workingState(ticket), reopened: ticket.reopened + 1, lastUpdateAt: at, closure: undefined }
		case 'notice-failed':
			return { failedNotices: [...ticket.failedNotices, event.notice] }
		case 'notice-recovered':
		case 'sent-again':
			return { failedNotices: ticket.failedNotices.filter((notice) => notice !== event.notice) }
		case 'alarm-raised':
			return { alarms: { ...ticket.alarms, ...raised([...(event.skipped ?? []), event.key], at) } }
		case 'closed':
			return { state: 'closed', closure: { reason: event.reason, at, ...(event.into && { into: event.into }) } }
	}
}

function raised(keys: readonly string[], at: number): Ticket['alarms'] {
	return Object.fromEntries(keys.map((key) => [key, at]))
}

function workingState(ticket: Ticket): Ticket['state'] {
	if (awaitsUpstream(ticket)) return 'pending-upstream'
	return ticket.assignee ? 'open' : 'new'
}

function responded(ticket: Ticket, at: number): Change {
	return { firstResponseAt: ticket.firstResponseAt ?? at, lastUpdateAt: at }
}

function upstreamFiled(event: EventOf<'escalated-upstream'>, recorded: RecordedEvent): Change {
	const { target, request, packet } = event
	return {
		state: 'pending-upstream',
		packetDraft: packet,
		upstream: { target, request, packet, at: recorded.at, by: recorded.by.name },
	}
}

function upstreamAnswered(ticket: Ticket, event: EventOf<'upstream-answered'>, at: number): Change {
	if (ticket.upstream === undefined) return {}
	const upstream = { ...ticket.upstream, answer: { text: event.text, solved: event.solved, at } }
	return { upstream, ...(ticket.state === 'pending-upstream' && { state: 'open' as const }) }
}

function proposed(event: EventOf<'resolved'>, at: number, by: string): Resolution {
	const { outcome, text, amount } = event
	return { number: event.resolution, outcome, text, ...(amount && { amount }), at, by, told: [] }
}

function toldOf(ticket: Ticket, event: EventOf<'told'>, at: number): Change {
	const resolution = ticket.resolution
	if (resolution === undefined || resolution.number !== event.resolution) return {}
	const told = { notice: event.notice, channel: event.channel, at: event.on ?? at, ...(event.by && { by: event.by }) }
	return { resolution: { ...resolution, told: [...resolution.told, told] } }
}

/** Words that come after a yes make it doubtful: it must be said again. */
function withoutYes({ state, resolution }: Ticket): Change {
	if (state !== 'resolved' || resolution?.agreedAt === undefined) return {}
	const { agreedAt: _agreedAt, ...open } = resolution
	return { resolution: open }
}
