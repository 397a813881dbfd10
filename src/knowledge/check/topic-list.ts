import type { Audience } from '../../triage/types.ts'
import { PSEUDO_TOPICS } from '../article.ts'

const BOTH: readonly Audience[] = ['customer', 'staff']
const STAFF: readonly Audience[] = ['staff']

const ASKED_BY_BOTH = `
	get-invoice understand-invoice invoice-correction duplicate-charge unexpected-charge wrong-amount charged-after-cancellation
	proration unused-licences price-change promotion-missing request-refund refund-status cancel-subscription change-licences
	renewal billing-frequency payment-failed payment-method payment-not-recorded payment-terms tax-vat currency azure-usage
	marketplace reservation-refund service-credit fraud access-suspended account-change open-dispute ticket-status no-response
	talk-to-person`
const ASKED_BY_STAFF = `
	reconciliation-file charge-types partner-account escalate-upstream report-on-behalf request-credit collections
	suspend-subscription support-resources roles-permissions withholding-tax close-the-loop`

/**
 * The topics that every desk must be able to speak about, and who asks. More may be added by writing an article; these ids are
 * fixed, as tickets and reports carry them.
 */
export const REQUIRED_TOPICS: ReadonlyMap<string, readonly Audience[]> = new Map([
	...words(ASKED_BY_BOTH).map((id): [string, readonly Audience[]] => [id, BOTH]),
	...words(ASKED_BY_STAFF).map((id): [string, readonly Audience[]] => [id, STAFF]),
	...[...PSEUDO_TOPICS].map((id): [string, readonly Audience[]] => [id, BOTH]),
])

function words(list: string): string[] {
	return list.trim().split(/\s+/u)
}
