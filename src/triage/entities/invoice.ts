import { type Found, readAll } from './found.ts'

// D... legacy and G... new commerce (facts section 6, Partner Center docs, October 2023); INV-... are the partner's own numbers.
const NUMBER = /(?<![\p{L}\p{N}-])(?:[GD]\d{6,14}|INV[-–]\d+(?:-\d+)*)(?![\p{L}\p{N}]|-\d)/giu

/** Invoice numbers in upper case. */
export function findInvoices(text: string): Found<string>[] {
	return readAll(text, NUMBER, (match) => match[0].toUpperCase().replace('–', '-'))
}
