import { type Found, readAll } from './found.ts'

const NUMBER = /(?<![\p{L}\p{N}])BD(?:[-‐‑–—#\s]|\s?n\s?[°º]\s?)?(\d{1,9})(?![\p{L}\p{N}])/giu

/** Our own ticket numbers, written `BD-1042` however they were typed. */
export function findTickets(text: string): Found<string>[] {
	return readAll(text, NUMBER, (match) => `BD-${match[1] ?? ''}`)
}
