import { z } from 'zod'

const hours = z.number().positive().max(10_000)
const promise = z.object({ firstResponseHours: hours, updateHours: hours })

/** The partner's own rules, from `data/policies/service-levels.yaml`. */
export const policySchema = z.strictObject({
	/** Our promises to the customer, by priority, in hours. */
	promises: z.object({ low: promise, normal: promise, high: promise, urgent: promise }),
	silence: z.strictObject({
		/** Delivered notices of the latest resolution that silence needs before it counts as a yes. */
		notices: z.int().min(1).max(10),
		/** Days between a delivered notice and the next reminder. */
		remindAfterDays: z.number().positive().max(365),
		/** Days of silence after the last delivered notice. */
		waitDays: z.number().positive().max(365),
	}),
	upstream: z.strictObject({
		/** Hours after which an unanswered upstream request is called late: up to one business day is documented. */
		answerHours: hours,
		/** Hours between "solved upstream" (or a resolution nobody was told of) and the alarm. */
		untoldHours: hours,
	}),
})
export type ServiceLevels = z.infer<typeof policySchema>

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
