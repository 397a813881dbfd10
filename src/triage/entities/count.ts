import { foldInPlace } from './fold-in-place.ts'
import { type Found, readAll } from './found.ts'
import { NUMBER_WORDS, parseNumberWords } from './number-words.ts'
import { NO_PRODUCT_NUMBER } from './product-number.ts'

const THING =
	'(?:licen[cs]es?|seats?|users?|utilisateurs?|usagers?|postes?|sieges?|mailboxes|boites? (?:aux lettres|mail|courriel)|subscriptions?|abonnements?|comptes?|accounts?)'
const NUMBER = String.raw`\d{1,3}(?:[ \u00a0\u202f,.]\d{3})+|\d{1,6}`
// Where one of these follows, the number counts something else ("2 factures pour le même abonnement", "1 year subscription"), or the
// phrase ends before the thing ("en 2026 nos licences").
const OTHER_PHRASE = String.raw`(?:to|from|for|in|on|at|by|with|without|about|after|before|since|per|as|than|au?x?|en|de|des|du|of|pour|sur|sous|dans|par|avec|sans|apres|avant|depuis|que?|and|et|or|ou|vs|if|when|but|mais|the|this|that|these|those|same|my|our|your|their|its?|le|la|les|ce|cet|cette|ces|mon|ma|mes|notre|nos|votre|vos|leurs?|meme|is|are|was|were|have|has|est|sont|ont|ai|avons|minutes?|hours?|heures?|h|days?|jours?|weeks?|semaines?|months?|mois|quarters?|trimestres?|years?|yrs?|ans?|annees?|times?|fois|invoices?|bills?|factures?|charges?|payments?|paiements?|prelevements?|e?mails|e-mails|messages|calls|appels|relances?|reminders|tickets|cards|cartes|reasons|errors|erreurs?)(?![\p{L}\p{N}'’-])`
const OF = String.raw`(?:\s+(?:of|de|des)(?:\s+(?:the|our|my|your|these|those|nos|mes|vos|ces))?(?=\s)|\s+d(?=['’]))?`
const BETWEEN = String.raw`(?:\s+(?!${OTHER_PHRASE}|[dljmnst]['’])(?:365|[ef]\d|p\d|plan\s\d|[\p{L}'’-][\p{L}\d'’-]*)){0,4}`
const SEPARATOR = String.raw`(?:\s+|['’-])`
const NO_WORD_BEFORE = String.raw`(?<![\p{L}\p{N}.,-])`
/** "For 2026 our licences" and "licences since 2024" are years. */
const NO_YEAR = String.raw`(?!(?<=(?<!\p{L})(?:in|en|for|pour|since|depuis|of|de)\s)20[2-3]\d(?!\d))`
// "365 licences" in "Microsoft 365 licences" is a product, "2 users" in "Entra ID P2 users" is none either.
const SINGLE = new RegExp(
	`${NO_WORD_BEFORE}${NO_PRODUCT_NUMBER}${NO_YEAR}(${NUMBER}|${NUMBER_WORDS})${OF}${BETWEEN}${SEPARATOR}${THING}(?!\\p{L})`,
	'gu',
)
// "3 of the 25 seats", "3 des 25 postes".
const PART = new RegExp(
	`${NO_WORD_BEFORE}${NO_PRODUCT_NUMBER}(\\d{1,6})(?=\\s+(?:of the|of our|of|out of|des|de nos|sur|sur les)\\s+\\d{1,6}${BETWEEN}\\s+${THING}(?!\\p{L}))`,
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
 * Numbers of seats or licences: "25 licences", "12 Microsoft 365 seats", "from 25 to 20 users" and "3 of the 25 seats"
 * (both), "douze postes", "seats: 25", "25x E3".
 */
export function findCounts(text: string): Found<number>[] {
	const folded = foldInPlace(text)
	const change = readAll(folded, CHANGE, (match) => toNumber(match[1]))
	const part = readAll(folded, PART, (match) => toNumber(match[1]))
	const single = readAll(folded, SINGLE, (match) => toNumber(match[1]))
	const labelled = readAll(folded, LABELLED, (match) => toNumber(match[1]))
	const times = readAll(folded, TIMES, (match) => toNumber(match[1] ?? match[2]))
	return [...change, ...part, ...single, ...labelled, ...times].sort((a, b) => a.start - b.start)
}

function toNumber(written = ''): number | undefined {
	if (!/^\d/u.test(written)) return parseNumberWords(written)
	return Number(written.replace(/\D/gu, ''))
}
