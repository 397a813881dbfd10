import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { moneySchema } from '../../src/tickets/money.ts'
import { openDisputeSchema } from '../../src/tickets/open-dispute.ts'
import { packetSchema } from '../../src/tickets/packet.ts'
import { VERBS, type VerbName } from '../../src/tickets/verbs.ts'
import { FORM, PACKET, RESOLUTION } from './model/desk.ts'
import { START } from './model/people.ts'

function fits(verb: VerbName, input: object): boolean {
	try {
		return VERBS[verb].parse(input) !== undefined
	} catch {
		return false
	}
}

const words = (length: number) => 'x'.repeat(length)
const CALL = { at: START, with: 'Person', said: 'agreed' }
const SENT = { notice: 'n', kind: 'reply', outcome: 'delivered' }
const ANSWER = { resolution: 1 }
const FILE = { id: 'f', name: 'scan.pdf' }

/** The longest text that a verb takes, by its field. */
const LONGEST: readonly (readonly [verb: VerbName, input: object, field: string, most: number])[] = [
	['add-message', {}, 'text', 8000],
	['add-note', {}, 'text', 8000],
	['ask-customer', {}, 'text', 8000],
	['reply-to-customer', {}, 'text', 8000],
	['escalate-to-manager', {}, 'reason', 8000],
	['reopen', {}, 'reason', 8000],
	['record-upstream-answer', { solved: true }, 'text', 8000],
	['assign', {}, 'to', 100],
	['escalate-upstream', {}, 'request', 100],
	['merge', {}, 'into', 30],
	['record-call', CALL, 'with', 200],
	['record-call', CALL, 'comment', 4000],
	['record-delivery', SENT, 'reason', 200],
	['resolve', RESOLUTION, 'text', 4000],
	['send-again', {}, 'notice', 300],
	['confirm', ANSWER, 'comment', 8000],
	['reject', ANSWER, 'comment', 8000],
	['withdraw', {}, 'comment', 8000],
]

describe('what comes with a command', () => {
	it.each(LONGEST)('%s with %o takes as %s so many letters and not one more: %i', (verb, input, field, most) => {
		expect(fits(verb, { ...input, [field]: words(most) })).toBe(true)
		expect(fits(verb, { ...input, [field]: words(most + 1) })).toBe(false)
	})

	it.each([
		['add-note', 'text'],
		['ask-customer', 'text'],
		['reply-to-customer', 'text'],
		['escalate-to-manager', 'reason'],
		['reopen', 'reason'],
		['record-upstream-answer', 'text'],
		['escalate-upstream', 'request'],
	] as const)('%s takes one letter as %s, and not only spaces', (verb, field) => {
		expect(fits(verb, { solved: true, [field]: ' x ' })).toBe(true)
		expect(fits(verb, { solved: true, [field]: '  ' })).toBe(false)
	})

	it('takes a message with words, with files, or with both, and no empty one', () => {
		const message = (input: object) => fits('add-message', input)
		expect([message({ text: 'x' }), message({ files: [FILE] }), message({ text: ' ', files: [FILE] })]).toEqual([
			true,
			true,
			true,
		])
		expect([message({}), message({ text: '  ' }), message({ files: [] })]).toEqual([false, false, false])
	})

	it('takes ten files with their names, and not eleven, nor one without an id', () => {
		const files = (count: number, file: object = FILE) =>
			fits('add-message', { files: Array.from({ length: count }, () => file) })
		expect([files(10), files(11)]).toEqual([true, false])
		expect([files(1, { ...FILE, id: words(300) }), files(1, { ...FILE, id: words(301) })]).toEqual([true, false])
		expect([files(1, { ...FILE, name: words(200) }), files(1, { ...FILE, name: words(201) })]).toEqual([true, false])
		expect(files(1, { ...FILE, id: '' })).toBe(false)
	})

	it('needs ten letters for an outcome, spaces around it not counted', () => {
		expect(fits('resolve', { ...RESOLUTION, text: words(10) })).toBe(true)
		expect(fits('resolve', { ...RESOLUTION, text: `  ${words(9)}  ` })).toBe(false)
	})

	it.each(['credited', 'goodwill'])('takes an outcome "%s" with its amount and not without', (outcome) => {
		expect(fits('resolve', { ...RESOLUTION, outcome, amount: { minor: 5, currency: 'EUR' } })).toBe(true)
		expect(() => VERBS.resolve.parse({ ...RESOLUTION, outcome })).toThrow(
			expect.objectContaining({ code: 'bad-input', details: { fields: ['amount'] } }),
		)
	})

	it.each(['corrected', 'charge-valid'])('takes an outcome "%s" without an amount', (outcome) => {
		expect(fits('resolve', { ...RESOLUTION, outcome })).toBe(true)
	})

	it.each(['confirm', 'reject', 'record-delivery'] as const)('counts the outcomes from one in %s', (verb) => {
		const numbered = [1, 2, 0, -1, 1.5].filter((resolution) => fits(verb, { ...SENT, resolution }))
		expect(numbered).toEqual([1, 2])
	})

	it('takes the time of a call in whole milliseconds, and a name that is not only spaces', () => {
		expect([1, 0, -1, 1.5].filter((at) => fits('record-call', { ...CALL, at }))).toEqual([1])
		expect(['A', ' '].filter((name) => fits('record-call', { ...CALL, with: name }))).toEqual(['A'])
	})

	it.each(['web-chat', 'e-mail', 'phone', 'status-page'])('takes a delivery over %s', (channel) => {
		expect(fits('record-delivery', { ...SENT, channel })).toBe(true)
	})
})

