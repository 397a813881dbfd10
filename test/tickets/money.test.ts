import { describe, expect, it } from 'vitest'
import { formatMoney, minorDigits, moneySchema } from '../../src/tickets/money.ts'

const readable = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

describe('money', () => {
	it.each([
		['EUR', 2],
		['JPY', 0],
		['KWD', 3],
	])('%s has %i digits after the point', (currency, digits) => {
		expect(minorDigits(currency)).toBe(digits)
	})

	it.each([
		[123_456, 'EUR', 'en', '€1,234.56'],
		[123_456, 'EUR', 'fr', '1 234,56 €'],
		[123_456, 'JPY', 'en', '¥123,456'],
		[123_456, 'KWD', 'en', 'KWD 123.456'],
		[5, 'USD', 'en', '$0.05'],
		[0, 'EUR', 'en', '€0.00'],
	])('%i minor units of %s are written in %s as %s', (minor, currency, locale, written) => {
		expect(readable(formatMoney({ minor, currency }, locale))).toBe(written)
	})

	it.each([
		{ minor: 0.5, currency: 'EUR' },
		{ minor: -1, currency: 'EUR' },
		{ minor: Number.NaN, currency: 'EUR' },
		{ minor: Number.POSITIVE_INFINITY, currency: 'EUR' },
		{ minor: 1_000_000_000_001, currency: 'EUR' },
		{ minor: '1', currency: 'EUR' },
		{ minor: 1, currency: 'eur' },
		{ minor: 1, currency: 'EURO' },
		{ minor: 1 },
	])('refuses %o', (amount) => {
		expect(moneySchema.safeParse(amount).success).toBe(false)
	})
})
