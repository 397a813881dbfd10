/** What a member of the staff asks for by a command, in either language. */
export type StaffCommand =
	| { readonly kind: 'my-tickets' | 'unassigned' | 'help' }
	| { readonly kind: 'ticket'; readonly number: string }
	| { readonly kind: 'open-dispute'; readonly customer: string }

const TICKET = /^(?:(?:show|open|see|voir|ouvrir|montrer)\s+)?(?:(?:the|le)\s+)?(?:ticket\s*)?#?(BD-?\d{1,9})[.!?]?$/iu
const MINE =
	/^(?:(?:show|list|voir|montre[rz]?)(?:-moi)?\s+)?(?:me\s+)?(?:my|mes)\s+(?:open\s+)?tickets?(?:\s+ouverts)?\s*[.!?]?$/iu
const UNASSIGNED = /^(?:unassigned|waiting|queue|non\s+attribu[ée]s?|en\s+attente|file)(?:\s+tickets?)?\s*[.!?]?$/iu
const DISPUTE =
	/^(?:open|create|report|ouvrir|ouvre|cr[ée]er)\s+(?:a\s+|an?\s+|un\s+)?(?:dispute|litige|ticket)(?:\s+(?:for|pour)\s+(.+?))?\s*[.!]?$/iu
const HELP = /^(?:help|aide|\?)$/iu

/** Reads a command; undefined when the message is a question. Pure. */
export function readCommand(text: string): StaffCommand | undefined {
	const line = text.trim()
	const ticket = TICKET.exec(line)?.[1]
	if (ticket !== undefined) return { kind: 'ticket', number: ticket.toUpperCase().replace(/^BD-?/u, 'BD-') }
	if (MINE.test(line)) return { kind: 'my-tickets' }
	if (UNASSIGNED.test(line)) return { kind: 'unassigned' }
	const dispute = DISPUTE.exec(line)
	if (dispute !== null) return { kind: 'open-dispute', customer: dispute[1] ?? '' }
	return HELP.test(line) ? { kind: 'help' } : undefined
}
