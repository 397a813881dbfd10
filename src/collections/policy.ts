import { z } from 'zod'

/** The partner's own collections policy, from `data/policies/collections.yaml`. */
export const collectionsPolicySchema = z.strictObject({
	/** Steps towards the customer, in their order; days after the due date. */
	steps: z.array(z.strictObject({ id: z.string().min(1), afterDays: z.int().nonnegative() })).min(1),
	/** Days after the due date before access may be suspended. */
	suspendAfterDays: z.int().positive(),
})
export type CollectionsPolicy = z.infer<typeof collectionsPolicySchema>
