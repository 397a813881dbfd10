import { businessTimeBetween, createCalendar } from '../../../src/tickets/calendar/calendar.ts'
import type { RecordedEvent } from '../../../src/tickets/events.ts'
import type { Policy } from '../../../src/tickets/policy.ts'
import { all, last, must, ownerOf, phaseOf, type Recorded, reporterOf } from './facts.ts'
import type { MemoryStore } from './memory-store.ts'
import { DAY, HOUR, MINUTE } from './people.ts'
import { COMMENTS, type Comment } from './steps.ts'
import type { Done } from './world.ts'

/** Rule 1, from the raw history alone: every closing had the right to happen. */
export function expectLoopClosedRightly(store: MemoryStore, number: string, policy: Policy): void {
	const history = store.historyNow(number)
	for (const closed of all(history, 'closed')) {
		const past = history.filter(({ sequence }) => sequence < closed.sequence)
		const { reason } = closed.event
		must(phaseOf(past) !== 'closed', `${number} was closed twice`)
		if (reason === 'withdrawn') expectOwnWithdrawal(closed, past)
		else if (reason === 'merged') expectMergedWell(store, number, closed, past)
		else expectToldAndAnswered(closed, past, policy)
	}
}

function expectOwnWithdrawal(closed: Recorded<'closed'>, past: readonly RecordedEvent[]): void {
	must(closed.by.kind === 'customer' && closed.by.id === reporterOf(past), 'somebody else withdrew')
}

function expectMergedWell(store: MemoryStore, number: string, closed: Recorded<'closed'>, past: readonly RecordedEvent[]): void {
	const { into = '' } = closed.event
	const other = store.historyNow(into)
	const absorbed = all(other, 'absorbed').find(({ cause, event }) => cause === closed.cause && event.from === number)
	const woken = all(store.historyNow(number), 'reopened').some(({ sequence }) => sequence > closed.sequence)
	must(!woken, 'reopened a ticket that was merged away')
	must(into !== number && absorbed !== undefined, 'merged into a ticket that does not know of it')
	must(reporterOf(other) === reporterOf(past), 'merged into the ticket of another person')
	const before = other.filter(({ sequence }) => sequence < absorbed.sequence)
	must(phaseOf(before) === 'active', 'merged into a ticket that does not keep him informed')
}

function expectToldAndAnswered(closed: Recorded<'closed'>, past: readonly RecordedEvent[], policy: Policy): void {
	const resolved = last(past, 'resolved')
	must(resolved !== undefined && phaseOf(past) === 'resolved', 'closed without a proposed outcome')
	must(resolved.event.text.trim().length >= 10, "closed without an outcome in the customer's words")
	const { resolution } = resolved.event
	const since = past.filter(({ sequence }) => sequence > resolved.sequence)
	const told = all(since, 'told').filter(
		({ event }) => event.resolution === resolution && (event.on === undefined || event.on >= resolved.at),
	)
	must(told.length > 0, 'closed although nobody was told')
	const word = last(past, 'customer-wrote')
	if (closed.event.reason === 'agreed') expectYes(since, reporterOf(past), { resolution, word })
	else expectSilence(closed, told, word, policy)
}

/** His own, or heard on the phone; and the last that he said about this outcome. */
function expectYes(
	since: readonly RecordedEvent[],
	reporter: string,
	{ resolution, word }: { readonly resolution: number; readonly word: RecordedEvent | undefined },
): void {
	const yes = all(since, 'agreed').findLast(({ event }) => event.resolution === resolution)
	must(yes !== undefined && (yes.by.id === reporter || yes.event.heardBy !== undefined), 'closed as agreed without a yes')
	if (word === undefined) return
	const call = all(since, 'told').find(({ cause, event }) => cause === yes.cause && event.on !== undefined)
	// Forms know the minute of a call.
	must(
		yes.sequence > word.sequence && (call?.event.on ?? yes.at) + MINUTE > word.at,
		'closed as agreed over words that came after the yes',
	)
}

