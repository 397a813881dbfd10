import { isOpen } from './calendar/calendar.ts'
import { closable } from './loop.ts'
import { calendarOf } from './service-hours.ts'
import { decided, defineVerb, nothing } from './verb.ts'

/** Closes the loop of a customer who stayed silent after the notices that the policy asks for (rule 1); else, and at night, does nothing. */
export const closeSilent = defineVerb({
	who: ['system'],
	states: ['resolved'],
	needsVersion: false,
	input: nothing,
	decide(ticket, _input, { now, policy }) {
		const reason = closable(ticket, policy, now)
		return reason === undefined || !isOpen(calendarOf(policy), now) ? decided() : decided({ type: 'closed', reason })
	},
})
