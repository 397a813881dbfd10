import type { Amount } from '../types.ts'
import { type Found, readAll } from './found.ts'
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
}
const CODES =
	'USD EUR GBP CHF CAD AUD NZD JPY SEK NOK DKK PLN CZK HUF RON BGN INR BRL MXN ZAR SGD HKD AED MAD TND XOF TRY ILS'.split(' ')

const NUMBER = String.raw`\d{1,3}(?:[ \u00a0\u202f\u2009.,'’]\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,3})?`
const BEFORE = String.raw`(?:US|CA|C|AU|A|NZ|HK|S|R|CAD|USD)?\$|[€£¥₹]|(?:${CODES.join('|')})`
const AFTER = String.raw`\$\s?(?:US|CA|CAD|USD)\b|(?:US|CA)\$|[€£¥₹$]|(?:${CODES.join('|')}|euros?|dollars?|pounds|livres|yen|zł|francs suisses|swiss francs)(?!\p{L})`
const SIGN = String.raw`(?:(?<=^|[\s(:])[-−])?`
const EDGE = String.raw`(?<![\p{L}\p{N}.,])`

const CURRENCY_FIRST = new RegExp(`${EDGE}(${SIGN})(${BEFORE})\\s?(-?)(${NUMBER})(k?)(?![\\p{L}\\p{N}]|[.,]\\d)`, 'giu')
const NUMBER_FIRST = new RegExp(`${EDGE}(${SIGN})(${NUMBER})\\s?(k?)\\s?(${AFTER})(\\d{2}(?!\\d))?(?![\\p{L}\\p{N}])`, 'giu')

/**
 * Amounts with a currency, in English and French style: `$1,299.00`, `1 234,56 €`, `1.234,56 EUR`, `USD 99`, `99,90 $ CA`,
 * `12k€`, `9€90`. A dollar sign alone is USD. A bare number is no amount: it may be anything.
 */
export function findAmounts(text: string): Found<Amount>[] {
	const behind = readAll(text, NUMBER_FIRST, (match) =>
		toAmount(match[2], match[4], { negative: match[1] !== '', thousands: match[3] !== '', cents: match[5] }),
	)
	const taken = (start: number, end: number) => behind.some((other) => start < other.end && end > other.start)
	const before = readAll(text, CURRENCY_FIRST, (match) =>
		taken(match.index, match.index + match[0].length)
			? undefined
			: toAmount(match[4], match[2], {
					negative: match[1] !== '' || match[3] !== '',
					thousands: match[5] !== '',
					cents: undefined,
				}),
	)
	return [...behind, ...before].sort((a, b) => a.start - b.start)
}

type Marks = { negative: boolean; thousands: boolean; cents: string | undefined }

function toAmount(number = '', unit = '', marks: Marks): Amount | undefined {
	const key = unit.replace(/\s/gu, '').toLowerCase()
	const currency = SYMBOLS[key] ?? key.toUpperCase()
	const decimal = parseDecimal(marks.cents === undefined ? number : `${number},${marks.cents}`)
	const digits = minorDigits(currency)
	const value = Math.round(decimal * (marks.thousands ? 1000 : 1) * 10 ** digits)
	if (!Number.isSafeInteger(value)) return undefined
	return { minor: marks.negative && value !== 0 ? -value : value, currency }
}

function minorDigits(currency: string): number {
	return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** The first amount of a text that should be one, such as a form's field. A bare number is refused: its currency must be said. */
export function readAmount(text: string): Amount | undefined {
	return findAmounts(text)[0]?.value
}
