import { AppError } from '../../errors.ts'
import { type Found, readAll } from './found.ts'

/** How the partner numbers its own invoices: a pattern made by `readInvoiceFormats`. */
export type InvoiceFormat = RegExp

// D... legacy and G... new commerce (facts section 6, Partner Center docs, October 2023); people also type them in groups.
// INV-... are the partner's own numbers.
const OWN =
	/(?<![\p{L}\p{N}-])(?:[GDE](?:\d{6,14}|0\d{3}[A-Z0-9]{4,10}|[ -]?\d{3}(?:[ -]\d{3}){1,3})|INV[-–]\d+(?:-\d+)*)(?![\p{L}\p{N}]|-\d)/giu
// "invoice no. 45821", "facture n° 2024-0153": a number that is called an invoice is one, unless it is a year.
const CALLED =
	/(?<=(?:invoices?|bills?|factures?|fact)\.?\s(?:(?:number|numbers|nr|num[eé]ros?|no|n|ref|r[eé]f)\s?[.°ºo]?\s?:?\s?|#\s?|:\s?)?)#?((?!(?:19|20)\d\d(?!\p{N}|[-/]\d))(?=[A-Z0-9/-]{0,19}\d{3})[A-Z]{0,4}\d[A-Z0-9]*(?:[-/][A-Z0-9]+){0,3})(?![\p{L}\p{N}€$£%]|[.,/-]\d|\s?(?:€|\$|£|(?:eur|usd|gbp|chf|cad|euros?|dollars?|pounds?|francs?|livres?)(?!\p{L})))/giu
const DAY_OR_MONTH = /^(?:\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,4})?)$/u

/**
 * Invoice numbers in upper case: Microsoft's, those of the given formats, and what the text itself calls an invoice number.
 * @param formats how this partner's customers' invoices are numbered.
 */
export function findInvoices(text: string, formats: readonly InvoiceFormat[] = []): Found<string>[] {
	const own = readAll(text, OWN, (match) => normalised(match[0]))
	const configured = formats.flatMap((format) => readAll(text, format, (match) => match[0].toUpperCase()))
	const called = readAll(text, CALLED, ([number]) =>
		DAY_OR_MONTH.test(number) ? undefined : number.replace('#', '').toUpperCase(),
	)
	const found: Found<string>[] = []
	for (const one of [...configured, ...own, ...called]) {
		if (found.every((other) => one.end <= other.start || one.start >= other.end)) found.push(one)
	}
	return found.sort((a, b) => a.start - b.start)
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
