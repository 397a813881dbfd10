import { describe, expect, it } from 'vitest'
import { CLAIMS, lastDayToClaim } from '../../src/tickets/claim-windows.ts'

describe('claim windows (Partner Center documentation, request-credit, May 2023)', () => {
	it.each([
		['accidental-purchase-legacy', '2026-01-01', '2026-04-01'],
		['duplicate-order-legacy', '2026-01-01', '2026-05-01'],
		['sla-credit-azure', '2026-02-15', '2026-04-30'],
		['sla-credit-other', '2026-02-15', '2026-03-31'],
		['new-commerce-licences', '2026-02-25', '2026-03-04'],
		['azure-fraud', '2026-01-01', '2026-03-02'],
		['perpetual-software', '2026-01-31', '2026-03-02'],
		['software-subscription', '2026-12-28', '2027-01-04'],
		['marketplace-monthly', '2026-06-30', '2026-07-01'],
		['marketplace-annual', '2026-06-30', '2026-07-14'],
		['program-benefits', '2026-06-01', '2026-07-01'],
		['us-tax-exemption', '2026-06-01', '2026-07-01'],
		['other', '2026-06-01', undefined],
	] as const)('%s: what happened on %s can be claimed until %s', (claim, happenedOn, last) => {
		expect(lastDayToClaim(claim, happenedOn)).toBe(last)
	})

	it('has a row above for each kind of claim', () => {
		expect(CLAIMS).toHaveLength(13)
	})

	it.each([
		['sla-credit-other', '2026-01-31', '2026-02-28'],
		['sla-credit-other', '2027-12-01', '2028-01-31'],
		['sla-credit-other', '2028-01-01', '2028-02-29'],
		['sla-credit-azure', '2026-12-31', '2027-02-28'],
		['sla-credit-azure', '2026-11-30', '2027-01-31'],
	] as const)('%s counts from the end of the month, not from the day: %s -> %s', (claim, happenedOn, last) => {
		expect(lastDayToClaim(claim, happenedOn)).toBe(last)
	})

	it.each([
		['new-commerce-licences', '2028-02-25', '2028-03-03'],
		['azure-fraud', '2026-03-01', '2026-04-30'],
		['azure-fraud', '2026-10-01', '2026-11-30'],
	] as const)('%s counts calendar days through leap days and clock changes: %s -> %s', (claim, happenedOn, last) => {
		expect(lastDayToClaim(claim, happenedOn)).toBe(last)
	})
})