function expectSilence(
	closed: Recorded<'closed'>,
	told: Recorded<'told'>[],
	word: RecordedEvent | undefined,
	{ silence, calendars }: Policy,
): void {
	must(closed.by.id === 'clock', 'somebody called it silence')
	const unanswered = told.filter(({ sequence, event }) => {
		if (word === undefined) return true
		return sequence > word.sequence && (event.on === undefined || event.on >= word.at)
	})
	const notices = new Set(unanswered.map(({ event }) => event.notice))
	must(notices.size >= silence.notices, `closed as silent after ${notices.size} notices`)
	const latest = Math.max(...unanswered.map(({ at, event }) => event.on ?? at))
	const waited = daysBetween(latest, closed.at, { silence, calendars })
	must(waited >= silence.waitDays, `closed as silent after ${waited} days`)
}

/** Days as the silence of this policy counts them. */
function daysBetween(from: number, to: number, { silence, calendars }: Pick<Policy, 'silence' | 'calendars'>): number {
	const office = silence.calendar === 'office' ? calendars?.['office'] : undefined
	// A working day of every office of these tests has eight hours.
	return office ? businessTimeBetween(createCalendar(office), from, to) / (8 * HOUR) : (to - from) / DAY
}

/** Nobody is reminded before his days are over: since he was told, reminded, or wrote. */
export function expectRemindedInTime(store: MemoryStore, number: string, policy: Policy): void {
	const history = store.historyNow(number)
	for (const reminded of all(history, 'reminded')) {
		const past = history.filter(({ sequence }) => sequence < reminded.sequence)
		const resolvedAt = last(past, 'resolved')?.sequence ?? 0
		const since = past.filter(({ sequence }) => sequence > resolvedAt)
		must(all(since, 'told').length > 0, 'reminded of an outcome that nobody told him')
		const heard = since.filter(({ event }) => ['told', 'reminded', 'customer-wrote'].includes(event.type))
		const latest = Math.max(...heard.map(({ at, event }) => (event.type === 'told' ? (event.on ?? at) : at)))
		const waited = daysBetween(latest, reminded.at, policy)
		must(waited >= policy.silence.remindAfterDays, `reminded after ${waited} days`)
	}
}

/** Rule 2: what a customer's words may do, and that a reopened ticket is put before its owner. */
export function expectWordsReadRightly(done: Done): void {
	const commit = done.added.find(({ cause }) => cause === done.cause)
	if (commit === undefined || done.asked.kind === 'open') return
	const { verb, input } = done.asked.command
	const answered = (input as { resolution?: number }).resolution
	const answers = verb === 'confirm' || verb === 'reject'
	const latest = done.alone ? done.before?.resolution?.number : answered
	must(!answers || answered === latest, `${verb} answered the older resolution ${answered}`)
	const types = commit.changes.flatMap(({ events }) => events.map(({ event }) => event.type))
	const turned = types.includes('reopened') ? 'no' : types.includes('agreed') ? 'yes' : 'neither'
	if (verb === 'add-message') must(types.join() === 'customer-wrote', `a message did ${types.join()}`)
	if (verb === 'reject') must(turned === 'no', 'a no did not reopen')
	if (verb === 'confirm') {
		const { comment = '' } = input as { comment?: Comment }
		must(turned === COMMENTS[comment], `"${comment}" was taken as ${turned}`)
		must(turned === 'yes' || !types.includes('closed'), `"${comment}" closed the ticket`)
	}
}

export function expectOwnerHearsOfReopening(store: MemoryStore, number: string): void {
	const history = store.historyNow(number)
	for (const reopened of all(history, 'reopened')) {
		const owner = ownerOf(history.filter(({ sequence }) => sequence < reopened.sequence))
		if (owner === undefined || owner === reopened.by.id) continue
		const told = [...store.notices.values()].some(
			({ ticket, sequence, to }) => ticket === number && sequence === reopened.sequence && to.kind === 'staff' && to.id === owner,
		)
		must(told, `${owner} was not told that ${reopened.by.id} reopened the ticket`)
	}
}
