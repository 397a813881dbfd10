import { z } from 'zod'
import { moneySchema } from '../tickets/money.ts'

/** One line of an invoice, as the partner's records have it. */
const invoiceLineSchema = z.object({
	product: z.string(),
	subscription: z.string(),
	quantity: z.number(),
	amount: moneySchema,
})

/** An invoice of the partner to its customer. */
export const invoiceSchema = z.object({
	/** `G...` new commerce, `D...` legacy, or the partner's own numbering. */
	number: z.string(),
	/** Id of the customer account that is billed. */
	customer: z.string(),
	/** ISO date of the invoice. */
	date: z.iso.date(),
	/** The billing month, `2026-10`. */
	period: z.string(),
	total: moneySchema,
	lines: z.array(invoiceLineSchema),
})
export type Invoice = z.infer<typeof invoiceSchema>

/** The partner's invoices to its customers. */
export interface InvoiceBook {
	/** Newest first. */
	invoicesOf(customer: string): Promise<readonly Invoice[]>
}
