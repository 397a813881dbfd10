import type { Amount } from '../types.ts'
import { CURRENCY_AFTER, CURRENCY_BEFORE, CURRENCY_NAME, currencyOf, DOLLAR_CODE, DOLLAR_OWNER, mayBeWord } from './currency.ts'
import { foldInPlace } from './fold-in-place.ts'
import { type Found, readAll, withoutRivals } from './found.ts'
import { NUMBER_WORDS, parseNumberWords } from './number-words.ts'
import { parseDecimal } from './parse-decimal.ts'
import { NO_PRODUCT_NUMBER } from './product-number.ts'

/** In thousands, in the Indian groups of two ("1,00,000"), or without groups. */
const NUMBER = String.raw`\d{1,3}(?:[ \u00a0\u202f\u2009.,'’]\d{3})+(?:[.,]\d{1,2})?|\d{1,2}(?:,\d\d){1,4},\d{3}(?:\.\d{1,2})?|\d{1,12}(?:[.,]\d{1,3})?`
/** "99, 90 €": a space behind the comma, as dictation writes it; "10, 20, 30 €" is a list. */
const SPACED_CENTS = String.raw`(?<!\d,\s|(?:entre|between)\s)\d{1,3}(?:[ \u00a0\u202f\u2009.]\d{3}){0,3}, \d{2}(?=\s?(?:[€$£]|EUR|USD|CAD))`
const SPACED_THOUSANDS = String.raw`\d{1,3}, \d{3}\.\d{2}`
const SIGN = String.raw`(?:(?<=^|[\s(:])(?:[-–]|−\s?))?`
/** A number within "25/10" is none of its own, but one behind "25x" is. */
const EDGE = String.raw`(?:(?<![\p{L}\p{N}.,]|\d\/)|(?<=\d\s?[x×]))`
const END = String.raw`(?!\p{N}|(?!(?:TTC|HT|TVAC|HTVA|x\s?\d)(?!\p{L}))\p{L})`
/** "1 299,-" and "1'234.–" have no cents; "1 299- €" is negative, as bookkeepers write it, "$100-$120" is a span. */
const TAIL = String.raw`(?:[.,][-–—]{1,2}|(?<trailing>-)(?!\s?\p{Sc}\s?\d)(?=\s?\p{Sc}|\s?[A-Z]{3}\b|$|[\s)]))?`
/** "12 € 50 par poste": two digits alone are cents where the phrase goes on like a price. */
const BARE_CENTS = String.raw`(?<=euros?|€)[ \u00a0](?<bare>\d{2})(?=$|\n|[.,;:!?)](?!\d)|\s(?:par|per|each|chacun|de trop|en trop|au lieu|TTC|HT)(?!\p{L}))`

const CURRENCY_FIRST = new RegExp(
	`${EDGE}(?<sign>${SIGN})(?<symbol>${CURRENCY_BEFORE})\\s?(?<inner>[-−]?)(?<number>${SPACED_THOUSANDS}|${NUMBER})(?:(?<multiple>[kM]|\\s(?:k|thousand|mille|millions?))(?![\\p{L}'’]))?${TAIL}(?:(?<=\\p{Sc}.{1,30})\\s?\\(?(?<owner>${DOLLAR_OWNER})\\)?(?!\\p{L}))?${END}(?![.,]\\d)`,
	'giu',
)
const NUMBER_FIRST = new RegExp(
	`${EDGE}(?<!\\p{Sc})(?:(?<=(?<!\\p{L})(?<owner>${DOLLAR_CODE})\\s)|)(?<sign>${SIGN})${NO_PRODUCT_NUMBER}(?<number>${SPACED_CENTS}|${NUMBER})${TAIL}\\s?(?<multiple>k|M|thousand|mille|millions?)?(?:\\sd['’]|\\sof)?\\s?(?<unit>${CURRENCY_AFTER})(?:(?<joined>\\d{2}(?!\\d))|\\s(?:and\\s|et\\s)?(?<spoken>\\d{1,2})\\s(?:cents?|centimes?|pence)(?!\\p{L})|${BARE_CENTS})?${END}`,
	'giu',
)
/** What may follow "200 cad", but not the French "cad" (c'est-à-dire) nor a "cad drawing". */
const CLOSES_AMOUNT = /^\s*(?:$|[.,;:!?)/]|(?:for|on|in|per|each|twice|and|or|instead|a|par|pour|en|de|au|et|ou)(?!\p{L}))/iu
const IN_WORDS = new RegExp(
	`(?<![\\p{L}\\p{N}-])(?<words>${NUMBER_WORDS})\\s(?:d['’])?(?<unit>${CURRENCY_NAME})(?!\\p{L})(?:\\s(?:and\\s|et\\s)?(?<cents>${NUMBER_WORDS}|\\d{1,2})\\s(?:cents?|centimes?|pence)(?!\\p{L}))?`,
	'gu',
)

