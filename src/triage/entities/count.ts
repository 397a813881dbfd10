import { foldInPlace } from './fold-in-place.ts'
import { type Found, readAll } from './found.ts'
import { NUMBER_WORDS, parseNumberWords } from './number-words.ts'

const THING =
	'(?:licen[cs]es?|seats?|users?|utilisateurs?|postes?|sieges?|mailboxes|boites? (?:aux lettres|mail)|subscriptions?|abonnements?|comptes?|accounts?)'
const NUMBER = String.raw`\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+|\d{1,6}`
const BETWEEN = String.raw`(?:\s+(?!to\b|au?\b|and\b|et\b|vs\b)(?:365|[ef]\d|p\d|[\p{L}'’-][\p{L}\d'’-]*)){0,4}`
const NO_WORD_BEFORE = String.raw`(?<![\p{L}\p{N}.,-])`
// "365 licences" in "Microsoft 365 licences" is a product, "2 users" in "Entra ID P2 users" is none either.
const SINGLE = new RegExp(
	`${NO_WORD_BEFORE}(?<!(?:microsoft|office|ms|dynamics|windows)\\s)(${NUMBER}|${NUMBER_WORDS})${BETWEEN}\\s+${THING}(?!\\p{L})`,
	'gu',
)
const CHANGE = new RegExp(
	`${NO_WORD_BEFORE}(\\d{1,6})\\s+(?:to|a|au lieu de|instead of|and not|et non|vs)\\s+(?:\\d{1,6})${BETWEEN}\\s+${THING}(?!\\p{L})`,
	'gu',
)
// "Seats: 25", "Quantity = 25", "Qté 12", "nombre de postes : 40".
const LABELLED = new RegExp(
	`(?<!\\p{L})(?:${THING}|quantity|qty|quantite|qte)\\.?\\s{0,3}(?:[:=]|(?<=quantity|qty|quantite|qte)\\.?\\s)\\s{0,3}(${NUMBER})(?![\\p{L}\\p{N}%€$£]|[.,]\\d|\\s?(?:€|eur|usd|\\$))`,
	'gu',
)
// "25x E3", "25 × Business Premium", "x25".
const TIMES = new RegExp(
	`${NO_WORD_BEFORE}(?:(${NUMBER})\\s?[x×]\\s?(?=\\p{L}\\p{L}|[ef]\\d)|[x×]\\s?(\\d{1,6})(?![\\p{L}\\p{N}.,%€$£]))`,
	'gu',
)

/**
 * Numbers of seats or licences: "25 licences", "12 Microsoft 365 seats", "from 25 to 20 users" (both), "douze postes",
 * "seats: 25", "25x E3".
 */
export function findCounts(text: string): Found<number>[] {
	const folded = foldInPlace(text)
	const change = readAll(folded, CHANGE, (match) => toNumber(match[1]))
	const single = readAll(folded, SINGLE, (match) => toNumber(match[1]))
	const labelled = readAll(folded, LABELLED, (match) => toNumber(match[1]))
	const times = readAll(folded, TIMES, (match) => toNumber(match[1] ?? match[2]))
	return [...change, ...single, ...labelled, ...times].sort((a, b) => a.start - b.start)
}

function toNumber(written = ''): number | undefined {
	if (!/^\d/u.test(written)) return parseNumberWords(written)
	return Number(written.replace(/\D/gu, ''))
}
