import type { Ticket } from '../tickets/ticket.ts'

/**
 * Where the text of a query is looked for, in small letters: the ticket's number, title and invoice, and who reported it. A line
 * feed keeps a text from being found across two of them.
 */
export function searchWords({ number, title, reporter, dispute }: Ticket): string {
	const { name, customer, email = '' } = reporter
	const fields = [number, title, customer.name, name, dispute?.invoice ?? '']
	return (email === '' ? fields : [...fields, email]).join('\n').toLowerCase()
}
