/** Kinds of claims upstream, each with its own window: there is no general dispute deadline. */
export const CLAIMS = [
	'accidental-purchase-legacy',
	'duplicate-order-legacy',
	'sla-credit-azure',
	'sla-credit-other',
	'new-commerce-licences',
	'azure-fraud',
	'perpetual-software',
	'software-subscription',
	'marketplace-monthly',
	'marketplace-annual',
	'program-benefits',
	'us-tax-exemption',
	'other',
] as const
export type Claim = (typeof CLAIMS)[number]

const DAYS: Partial<Record<Claim, number>> = {
	'accidental-purchase-legacy': 90,
	'duplicate-order-legacy': 120,
	'new-commerce-licences': 7,
	'azure-fraud': 60,
	'perpetual-software': 30,
	'software-subscription': 7,
	'marketplace-monthly': 1,
	'marketplace-annual': 14,
	'program-benefits': 30,
	'us-tax-exemption': 30,
}

/** Months after the end of the incident's month, for service-level credits. */
const MONTHS_AFTER: Partial<Record<Claim, number>> = { 'sla-credit-azure': 2, 'sla-credit-other': 1 }

/**
 * The last day (ISO date) on which a claim may be filed upstream, or undefined where no window is documented.
 * `happenedOn` is the ISO date of the purchase, the incident or the first fraudulent use.
 * Source: Partner Center documentation, request-credit, May 2023. Throws RangeError where `happenedOn` is no date.
 */
export function lastDayToClaim(claim: Claim, happenedOn: string): string | undefined {
	const day = new Date(`${happenedOn}T00:00:00Z`)
	const days = DAYS[claim]
	if (days !== undefined) {
		day.setUTCDate(day.getUTCDate() + days)
		return day.toISOString().slice(0, 10)
	}
	const months = MONTHS_AFTER[claim]
	if (months === undefined) return undefined
	return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0)).toISOString().slice(0, 10)
}
