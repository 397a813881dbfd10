const ALL_CODES =
	'USD EUR GBP CHF CAD AUD NZD JPY SEK NOK DKK PLN CZK HUF RON BGN INR BRL MXN ZAR SGD HKD AED MAD TND XOF TRY ILS'.split(' ')
const CODES = ALL_CODES.join('|')
const KNOWN_CODES = new Set(ALL_CODES)
const NAMED = String.raw`euros?|(?:canadian |us )?dollars?(?: (?:canadiens?|us|am[eé]ricains?))?|bucks|quid|pounds?(?: sterling)?|livres|yen|zł|francs? suisses?|swiss francs?|fcfa|dirhams|dh`

/** Source of a pattern for the codes of dollars: "CAD 99,90 $" and "$99 (CAD)" say with them whose dollar it is. */
export const DOLLAR_CODE = 'USD|CAD|AUD|NZD|HKD|SGD|MXN'
/** Source of a pattern for the words that say so behind a dollar sign. */
export const DOLLAR_OWNER = String.raw`${DOLLAR_CODE}|CDN|canadiens?|canadian|am[eé]ricains?`
/** Source of a pattern for currencies by name. */
export const CURRENCY_NAME = NAMED
/** Source of a pattern for what stands before a number. */
export const CURRENCY_BEFORE = String.raw`(?:US|CA|CAN|CDN|C|AU|A|NZ|HK|S|R|${DOLLAR_CODE})?\$|(?:US|CA|CDN|${DOLLAR_CODE})\s\$|[€£¥₹]|Fr\.|(?:${CODES})`
/** Source of a pattern for what stands behind a number. */
export const CURRENCY_AFTER = String.raw`\$\s?(?:US|CAN?|${DOLLAR_OWNER})(?!\p{L})|(?:US|CAN?|CDN|${DOLLAR_CODE})\$|[€£¥₹$]|(?:${CODES}|CDN|Fr\.|${NAMED})(?!\p{L})`

const SYMBOLS: Readonly<Record<string, string>> = {
	'€': 'EUR',
	euro: 'EUR',
	euros: 'EUR',
	'£': 'GBP',
	pound: 'GBP',
	pounds: 'GBP',
	poundsterling: 'GBP',
	poundssterling: 'GBP',
	livres: 'GBP',
	quid: 'GBP',
	'¥': 'JPY',
	yen: 'JPY',
	'₹': 'INR',
	zł: 'PLN',
	francsuisse: 'CHF',
	francssuisses: 'CHF',
	swissfranc: 'CHF',
	swissfrancs: 'CHF',
	'fr.': 'CHF',
	bucks: 'USD',
	fcfa: 'XOF',
	dh: 'MAD',
	dirhams: 'MAD',
}

/** Whose dollar it is, by what is written beside `$` or "dollars". A dollar alone is that of the United States. */
const DOLLARS: Readonly<Record<string, string>> = {
	'': 'USD',
	us: 'USD',
	américain: 'USD',
	américains: 'USD',
	americain: 'USD',
	americains: 'USD',
	c: 'CAD',
	ca: 'CAD',
	can: 'CAD',
	cdn: 'CAD',
	canadian: 'CAD',
	canadien: 'CAD',
	canadiens: 'CAD',
	a: 'AUD',
	au: 'AUD',
	nz: 'NZD',
	hk: 'HKD',
	s: 'SGD',
	r: 'BRL',
}

/** The ISO 4217 code of a currency as it was written; undefined where it is none that we know. */
export function currencyOf(written: string): string | undefined {
	// "ca $99" is a "ça" without its cedilla.
	const key = written.replace(/^ca\s/u, '').toLowerCase().replace(/\s/gu, '')
	const owner = key.replace(/\$|dollars?/u, '')
	const code = owner.toUpperCase()
	return SYMBOLS[key] ?? DOLLARS[owner] ?? (KNOWN_CODES.has(code) ? code : undefined)
}

// "We had to try 3 times", "le 3 ils ont", "I'm mad", "cad 3 licences" (c'est-à-dire), "Ron".
const ALSO_WORDS = new Set(['CAD', 'ILS', 'MAD', 'RON', 'TRY'])

/** Whether a currency may be a mere word here: it is one unless it is written in capitals that are not everybody's. */
export function mayBeWord(written: string, text: string): boolean {
	const upper = written.toUpperCase()
	if (!ALSO_WORDS.has(upper)) return false
	return written !== upper || (upper !== 'CAD' && !/\p{Ll}/u.test(text))
}
