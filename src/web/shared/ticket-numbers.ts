const TICKET_NUMBER = /(?<![\p{L}\p{N}-])(BD-\d{1,15})(?![\p{L}\p{N}])/u

/**
 * Text and ticket numbers by turns, beginning with text. Browsers break a line at the hyphen of `BD-1042`; a number that is an
 * element of its own is kept whole by its style (`ticket-number`), and people still copy the same characters.
 */
export function splitAtNumbers(text: string): string[] {
	return text.split(TICKET_NUMBER)
}
