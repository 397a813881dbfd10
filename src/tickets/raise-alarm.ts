import { z } from 'zod'
import { isOpen } from './calendar/calendar.ts'
import { alarmDue } from './promises.ts'
import { staffHours } from './service-hours.ts'
import { ACTIVE_STATES } from './ticket.ts'
import { decided, defineVerb } from './verb.ts'

/**
 * Raises an alarm that is due, once, and never at night unless it is urgent. What is due is derived from the ticket; a claim that
 * it is, is checked again here.
 */
export const raiseAlarm = defineVerb({
	who: ['system'],
	states: [...ACTIVE_STATES, 'resolved'],
	needsVersion: false,
	input: z.object({ key: z.string() }),
	decide(ticket, { key }, { now, policy }) {
		const due = alarmDue(ticket, policy, { key, now })
		if (due === undefined || !isOpen(staffHours(ticket, policy), now)) return decided()
		const { alarm, skipped } = due
		return decided({
			type: 'alarm-raised',
			alarm: alarm.alarm,
			key: alarm.key,
			...(alarm.early && { early: true }),
			...(skipped.length > 0 && { skipped }),
		})
	},
})
