import type { Hidden } from './scrub.ts'

type Place = (what: Hidden) => string

const LINK = /\b(?:https?:\/\/|www\.)[^\s<>"]+/giu
/** Also without a domain's end, and with the sign written out, as people do against machines that read along. */
const EMAIL =
	/(?<![^\s<>()[\],;:"«»])[^\s<>()[\],;:"«»@]+@[^\s<>()[\],;:"«»]+|(?<![\p{L}\p{N}._+-])[\p{L}\p{N}._+-]+\s{0,3}[([{]\s{0,3}(?:at|arobase|@)\s{0,3}[)\]}]\s{0,3}[\p{L}\p{N}.-]+(?:\s{0,3}[([{]\s{0,3}(?:dot|point)\s{0,3}[)\]}]\s{0,3}\p{L}+)*/giu
/** As it is said aloud. "At" is an ordinary word: it needs a "dot" behind it, as "at this point" is no address. */
const SPOKEN_EMAIL =
	/(?<![\p{L}\p{N}._+-])[\p{L}\p{N}._+-]+(?: {1,3}(?:dot|point) {1,3}[\p{L}\p{N}._+-]+){0,3} {1,3}(?:arobase {1,3}[\p{L}\p{N}.-]+(?: {1,3}(?:dot|point) {1,3}\p{L}{2,12}(?!\p{L})){0,3}|at {1,3}[\p{L}\p{N}-]+(?: {1,3}dot {1,3}\p{L}{2,12}(?!\p{L})){1,3})/giu
const GUID = /\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b/giu
const GAP = '[ \\t\\u00a0\\u202f\\u2009.·‑–-]'
/** Country, check digits, then groups of four; what is one and what is not is decided by `ibanIn`. */
const IBAN = new RegExp(`\\b[a-z]{2}\\d{2}(?:${GAP}?[a-z0-9]{4}){2,7}(?:${GAP}?[a-z0-9]{1,3})?(?![\\p{L}\\p{N}])`, 'giu')
const DIGITS_OF_IBAN = 8
const LONG_NUMBER = new RegExp(`(?<![\\p{L}\\p{N}])\\d(?:${GAP}{0,3}\\d){12,}(?: ?/ ?\\d{2,4}(?: \\d{3,4})?)?`, 'gu')
/** The first and the last digits, as a receipt shows them. */
const MASKED_CARD = new RegExp(
	`(?<![\\p{L}\\p{N}])[2-6]\\d{3}(?:${GAP}?\\d{2})?(?:${GAP}?[*x•●#]){4,12}${GAP}?\\d{3,4}(?![\\p{L}\\p{N}])`,
	'giu',
)
/** Social security: of the United States, and of France with its key (INSEE: sex, year, month, place, order, key). */
const SSN = /(?<![\p{L}\p{N}-])\d{3}([ -]?)\d{2}\1\d{4}(?![\p{L}\p{N}-])/gu
const NIR = new RegExp(
	`(?<![\\p{L}\\p{N}])[12]${GAP}?\\d{2}${GAP}?\\d{2}${GAP}?(?:\\d{2}|2[AB])${GAP}?\\d{3}${GAP}?\\d{3}(?:${GAP}?\\d{2})?(?![\\p{L}\\p{N}])`,
	'giu',
)
const SOCIAL = /(?<!\p{L})(?:ssn|nir|insee|s[ée]cu|s[ée]curit[ée] sociale|social security)(?!\p{L})[^.!?\n]{0,15}$/iu
/** What stands beside a card number. */
const CHECK_NUMBER = /(?<!\p{L})(?:cvv2?|cvc2?|cryptogramme|pin|security code|code de s[ée]curit[ée])(?!\p{L})\D{0,8}\d{3,6}/giu
const FOUR_FOURS = new RegExp(`(?:^|\\D)\\d{4}(?:${GAP}+\\d{4}){3}(?:\\D|$)`, 'u')
/** By the first digit (ISO/IEC 7812): Diners, American Express and JCB; Visa; Maestro and Mastercard; Maestro, Discover and UnionPay. */
const LENGTHS_OF_CARDS: ReadonlyMap<string, readonly number[]> = new Map([
	['2', [16]],
	['3', [14, 15, 16]],
	['4', [13, 16, 19]],
	['5', [13, 14, 15, 16, 17, 18, 19]],
	['6', [13, 14, 15, 16, 17, 18, 19]],
])
const LONGEST_CARD = 19
const PHONE = /(?<![\p{L}\p{N}])(?:\+|\(\+)?[ (]{0,2}\d(?:[ \t\u00a0\u202f\u2009().‑–-]{0,3}\d){5,14}(?![\p{L}\p{N}])/gu
/** `0475/12 34 56`, as in Belgium and Germany; six digits in one piece may be another number. */
const SLASHED_PHONE =
	/(?<![\p{L}\p{N}/])(?:(?:\+\d{2} ?(?:\(0\) ?)?|0)\d{2,3} ?\/ ?(?:\d{2}[ .]\d{2}[ .]\d{2}|\d{3}[ .]\d{3})|(?:\+\d{2} ?(?:\(0\) ?)?|0)\d ?\/ ?\d{3}[ .]\d{2}[ .]\d{2}|0\d{1,3}\/\d{6,7})(?![\p{L}\p{N}/])/gu
const IN_ONE_PIECE = /\/\d{6,7}$/u
/** A company's number looks like a phone number where it is not a VAT number in one piece: `BE 0123.456.789`. */
const COMPANY = /(?<!\p{L})(?:BE|VAT|TVA|BTW)[ :.°no]{0,5}$/u
const NORTH_AMERICAN = /^\(?\d{3}\)?[ \u00a0.‑–-]?\d{3}[ \u00a0.‑–-]\d{4}$/u
const DATE = /^(?:\d{4}[.‑–-]\d{1,2}[.‑–-]\d{1,2}|\d{1,2}[.‑–-]\d{1,2}[.‑–-]\d{4})(?:\D|$)/u
/** Before a number that would not be known for a phone number by itself. */
const CALLS =
	/(?:phone|mobile|cell|call|text|dial|ring|tel|t[ée]l[ée]?phone|t[ée]l|appele[rz]|joindre|joignable|portable|num[ée]ro)[^.!?\n]{0,25}$/iu

/** Puts a place holder where a link, an e-mail, a GUID, an IBAN, a card number or a phone number stands. */
export function hideNumbers(text: string, place: Place): string {
	return text
		.replace(LINK, place('link'))
		.replace(EMAIL, place('email'))
		.replace(SPOKEN_EMAIL, place('email'))
		.replace(GUID, place('id'))
		.replace(IBAN, (found) => hideIban(found, place))
		.replace(MASKED_CARD, place('card'))
		.replace(NIR, (found, at: number, whole: string) =>
			isNir(found) || SOCIAL.test(justBefore(whole, at)) ? place('id') : found,
		)
		.replace(SSN, (found, gap: string, at: number, whole: string) =>
			gap === '-' || SOCIAL.test(justBefore(whole, at)) ? place('id') : found,
		)
		.replace(LONG_NUMBER, (found) => (holdsCard(found) ? place('card') : found))
		.replace(CHECK_NUMBER, place('card'))
		.replace(SLASHED_PHONE, (found, at: number, whole: string) =>
			IN_ONE_PIECE.test(found) && !CALLS.test(justBefore(whole, at)) ? found : place('phone'),
		)
		.replace(PHONE, (found, at: number, whole: string) => hidePhone(found, justBefore(whole, at), place))
}

/** Enough for what announces a number; all of it would be read again for every number of a long text. */
const justBefore = (text: string, at: number) => text.slice(Math.max(0, at - 50), at)

/** The key of a French social security number: 97 less the rest of the others; Corsica counts as 19 and 18. */
function isNir(found: string): boolean {
	const digits = found
		.replace(/[^\dAB]/giu, '')
		.replace(/2A/iu, '19')
		.replace(/2B/iu, '18')
	return digits.length === 15 && 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13))
}

/** The words behind an IBAN may look like its groups: what makes a valid one is taken, else all of it. */
function hideIban(found: string, place: Place): string {
	const digits = found.replace(/\D/gu, '').length
	if (digits < DIGITS_OF_IBAN || isVatNumber(found)) return found
	for (let end = found.length; end >= 15; end -= 1) {
		const rest = found.slice(end)
		if (!/^[\p{L}\p{N}]/u.test(rest) && isIban(found.slice(0, end))) return place('iban') + rest
	}
	return place('iban')
}

/** In one piece and too short for an IBAN: a company's VAT number, which names no person. */
function isVatNumber(found: string): boolean {
	const [first = ''] = /^[a-z\d]+/iu.exec(found) ?? []
	return first.length >= 10 && first.length <= 14 && !/\d/u.test(found.slice(first.length))
}

/** Modulo 97 of ISO 13616. */
function isIban(text: string): boolean {
	const plain = text.replace(/[^a-z0-9]/giu, '').toUpperCase()
	if (plain.length < 15 || plain.length > 34) return false
	let rest = 0
	for (const sign of plain.slice(4) + plain.slice(0, 4)) {
		for (const digit of String(Number.parseInt(sign, 36))) rest = (rest * 10 + Number(digit)) % 97
	}
	return rest === 1
}

/** A card number may be followed by its expiry date and check number: every beginning of a group is tried. */
function holdsCard(found: string): boolean {
	if (FOUR_FOURS.test(found)) return true
	const groups = found.match(/\d+/gu) ?? []
	return groups.some((_, first) => startsWithCard(groups.slice(first, first + LONGEST_CARD).join('')))
}

function startsWithCard(digits: string): boolean {
	const lengths = LENGTHS_OF_CARDS.get(digits.charAt(0)) ?? []
	return lengths.some((length) => length <= digits.length && isLuhn(digits.slice(0, length)))
}

/** The check digit of ISO/IEC 7812. */
function isLuhn(digits: string): boolean {
	let sum = 0
	for (let index = 0; index < digits.length; index += 1) {
		const digit = Number(digits[digits.length - 1 - index])
		const doubled = index % 2 === 1 ? digit * 2 : digit
		sum += doubled > 9 ? doubled - 9 : doubled
	}
	return sum % 10 === 0
}

function hidePhone(found: string, before: string, place: Place): string {
	const [space = ''] = /^[ (]*/u.exec(found.replace(/^\(?\+/u, '+')) ?? []
	const lead = space.includes('(') ? '' : space
	return isPhone(found.trim(), before) ? lead + place('phone') : found
}

function isPhone(found: string, before: string): boolean {
	const digits = found.replace(/\D/gu, '')
	if (found.startsWith('+') || found.startsWith('(+')) return digits.length >= 7
	if (DATE.test(found) || COMPANY.test(before)) return false
	if (digits.startsWith('00')) return digits.length >= 10
	if (digits.startsWith('0') && digits.length >= 9 && digits.length <= 12) return true
	if (NORTH_AMERICAN.test(found)) return true
	return digits.length >= 6 && CALLS.test(before)
}
