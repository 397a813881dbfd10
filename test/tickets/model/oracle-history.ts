import { isDeepStrictEqual } from 'node:util'
import { AppError } from '../../../src/errors.ts'
import { replay } from '../../../src/tickets/evolve.ts'
import { must } from './facts.ts'
import type { MemoryStore } from './memory-store.ts'
import type { Done } from './world.ts'

/** Rule 5: the history of each ticket is one gapless line from which the ticket can be told again. */
export function expectWholeHistory(store: MemoryStore, number: string): void {
	const history = store.historyNow(number)
	history.forEach((recorded, index) => {
		must(recorded.sequence === index + 1 && recorded.ticket === number, `${number} has a gap at ${index + 1}`)
		must(recorded.at >= (history[index - 1]?.at ?? 0), `the history of ${number} runs backwards`)
	})
	must(isDeepStrictEqual(replay(history), store.tickets.get(number)), `${number} is not what its history tells`)
}

/** What happens without a person who must have seen it, written down a second time on purpose. */
const UNSEEN = new Set([
	'told',
	'reminded',
	'notice-failed',
	'notice-recovered',
	'answer-uncertain',
	'sent-again',
	'alarm-raised',
])

/** Rule 5: each commit only adds, the version counts what people must have seen, and one cause has one commit. */
export function expectAppendOnly(store: MemoryStore): void {
	const seen = new Map<string, { sequence: number; version: number }>()
	const causes = new Set<string>()
	for (const { cause, changes } of store.commits) {
		must(!causes.has(cause), `${cause} acted twice`)
		causes.add(cause)
		for (const { ticket, events, expectedSequence } of changes) {
			const before = seen.get(ticket.number) ?? { sequence: 0, version: 0 }
			must(events.length > 0 && events.every((one) => one.cause === cause), 'an event without its cause')
			must(expectedSequence === before.sequence && ticket.sequence === before.sequence + events.length, 'events were replaced')
			const grew = ticket.version - before.version
			must(
				grew === events.filter(({ event }) => !UNSEEN.has(event.type)).length,
				`the version of ${ticket.number} grew by ${grew}`,
			)
			seen.set(ticket.number, ticket)
		}
	}
}

/** Rules 5 and 7: a refusal and a repetition commit nothing; a stale version is refused. */
export function expectNothingUnasked(done: Done): void {
	const { answer, alone, asked, before, wasCommitted, cause, added } = done
	const own = added.filter((commit) => commit.cause === cause)
	if (alone) must(added.length === own.length, 'somebody else committed')
	if (answer instanceof AppError) must(wasCommitted || own.length === 0 || !alone, `refused as ${answer.code}, yet committed`)
	else if (alone) must(own.length === (answer.events.length > 0 ? 1 : 0), 'the answer does not say what was committed')
	if (wasCommitted) must(own.length === 0, 'a repeated cause acted again')
	if (wasCommitted && !(answer instanceof AppError)) must(answer.repeated, 'a repetition was not called one')
	const gaveUp = answer instanceof AppError && answer.code === 'busy' && asked.kind === 'command'
	must(!gaveUp, 'a command never got through')
	if (asked.kind === 'open' || wasCommitted) return
	const { version } = asked.command
	if (version === undefined) return
	if (alone && version !== before?.version) must(answer instanceof AppError, 'a stale version was not refused')
	const change = own[0]?.changes.find(({ ticket }) => ticket.number === asked.command.ticket)
	const seen = change && change.ticket.version - change.events.filter(({ event }) => !UNSEEN.has(event.type)).length
	must(seen === undefined || seen === version, `a command on version ${version} changed version ${seen}`)
}
