import { isOpen } from './calendar/calendar.ts'
import { nextReminder, unansweredNotices } from './loop.ts'
import { calendarOf } from './service-hours.ts'
import { decided, defineVerb, nothing } from './verb.ts'

/** Reminds a silent customer of the proposed outcome, when the policy's time has come; never at night. */
export const remindCustomer = defineVerb({
	who: ['system'],
	states: ['resolved'],
	needsVersion: false,
	input: nothing,
	decide(ticket, _input, { now, policy }) {
		const at = nextReminder(ticket, policy)
		if (at === undefined || at > now || !isOpen(calendarOf(policy), now) || ticket.resolution === undefined) return decided()
		return decided({ type: 'reminded', resolution: ticket.resolution.number, count: unansweredNotices(ticket).length })
	},
})