/** The longest text of each field of a form, and its shape around it. */
function takes(schema: z.ZodType, most: number, shape: (text: string) => object): readonly [boolean, boolean] {
	return [schema.safeParse(shape(words(most))).success, schema.safeParse(shape(words(most + 1))).success]
}

describe('what comes with a new ticket', () => {
	const { dispute } = FORM
	it.each([
		['title', 200],
		['description', 8000],
	])('takes as %s so many letters and not one more: %i', (field, most) => {
		expect(takes(openDisputeSchema, most, (text) => ({ ...FORM, [field]: text }))).toEqual([true, false])
	})

	it.each([
		['invoice', 100],
		['subscription', 200],
		['reason', 8000],
	])('takes as %s of the dispute so many letters and not one more: %i', (field, most) => {
		const shape = (text: string) => ({ ...FORM, dispute: { ...dispute, [field]: text } })
		expect(takes(openDisputeSchema, most, shape)).toEqual([true, false])
	})

	it('needs of a dispute its reason only', () => {
		expect(openDisputeSchema.safeParse({ ...FORM, dispute: { reason: 'x' } }).success).toBe(true)
		expect(openDisputeSchema.safeParse({ ...FORM, dispute: { invoice: 'INV-1' } }).success).toBe(false)
	})

	it.each(['2026-01', '2026-09', '2026-10', '2026-12'])('takes the month %s', (period) => {
		expect(openDisputeSchema.safeParse({ ...FORM, dispute: { ...dispute, period } }).success).toBe(true)
		expect(packetSchema.safeParse({ ...PACKET, period }).success).toBe(true)
	})

	it.each(['2026-00', '2026-13', '2026-1', '12026-10', '2026-100', 'in 2026-10'])('does not take the month %s', (period) => {
		expect(openDisputeSchema.safeParse({ ...FORM, dispute: { ...dispute, period } }).success).toBe(false)
		expect(packetSchema.safeParse({ ...PACKET, period }).success).toBe(false)
	})

	it.each(['a b', '1a', 'A', '-a', 'a', `a${words(41)}`])('does not take the topic "%s"', (topic) => {
		expect(openDisputeSchema.safeParse({ ...FORM, topic }).success).toBe(false)
	})

	it('takes spaces around what is typed for nothing', () => {
		const typed = { ...FORM, title: ' t ', description: ' d ', dispute: { invoice: ' i ', subscription: ' s ', reason: ' r ' } }
		expect(openDisputeSchema.parse(typed)).toMatchObject({
			title: 't',
			description: 'd',
			dispute: { invoice: 'i', subscription: 's', reason: 'r' },
		})
	})
})

describe('what comes with a packet', () => {
	it.each([
		['stepsTried', 4000],
		['tenant', 200],
		['subscription', 200],
		['invoice', 100],
		['evidence', 4000],
		['impact', 4000],
		['contactName', 200],
		['contactEmail', 254],
		['contactPhone', 50],
		['windowReason', 1000],
	])('takes as %s so many letters and not one more: %i', (field, most) => {
		expect(takes(packetSchema, most, (text) => ({ ...PACKET, [field]: text }))).toEqual([true, false])
	})
})

describe('an amount', () => {
	it('is a whole number of cents from nothing to ten thousand million, with a currency of three capitals', () => {
		const minors = [0, 1, 1_000_000_000_000, 1_000_000_000_001, -1, 0.5, Number.NaN]
		expect(minors.filter((minor) => moneySchema.safeParse({ minor, currency: 'EUR' }).success)).toEqual([0, 1, 1_000_000_000_000])
		const currencies = ['EUR', 'eur', 'EURO', 'EU', '€', '']
		expect(currencies.filter((currency) => moneySchema.safeParse({ minor: 1, currency }).success)).toEqual(['EUR'])
	})
})
