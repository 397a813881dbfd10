import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { type Invoice, type InvoiceBook, invoiceSchema } from '../../invoices/invoice.ts'
import type { Reporter } from '../../tickets/actor.ts'

const personSchema = z.object({
	userId: z.string(),
	name: z.string(),
	locale: z.enum(['en', 'fr']),
	email: z.email(),
	customer: z.object({ id: z.string(), name: z.string(), tenant: z.guid(), segment: z.string().optional() }),
})

/** The sample customers of the demo. */
export async function loadSampleCustomers(folder: string): Promise<readonly Reporter[]> {
	return z.array(personSchema).parse(await readJson(path.join(folder, 'customers.json')))
}

/** The sample invoices of the demo, as the port that the partner's own records stand behind. */
export async function loadSampleInvoices(folder: string): Promise<InvoiceBook> {
	return invoiceBook(z.array(invoiceSchema).parse(await readJson(path.join(folder, 'invoices.json'))))
}

/** An invoice book over a list that is known as a whole. */
export function invoiceBook(invoices: readonly Invoice[]): InvoiceBook {
	const newestFirst = invoices.toSorted((a, b) => b.date.localeCompare(a.date))
	return { invoicesOf: async (customer) => newestFirst.filter((invoice) => invoice.customer === customer) }
}

async function readJson(file: string): Promise<unknown> {
	return JSON.parse(await readFile(file, 'utf8'))
}
