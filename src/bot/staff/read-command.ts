/** What a member of the staff asks for by a command, in either language. */
export type StaffCommand =
	| { readonly kind: 'my-tickets' | 'unassigned' | 'help' }
	| { readonly kind: 'ticket'; readonly number: string }
	| { readonly kind: 'open-dispute'; readonly customer: string }

const TICKET = /^(?:(?:show|open|see|voir|ouvrir|montrer)\s+)?(?:(?:the|le)\s+)?(?:ticket\s*)?#?(BD-?\d{1,9})[.!?]?$/iu
const SHOW =
	/^(?:show|list|see|voir|montre[rz]?|affiche[rz]?|what\s+are|which\s+are|quels\s+sont|où\s+sont)(?:-moi)?\s+(?:me\s+)?/iu
const PLEASE = /[\s,]+(?:please|svp|stp|s['’]il\s(?:vous|te)\spla[iî]t)[\s.!?]*$/iu
const MINE = /^(?:(?:my|mes)\s+(?:open\s+)?)?tickets?(?:\s+(?:ouverts|en\s+cours))?\s*[.!?]?$/iu
const WAITING = 'unassigned|waiting|queue|non\\s+attribu[ée]s?|en\\s+attente|file'
const UNASSIGNED = new RegExp(
	`^(?:the\\s+|les\\s+)?(?:(?:${WAITING})(?:\\s+tickets?)?|tickets?\\s+(?:${WAITING}|à\\s+prendre))\\s*[.!?]?$`,
	'iu',
)
const DISPUTE =
	/^(?:open|create|report|ouvrir|ouvre|cr[ée]er)\s+(?:a\s+|an?\s+|un\s+)?(?:dispute|litige|ticket)(?:\s+(?:for|pour)\s+(.+?))?\s*[.!]?$/iu
const HELP = /^(?:help|aide|\?)$/iu

const FRENCH =
	/(?:^|\s)(?:mes|les|voir|montre[rz]?|affiche[rz]?|quels|où|ouvr\w+|cr[ée]er|litige|pour|aide|file|en|non)(?=[\s-]|$)/iu
const ENGLISH = /^(?:my|the|show|list|see|what|which|open|create|report|unassigned|waiting|queue|help)\b/iu

/** The language in which a command is written; undefined where its words are those of both, such as `ticket BD-1042`. Pure. */
export function commandLanguage(text: string): 'en' | 'fr' | undefined {
	const line = text.trim()
	if (ENGLISH.test(line)) return 'en'
	return FRENCH.test(line) ? 'fr' : undefined
}

/** Whoever asks for a list says no more than that. */
const LONGEST_LIST = 100

/** Reads a command; undefined when the message is a question. Pure. */
export function readCommand(text: string): StaffCommand | undefined {
	const line = text.trim()
	const ticket = TICKET.exec(line)?.[1]
	if (ticket !== undefined) return { kind: 'ticket', number: ticket.toUpperCase().replace(/^BD-?/u, 'BD-') }
	const list = line.length > LONGEST_LIST ? '' : line.replace(PLEASE, '').replace(SHOW, '')
	if (MINE.test(list)) return { kind: 'my-tickets' }
	if (UNASSIGNED.test(list)) return { kind: 'unassigned' }
	const dispute = DISPUTE.exec(line)
	if (dispute !== null) return { kind: 'open-dispute', customer: dispute[1] ?? '' }
	return HELP.test(line) ? { kind: 'help' } : undefined
}
