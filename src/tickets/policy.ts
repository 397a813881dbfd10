import { z } from 'zod'
import { calendarSchema } from './calendar/definition.ts'
import { PRIORITIES } from './ticket.ts'

const hours = z.number().positive().max(10_000)
/** A name of `calendars`, or `24x7`: every hour counts. */
const calendar = z.string().min(1).optional()
const promise = z.strictObject({
	firstResponseHours: hours,
	updateHours: hours,
	/** From the report to a proposed outcome; no promise where there is none. */
	resolutionHours: hours.optional(),
	calendar,
})
const promises = z.strictObject({ low: promise, normal: promise, high: promise, urgent: promise })
const waiting = z.enum(['pending-customer', 'pending-upstream'])
const alarmLevels = z.strictObject({
	/** Hours before a promise is due at which whoever looks after the ticket is reminded. */
	remindBeforeHours: z.array(hours).max(5).default([]),
	/** Hours after it at which that person and the managers are told; later ones follow at the pace of the updates. */
	afterHours: z.array(z.number().nonnegative().max(10_000)).min(1).max(9).default([0]),
})

/** The partner's own rules, from `data/policies/service-levels.yaml`. What is optional may be left out, as older files do. */
export const policySchema = z
	.strictObject({
		/** Opening hours by name. */
		calendars: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/u), calendarSchema).optional(),
		/** The calendar of all hours that name none, and of whom the clock tells something; `24x7` where there is none. */
		calendar,
		/** Our promises to the customer, by priority, in hours of their calendar. */
		promises,
		/** Customers who are promised something else. */
		segments: z
			.record(
				z.string(),
				z.strictObject({
					/** Ids of the customers; others belong to it by the `segment` of the customer book. */
					customers: z.array(z.string()).default([]),
					promises: promises.partial(),
				}),
			)
			.optional(),
		/** In which states a promise stands still. */
		pauses: z
			.strictObject({
				update: z.array(waiting).default(['pending-customer']),
				resolution: z.array(waiting).default(['pending-customer', 'pending-upstream']),
			})
			.optional(),
		alarms: alarmLevels.optional(),
		silence: z.strictObject({
			/** Delivered notices of the latest resolution that silence needs before it counts as a yes. */
			notices: z.int().min(1).max(10),
			/** Days between a delivered notice and the next reminder. */
			remindAfterDays: z.number().positive().max(365),
			/** Days of silence after the last delivered notice. */
			waitDays: z.number().positive().max(365),
			/** Whose working days both count; days of every week where there is none. */
			calendar,
		}),
		upstream: z.strictObject({
			/** Hours after which an unanswered upstream request is called late: up to one business day is documented. */
			answerHours: hours,
			/** Microsoft's own hours. */
			calendar,
			/** The indirect provider's clock, where it is another one. */
			provider: z.strictObject({ answerHours: hours, calendar }).optional(),
			/** Hours between "solved upstream" (or a resolution nobody was told of) and the alarm. */
			untoldHours: hours,
		}),
	})
	.superRefine((policy, { addIssue }) => {
		for (const [path, name] of calendarNames(policy)) {
			const isKnown = name === undefined || name === '24x7' || Object.hasOwn(policy.calendars ?? {}, name)
			if (!isKnown) addIssue({ code: 'custom', path: [...path], message: `there is no calendar "${name}"` })
		}
	})
export type ServiceLevels = z.infer<typeof policySchema>

type GivenPromises = {
	readonly [Priority in (typeof PRIORITIES)[number]]?: { readonly calendar?: string | undefined } | undefined
}
type CalendarName = readonly [path: readonly string[], name: string | undefined]

/** Every place in which a policy names a calendar. */
function calendarNames(
	policy: Pick<ServiceLevels, 'calendar' | 'promises' | 'segments' | 'silence' | 'upstream'>,
): CalendarName[] {
	const { upstream, silence, segments = {} } = policy
	const inPromises = (given: GivenPromises, path: readonly string[]) =>
		PRIORITIES.map((priority): CalendarName => [[...path, 'promises', priority, 'calendar'], given[priority]?.calendar])
	return [
		[['calendar'], policy.calendar],
		[['silence', 'calendar'], silence.calendar],
		[['upstream', 'calendar'], upstream.calendar],
		[['upstream', 'provider', 'calendar'], upstream.provider?.calendar],
		...inPromises(policy.promises, []),
		...Object.entries(segments).flatMap(([name, segment]) => inPromises(segment.promises, ['segments', name])),
	]
}

/** How the partner sells: it decides whom it escalates to, and which articles hold (facts, section 1). */
export const PARTNER_TYPES = ['direct', 'indirect-reseller', 'indirect-provider'] as const
export type PartnerType = (typeof PARTNER_TYPES)[number]

/** What the domain must know of the partner. */
export interface Policy extends ServiceLevels {
	/** An indirect reseller goes through its provider and cannot ask Microsoft for credit (facts, section 1). */
	readonly partnerType: PartnerType
}

/** Whom this partner escalates to. */
export function upstreamTarget(policy: Pick<Policy, 'partnerType'>): 'microsoft' | 'indirect-provider' {
	return policy.partnerType === 'indirect-reseller' ? 'indirect-provider' : 'microsoft'
}
