import * as fc from 'fast-check'
import { PARTNER_TYPES, type Policy, policySchema } from '../../../src/tickets/policy.ts'

const calendars = {
	office: {
		timeZone: 'Europe/Paris',
		hours: { 'monday-friday': ['09:00-12:30', '13:30-18:00'] },
		holidays: ['12-25', 'easter+1', '02-29'],
	},
	night: {
		timeZone: 'America/Toronto',
		hours: { friday: ['20:00-04:00'], tuesday: ['22:00-06:00', '12:00-13:00'] },
		holidays: [],
	},
}
const hours = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0.01, max: 5, noNaN: true }))
const days = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(0.5, 30))
/** The staff is told in the hours of the promise: other hours than the desk's own would make the night the staff's day. */
const promiseCalendar = (own: string) => fc.constantFrom(undefined, '24x7', own)
const waiting = fc.subarray(['pending-customer', 'pending-upstream'] as const)
const levels = fc.record({
	remindBeforeHours: fc.array(hours, { maxLength: 3 }),
	afterHours: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 4 }),
})

function promises(own: string) {
	const promise = fc.record({
		firstResponseHours: hours,
		updateHours: hours,
		resolutionHours: fc.option(hours, { nil: undefined }),
		calendar: promiseCalendar(own),
	})
	return fc.record({ low: promise, normal: promise, high: promise, urgent: promise })
}

/** Any policy that a partner could write, with the hours of an office, of a few nights, or of every day. */
export const policies: fc.Arbitrary<Policy> = fc.constantFrom('office', 'night', '24x7').chain((own) =>
	fc
		.record({
			partnerType: fc.constantFrom(...PARTNER_TYPES),
			promises: promises(own),
			segments: fc.option(
				promises(own).map(({ normal }) => ({ gold: { customers: ['company-1'], promises: { normal } } })),
				{ nil: undefined },
			),
			pauses: fc.option(fc.record({ update: waiting, resolution: waiting }), { nil: undefined }),
			alarms: fc.option(levels, { nil: undefined }),
			silence: fc.record({
				notices: fc.integer({ min: 1, max: 4 }),
				remindAfterDays: days,
				waitDays: days,
				calendar: fc.constantFrom(undefined, 'office'),
			}),
			upstream: fc.record({ answerHours: hours, untoldHours: hours, calendar: fc.constantFrom(undefined, 'night', '24x7') }),
		})
		.map(({ partnerType, ...rest }) => ({ ...policySchema.parse({ ...rest, calendars, calendar: own }), partnerType })),
)
