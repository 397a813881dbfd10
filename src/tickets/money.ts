import { z } from 'zod'

/** An amount: an integer of the currency's minor unit (cents) with an ISO 4217 code. */
export interface Money {
	readonly minor: number
	readonly currency: string
}

/** The schema of an amount at every door. Negative amounts are not disputes; the bound keeps sums exact in a double. */
export const moneySchema = z.object({
	minor: z.int().min(0).max(1_000_000_000_000),
	currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR'),
})

/** Digits after the decimal point of a currency, as ISO 4217 has them (2 for EUR, 0 for JPY, 3 for KWD). RangeError where it is no code. */
export function minorDigits(currency: string): number {
	return formatterOf('en', currency).resolvedOptions().maximumFractionDigits ?? 2
}

/** An amount as people of this locale write it: `€1,234.56`, `1 234,56 €`. */
export function formatMoney(amount: Money, locale: string): string {
	return formatterOf(locale, amount.currency).format(amount.minor / 10 ** minorDigits(amount.currency))
}

/** Formatters are dear to make; there are as many as languages and currencies in use. */
const formatters = new Map<string, Intl.NumberFormat>()

function formatterOf(locale: string, currency: string): Intl.NumberFormat {
	const key = `${locale}:${currency}`
	const known = formatters.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency })
	formatters.set(key, known)
	return known
}
