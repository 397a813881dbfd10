import { expect, it } from 'vitest'
import { CLOCK, customerActor, staffActor } from '../../src/tickets/actor.ts'
import { lastAnswer } from '../../src/tickets/answers-given.ts'
import { GONE } from '../../src/tickets/erase-words.ts'
import type { RecordedEvent, TicketEvent } from '../../src/tickets/events.ts'

const DANA = staffActor({ id: 'dana', name: 'Dana Ortiz', role: 'agent', aadObjectId: 'x' })
const ALEX = customerActor({ userId: 'alex', name: 'Alex', locale: 'en', customer: { id: 'c', name: 'C' } })

function history(...events: readonly (readonly [RecordedEvent['by'], TicketEvent])[]): RecordedEvent[] {
	return events.map(([by, event], index) => ({ ticket: 'BD-1', sequence: index + 1, at: index, by, cause: `c${index}`, event }))
}

it('is what a person told the customer last, the proposed solution before any reply', () => {
	const replied = [DANA, { type: 'replied', text: 'I look into it.' }] as const
	const resolved = [DANA, { type: 'resolved', resolution: 1, outcome: 'corrected', text: 'It is corrected.' }] as const
	const note = [DANA, { type: 'note-added', text: 'inside only' }] as const
	const wrote = [ALEX, { type: 'customer-wrote', text: 'hurry' }] as const
	const alarm = [CLOCK, { type: 'alarm-raised', alarm: 'update', key: 'k' }] as const
	expect(lastAnswer(history(note, wrote, alarm))).toBeUndefined()
	expect(lastAnswer(history(replied, note, wrote))).toEqual({ text: 'I look into it.', at: 0, by: 'Dana Ortiz' })
	expect(lastAnswer(history(resolved, replied))).toEqual({ text: 'It is corrected.', at: 0, by: 'Dana Ortiz' })
	const again = [DANA, { type: 'resolved', resolution: 2, outcome: 'corrected', text: 'Now it is.' }] as const
	expect(lastAnswer(history(resolved, again, replied))).toEqual({ text: 'Now it is.', at: 1, by: 'Dana Ortiz' })
	const more = [DANA, { type: 'replied', text: 'Nearly done.' }] as const
	expect(lastAnswer(history(replied, more))?.text).toBe('Nearly done.')
})

it('is nothing that was erased', () => {
	const resolved = [DANA, { type: 'resolved', resolution: 1, outcome: 'corrected', text: GONE }] as const
	const replied = [DANA, { type: 'replied', text: '' }] as const
	expect(lastAnswer(history(resolved, replied))).toBeUndefined()
})
