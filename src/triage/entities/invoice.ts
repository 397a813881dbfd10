import { AppError } from '../../errors.ts'
import { type Found, readAll, withoutRivals } from './found.ts'

/** How the partner numbers its own invoices: a pattern made by `readInvoiceFormats`. */
export type InvoiceFormat = RegExp

// D... legacy and G... new commerce (facts section 6, Partner Center docs, October 2023); people also type them in groups.
// INV-... are the partner's own numbers.
const OWN =
	/(?<![\p{L}\p{N}-])(?:[GDE](?:\d{6,14}|0\d{3}[A-Z0-9]{4,10}|[ -]0\d{5,13})|(?:G[ -]?\d{3}|[DE][ -]?0\d\d)(?:[ -]\d{3}){1,3}|G[ -]?0\d{3,4}[ -]\d{4,5}|INV(?:[-–/]\d+|\d{3,})(?:[-/]\d+)*)(?![\p{L}\p{N}]|-\d)/giu
// "invoice no.", "N° facture :", "Invoice number is", "inv#", "facture (".
const LABEL =
	/(?<![\p{L}\p{N}])(?:invoices?|inv|bills?|factures?|fact)(?!\p{L})\.?(?:\s?(?:number|numbers|nr|num[eé]ros?|nos?|n|ids?|reference|ref|r[eé]f[eé]rence|r[eé]f)(?!(?!º)\p{L})\s?[.°ºo]?(?:\s?(?:is|est)(?!\p{L}))?)?\s?#?\s?:?\s?\(?#?/giu
/** "please invoice 120 seats", "facture 100 % fausse", "invoice 180 days overdue", "Facture : 1500 au lieu de 1200". */
const OF_SOMETHING = String.raw`\s?(?:[€$£%]|(?:eur|usd|gbp|chf|cad|euros?|dollars?|pounds?|francs?|livres?)(?!\p{L}))|\s\d{3}(?!\d)|\s(?:(?:extra|more|additional|new|other|autres|nouveaux|nouvelles)\s)?(?:percent|per cent|pour ?cents?|licen[cs]es|seats|users|utilisateurs|usagers|postes|si[eè]ges|mailboxes|bo[iî]tes|subscriptions|abonnements|comptes|accounts|customers|clients|people|personnes|hours?|heures?|days?|jours?|weeks?|semaines?|months?|mois|years?|ans?|times|fois|pages?|instead|rather|au lieu|plut[oô]t)(?!\p{L})`
/** The number behind a label: up to four letters and a digit in it, three digits in a row, and no year. */
const NUMBER = new RegExp(
	String.raw`(?!(?:19|20)\d\d(?!\p{N}|[-/]\d))(?=[A-Z0-9/-]{0,19}\d{3})(?:[A-Z]{1,4}[-/])?[A-Z]{0,4}\d[A-Z0-9]*(?:[-/][A-Z0-9]+){0,3}(?![\p{L}\p{N}€$£%]|[.,/-]\d|${OF_SOMETHING})`,
	'iuy',
)
const AND_ANOTHER = /\s?(?:[,&/]|\s(?:and|et|or|ou))\s?#?/iuy
/** "2026-10-03", "10/2026", "2026-10", "Oct-2026", "T3/2026": when, not which. */
const TIME =
	/^(?:20\d\d[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/](?:20)?\d\d|(?:0?[1-9]|1[0-2])[-/]20\d\d|20\d\d[-/](?:0?[1-9]|1[0-2])|[A-Z]{1,4}\d?[-/](?:19|20)\d\d)$/iu

/**
 * Invoice numbers in upper case: Microsoft's, those of the given formats, and what the text itself calls an invoice number.
 * @param formats how this partner's customers' invoices are numbered.
 */
export function findInvoices(text: string, formats: readonly InvoiceFormat[] = []): Found<string>[] {
	const own = readAll(text, OWN, (match) => normalised(match[0]))
	const configured = formats.flatMap((format) => readAll(text, format, (match) => match[0].toUpperCase()))
	return withoutRivals([...configured, ...own, ...findCalled(text)])
}

/** "invoice no. 45821", "facture n° 2024-0153", "factures 4521 et 4522": numbers that are called invoices are some. */
function findCalled(text: string): Found<string>[] {
	const found: Found<string>[] = []
	for (const label of text.matchAll(LABEL)) {
		const first = numberAt(text, label.index + label[0].length)
		let last = first
		while (last !== undefined) {
			found.push(last)
			const start = last.end + (matchAt(AND_ANOTHER, text, last.end)?.length ?? 0)
			const next = start > last.end ? numberAt(text, start) : undefined
			// "invoice 4521, 1500 of it for support": only a number of the same kind goes on the list.
			last = next?.value.length === first?.value.length ? next : undefined
		}
	}
	return found
}

function numberAt(text: string, start: number): Found<string> | undefined {
	const written = matchAt(NUMBER, text, start)
	if (written === undefined || TIME.test(written)) return undefined
	return { value: written.toUpperCase(), start, end: start + written.length }
}

function matchAt(pattern: RegExp, text: string, start: number): string | undefined {
	pattern.lastIndex = start
	return pattern.exec(text)?.[0]
}

function normalised(written: string): string {
	const upper = written.toUpperCase()
	return upper.startsWith('INV') ? upper.replace('–', '-') : upper.replace(/[ -]/gu, '')
}

const WILD: Readonly<Record<string, string>> = {
	'#': String.raw`\d`,
	'@': String.raw`\p{L}`,
	'*': String.raw`[\p{L}\p{N}]{1,20}`,
}

/**
 * Formats as they are written in the configuration: `#` stands for a digit, `@` for a letter, `*` for one or more letters or
 * digits, everything else for itself: `HC-####-#####`, `FA*`.
 * @throws AppError `misconfigured` for a format that would match nearly anything, or only one text.
 */
export function readInvoiceFormats(formats: readonly string[]): InvoiceFormat[] {
	return formats.map((written) => {
		const isTelling = /[\p{L}@]/u.test(written) ? /[#*]/u.test(written) : (written.match(/#/gu)?.length ?? 0) >= 5
		if (!isTelling) {
			const advice = 'A format needs a letter and a wildcard, or five digits: # is a digit, @ a letter, * several of both.'
			throw new AppError('misconfigured', `INVOICE_FORMATS: "${written}" fits too much or too little. ${advice}`)
		}
		const source = Array.from(written, (sign) => WILD[sign] ?? sign.replace(/[\\^$.+?()[\]{}|/]/u, String.raw`\$&`)).join('')
		return new RegExp(String.raw`(?<![\p{L}\p{N}-])${source}(?![\p{L}\p{N}]|-\d)`, 'giu')
	})
}
