import { foldInPlace } from './fold-in-place.ts'
import { type Found, readAll } from './found.ts'

const WORDS: Readonly<Record<string, number>> = {
	one: 1,
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	seven: 7,
	eight: 8,
	nine: 9,
	ten: 10,
	eleven: 11,
	twelve: 12,
	fifteen: 15,
	twenty: 20,
	deux: 2,
	trois: 3,
	quatre: 4,
	cinq: 5,
	sept: 7,
	huit: 8,
	neuf: 9,
	dix: 10,
	onze: 11,
	douze: 12,
	quinze: 15,
	vingt: 20,
}
const THING =
	'(?:licen[cs]es?|seats?|users?|utilisateurs?|postes?|sieges?|mailboxes|boites? (?:aux lettres|mail)|subscriptions?|abonnements?|comptes?|accounts?)'
const NUMBER = String.raw`\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+|\d{1,6}`
const BETWEEN = String.raw`(?:\s+(?!to\b|au?\b|and\b|et\b|vs\b)(?:365|[ef]\d|p\d|[\p{L}'’-][\p{L}\d'’-]*)){0,4}`
// "365 licences" in "Microsoft 365 licences" is a product, "2 users" in "Entra ID P2 users" is none either.
const SINGLE = new RegExp(
	`(?<![\\p{L}\\p{N}.,-])(?<!(?:microsoft|office|ms|dynamics|windows)\\s)(${NUMBER}|${Object.keys(WORDS).join('|')})${BETWEEN}\\s+${THING}(?!\\p{L})`,
	'gu',
)
const CHANGE = new RegExp(
	`(?<![\\p{L}\\p{N}.,-])(\\d{1,6})\\s+(?:to|a|au lieu de|instead of|and not|et non|vs)\\s+(?:\\d{1,6})${BETWEEN}\\s+${THING}(?!\\p{L})`,
	'gu',
)

/** Numbers of seats or licences: "25 licences", "12 Microsoft 365 seats", "from 25 to 20 users" (both), "douze postes". */
export function findCounts(text: string): Found<number>[] {
	const folded = foldInPlace(text)
	const change = readAll(folded, CHANGE, (match) => toNumber(match[1]))
	const single = readAll(folded, SINGLE, (match) => toNumber(match[1]))
	return [...change, ...single].sort((a, b) => a.start - b.start)
}

function toNumber(written = ''): number {
	return WORDS[written] ?? Number(written.replace(/\D/gu, ''))
}
