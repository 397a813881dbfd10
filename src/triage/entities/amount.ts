import type { Amount } from '../types.ts'
import { foldInPlace } from './fold-in-place.ts'
import { type Found, readAll } from './found.ts'
import { NUMBER_WORDS, parseNumberWords } from './number-words.ts'
import { parseDecimal } from './parse-decimal.ts'

const SYMBOLS: Readonly<Record<string, string>> = {
	'€': 'EUR',
	euro: 'EUR',
	euros: 'EUR',
	$: 'USD',
	dollar: 'USD',
	dollars: 'USD',
	us$: 'USD',
	$us: 'USD',
	ca$: 'CAD',
	c$: 'CAD',
	$ca: 'CAD',
	$cad: 'CAD',
	$usd: 'USD',
	cad$: 'CAD',
	usd$: 'USD',
	a$: 'AUD',
	au$: 'AUD',
	nz$: 'NZD',
	hk$: 'HKD',
	s$: 'SGD',
	r$: 'BRL',
	'£': 'GBP',
	pound: 'GBP',
	pounds: 'GBP',
	livres: 'GBP',
	'¥': 'JPY',
	yen: 'JPY',
	'₹': 'INR',
	zł: 'PLN',
	francssuisses: 'CHF',
	swissfrancs: 'CHF',
	'fr.': 'CHF',
	bucks: 'USD',
	quid: 'GBP',
	can$: 'CAD',
	$can: 'CAD',
	dollarscanadiens: 'CAD',
	canadiandollars: 'CAD',
	dollarsus: 'USD',
	usdollars: 'USD',
	fcfa: 'XOF',
	dh: 'MAD',
	dirhams: 'MAD',
}
const CODES =
	'USD EUR GBP CHF CAD AUD NZD JPY SEK NOK DKK PLN CZK HUF RON BGN INR BRL MXN ZAR SGD HKD AED MAD TND XOF TRY ILS'.split(' ')

const NUMBER = String.raw`\d{1,3}(?:[ \u00a0\u202f\u2009.,'’]\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,3})?`
const BEFORE = String.raw`(?:US|CA|CAN|C|AU|A|NZ|HK|S|R|CAD|USD)?\$|[€£¥₹]|Fr\.|(?:${CODES.join('|')})`
const NAMED = String.raw`euros?|(?:canadian |us )?dollars?(?: canadiens| us)?|bucks|quid|pounds|livres|yen|zł|francs suisses|swiss francs|fcfa|dirhams|dh`
const AFTER = String.raw`\$\s?(?:USD?|CAN?|CAD)\b|(?:US|CA|CAN)\$|[€£¥₹$]|(?:${CODES.join('|')}|${NAMED})(?!\p{L})`
const SIGN = String.raw`(?:(?<=^|[\s(:])(?:[-–]|−\s?))?`
const EDGE = String.raw`(?<![\p{L}\p{N}.,])`
/** "1 299,-" and "1'234.–" have no cents; "1 299- €" is negative, as bookkeepers write it. */
const TAIL = String.raw`(?:[.,][-–—]{1,2}|(-)(?=\s?\p{Sc}|\s?[A-Z]{3}\b|$|[\s)]))?`
const MULTIPLE = String.raw`k|M|mille|million|millions`

const CURRENCY_FIRST = new RegExp(
	`${EDGE}(${SIGN})(${BEFORE})\\s?([-−]?)(${NUMBER})(k|M(?!\\p{L}))?${TAIL}(?:\\s?(${CODES.join('|')})(?!\\p{L}))?(?![\\p{L}\\p{N}]|[.,]\\d)`,
	'giu',
)
const NUMBER_FIRST = new RegExp(
	`${EDGE}(${SIGN})(${NUMBER})${TAIL}\\s?(${MULTIPLE})?(?:\\sd['’]|\\sof)?\\s?(${AFTER})(?:(\\d{2}(?!\\d))|\\s(?:and\\s|et\\s)?(\\d{1,2})\\s(?:cents?|centimes?|pence)(?!\\p{L})|(?<=euros)\\s(\\d{2})(?=$|[.,;:!?)]))?(?![\\p{L}\\p{N}])`,
	'giu',
)
const IN_WORDS = new RegExp(`(?<![\\p{L}\\p{N}-])(${NUMBER_WORDS})\\s(?:d['’])?(${NAMED})(?!\\p{L})`, 'gu')

/**
 * Amounts with a currency, in English and French style: `$1,299.00`, `1 234,56 €`, `1.234,56 EUR`, `USD 99`, `99,90 $ CA`,
 * `12k€`, `9€90`, `45,00- €`, `two hundred euros`. A dollar sign alone is USD. A bare number is no amount: it may be
 * anything.
 */
export function findAmounts(text: string): Found<Amount>[] {
	const all = [
		...readAll(text, NUMBER_FIRST, numberFirst),
		...readAll(text, CURRENCY_FIRST, currencyFirst),
		...readAll(foldInPlace(text), IN_WORDS, ([, words = '', unit]) => amountOf(parseNumberWords(words), unit)),
	]
	const found: Found<Amount>[] = []
	for (const one of all) {
		if (found.every((other) => one.end <= other.start || one.start >= other.end)) found.push(one)
	}
	return found.sort((a, b) => a.start - b.start)
}

function numberFirst(match: RegExpExecArray): Amount | undefined {
	const [, sign, number = '', trailing, multiple, unit, joined, spoken, bare] = match
	const cents = joined ?? spoken ?? bare
	const isNegative = sign !== '' || trailing !== undefined
	return amountOf(decimalOf(number, cents) * factorOf(multiple), unit, isNegative)
}

function currencyFirst(match: RegExpExecArray): Amount | undefined {
	const [, sign, symbol = '', inner, number = '', multiple, trailing, code] = match
	const isNegative = sign !== '' || inner !== '' || trailing !== undefined
	// "$99 CAD": the code behind says which dollar.
	return amountOf(decimalOf(number, undefined) * factorOf(multiple), code ?? symbol, isNegative)
}

function decimalOf(number: string, cents: string | undefined): number {
	return parseDecimal(cents === undefined ? number : `${number},${cents.padStart(2, '0')}`)
}

function factorOf(multiple = ''): number {
	if (multiple === '') return 1
	return /^(?:k|mille)$/iu.test(multiple) ? 1000 : 1_000_000
}

function amountOf(value: number | undefined, unit = '', isNegative = false): Amount | undefined {
	if (value === undefined) return undefined
	const key = unit.replace(/\s/gu, '').toLowerCase()
	const currency = SYMBOLS[key] ?? key.toUpperCase()
	const minor = Math.round(value * 10 ** minorDigits(currency))
	if (!Number.isSafeInteger(minor)) return undefined
	return { minor: isNegative && minor !== 0 ? -minor : minor, currency }
}

function minorDigits(currency: string): number {
	return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** The first amount of a text that should be one, such as a form's field. A bare number is refused: its currency must be said. */
export function readAmount(text: string): Amount | undefined {
	return findAmounts(text)[0]?.value
}
