import type { Entities, Language } from '../types.ts'
import { findAmounts } from './amount.ts'
import { findCounts } from './count.ts'
import { findDates } from './date.ts'
import { findDomains } from './domain.ts'
import { findEmails } from './email.ts'
import { blankOut, type Found } from './found.ts'
import { findInvoices, type InvoiceFormat } from './invoice.ts'
import { findPeriods } from './period.ts'
import { findSubscriptions } from './subscription.ts'
import { findTickets } from './ticket.ts'

type ReadingOptions = {
	language: Language
	/** ISO date, for relative days and months. */
	today?: string | undefined
	/** How the partner numbers its own invoices. */
	invoiceFormats?: readonly InvoiceFormat[]
}

/**
 * Everything that can be read off a message without understanding it. The most telling formats come first, and what one family
 * has read is blanked for the next: the domain of an e-mail address is no domain, the digits of a GUID are no amount.
 */
export function extractEntities(text: string, options: ReadingOptions): Entities {
	const entities: Entities = {}
	let rest = text
	const take = <Value>(name: keyof Entities, found: readonly Found<Value>[]): void => {
		rest = blankOut(rest, found, '\n')
		if (found.length > 0) Object.assign(entities, { [name]: unique(found.map((one) => one.value)) })
	}
	take('email', findEmails(rest))
	take('subscription', findSubscriptions(rest))
	take('ticket', findTickets(rest))
	take('invoice', findInvoices(rest, options.invoiceFormats))
	take('domain', findDomains(rest))
	take('date', findDates(rest, options.language, options.today))
	take('amount', findAmounts(rest))
	take('period', findPeriods(rest, options.today))
	take('count', findCounts(rest))
	return entities
}

/**
 * The text with identifiers and amounts replaced by one word for their kind: which invoice it is says nothing about the topic.
 * @param invoiceFormats how the partner numbers its own invoices.
 */
export function maskIdentifiers(text: string, invoiceFormats: readonly InvoiceFormat[] = []): string {
	let masked = text
	const families: readonly (readonly [string, (text: string) => Found<unknown>[]])[] = [
		['zzemail', findEmails],
		['zzguid', findSubscriptions],
		['zzticket', findTickets],
		['zzinvoice', (written) => findInvoices(written, invoiceFormats)],
		['zzdomain', findDomains],
		['zzamount', findAmounts],
	]
	for (const [word, find] of families) masked = replaceAll(masked, find(masked), word)
	return masked
}

function replaceAll(text: string, found: readonly Found<unknown>[], word: string): string {
	let result = ''
	let position = 0
	for (const { start, end } of found) {
		result += `${text.slice(position, start)} ${word} `
		position = end
	}
	return result + text.slice(position)
}

function unique<Value>(values: readonly Value[]): Value[] {
	return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}
