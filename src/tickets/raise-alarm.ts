import { z } from 'zod'
import { ACTIVE_STATES } from './ticket.ts'
import { alarmsOf } from './promises.ts'
import { decided, defineVerb } from './verb.ts'

/** Raises an alarm that is due, once. What is due is derived from the ticket; a claim that it is, is checked again here. */
export const raiseAlarm = defineVerb({
	who: ['system'],
	states: [...ACTIVE_STATES, 'resolved'],
	needsVersion: false,
	input: z.object({ key: z.string() }),
	decide(ticket, { key }, { now, policy }) {
		const alarm = alarmsOf(ticket, policy).find((due) => due.key === key && due.at <= now)
		return alarm === undefined ? decided() : decided({ type: 'alarm-raised', alarm: alarm.alarm, key })
	},
})