/**
 * Amounts with a currency, in English and French style: `$1,299.00`, `1 234,56 €`, `1.234,56 EUR`, `USD 99`, `99,90 $ CA`,
 * `CAD $99`, `12k€`, `$5 million`, `9€90`, `45,00- €`, `two hundred euros`. A dollar sign alone is USD. A bare number is no
 * amount: it may be anything.
 */
export function findAmounts(text: string): Found<Amount>[] {
	return withoutRivals([
		...readAll(text, NUMBER_FIRST, numberFirst),
		...readAll(text, CURRENCY_FIRST, currencyFirst),
		...readAll(foldInPlace(text), IN_WORDS, inWords),
	])
}

function numberFirst({ groups = {}, input, index, 0: whole }: RegExpExecArray): Amount | undefined {
	const { sign, number = '', trailing, multiple, unit = '', owner, joined, spoken, bare } = groups
	const isPrice = /\d\p{L}/u.test(whole) || /[.,]\s?\d\d$/u.test(number)
	const isClosed = /^cad$/iu.test(unit) && CLOSES_AMOUNT.test(input.slice(index + whole.length, index + whole.length + 12))
	if (mayBeWord(unit, input) && !isPrice && !isClosed) return undefined
	const cents = joined ?? spoken ?? bare
	const isNegative = sign !== '' || trailing !== undefined
	// "CAD 99,90 $": the code before says which dollar.
	return amountOf(decimalOf(number, cents) * factorOf(multiple), unit === '$' ? (owner ?? unit) : unit, isNegative)
}

function currencyFirst({ groups = {}, input }: RegExpExecArray): Amount | undefined {
	const { sign, symbol = '', inner, number = '', multiple, trailing, owner } = groups
	if (mayBeWord(symbol, input)) return undefined
	const isNegative = sign !== '' || inner !== '' || trailing !== undefined
	// "$99 CAD": the code behind says which dollar.
	return amountOf(decimalOf(number, undefined) * factorOf(multiple), owner ?? symbol, isNegative)
}

function inWords({ groups = {} }: RegExpExecArray): Amount | undefined {
	const { words = '', unit = '', cents = '0' } = groups
	const whole = parseNumberWords(words)
	const hundredths = /^\d/u.test(cents) ? Number(cents) : (parseNumberWords(cents) ?? 0)
	return whole === undefined || hundredths > 99 ? undefined : amountOf(whole + hundredths / 100, unit)
}

function decimalOf(number: string, cents: string | undefined): number {
	return parseDecimal(cents === undefined ? number : `${number},${cents.padStart(2, '0')}`)
}

function factorOf(multiple = ''): number {
	if (multiple === '') return 1
	return /^\s?(?:k|thousand|mille)$/iu.test(multiple) ? 1000 : 1_000_000
}

function amountOf(value: number, unit: string, isNegative = false): Amount | undefined {
	const currency = currencyOf(unit)
	if (currency === undefined) return undefined
	const minor = Math.round(value * 10 ** minorDigits(currency))
	if (!Number.isSafeInteger(minor)) return undefined
	return { minor: isNegative && minor !== 0 ? -minor : minor, currency }
}

// A formatter takes long to make, and a long message may name thousands of amounts.
const DIGITS = new Map<string, number>()

function minorDigits(currency: string): number {
	const known = DIGITS.get(currency)
	if (known !== undefined) return known
	const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
	DIGITS.set(currency, digits)
	return digits
}

/** The first amount of a text that should be one, such as a form's field. A bare number is refused: its currency must be said. */
export function readAmount(text: string): Amount | undefined {
	return findAmounts(text)[0]?.value
}
