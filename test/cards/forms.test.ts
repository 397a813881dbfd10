import { describe, expect, it } from 'vitest'
import { disputeForm } from '../../src/cards/dispute-form.ts'
import { errorWords } from '../../src/cards/error-words.ts'
import { actionForm } from '../../src/cards/form-card.ts'
import { amountText } from '../../src/cards/form-fields.ts'
import { readForm, typedValues } from '../../src/cards/read-form.ts'
import { AppError } from '../../src/errors.ts'
import { VERBS, type VerbName } from '../../src/tickets/verbs.ts'
import { readAmount } from '../../src/triage/entities/amount.ts'
import { createTestDesk, PACKET, RESOLUTION } from '../tickets/model/desk.ts'
import { MEMBERS } from '../tickets/model/people.ts'
import { nodesOf, stringsOf } from './card-check.ts'
import { kitsAt, LOCALES } from './kit.ts'

const FACTS = { members: MEMBERS, siblings: [], me: { name: 'Dana' } }

/** What a form sends when nothing is changed in it. */
function untouched(card: unknown): Record<string, string> {
	const inputs = nodesOf(card).filter(({ type }) => String(type).startsWith('Input.'))
	return Object.fromEntries(inputs.map(({ id, value }) => [String(id), String(value)]))
}

function refusalOf(attempt: () => unknown): AppError {
	try {
		attempt()
	} catch (error) {
		if (error instanceof AppError) return error
	}
	throw new Error('was not refused')
}

describe('the amount in a form', () => {
	it('reads back as it was shown, in both languages and any currency', () => {
		for (const locale of LOCALES) {
			for (const currency of ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'SEK', 'PLN']) {
				for (const minor of [5, 4_200, 123_456, 1_234_567_00]) {
					const shown = amountText({ locale }, { minor, currency })
					expect({ shown, read: readAmount(shown) }).toEqual({ shown, read: { minor, currency } })
				}
			}
		}
	})

	it('is refused by name when it cannot be read', () => {
		const error = refusalOf(() => readForm('resolve', { amount: 'a lot' }, readAmount))
		expect(error).toMatchObject({ code: 'bad-input', reason: 'amount', details: { fields: ['amount'] } })
		expect(errorWords(kitsAt(0)('en', 'web'), error)).toContain('1,234.56 EUR')
	})
})

describe('a form that is sent as it was shown', () => {
	it('is accepted by its verb: the packet of a ticket goes round without a change', async () => {
		const desk = createTestDesk()
		const number = await desk.open()
		await desk.does('agent', 'prepare-packet', number, PACKET)
		for (const locale of LOCALES) {
			const form = actionForm(kitsAt(desk.now())(locale, 'teams'), 'prepare-packet', desk.ticket(number), FACTS)
			const input = readForm('prepare-packet', typedValues(untouched(form)), readAmount)
			expect(VERBS['prepare-packet'].parse(input)).toEqual(PACKET)
		}
	})

	it('records a call that is written down at once, in the very minute of the solution', async () => {
		const desk = createTestDesk()
		desk.pass(30_000)
		const number = await desk.open()
		await desk.does('agent', 'resolve', number, RESOLUTION)
		desk.pass(2_000)
		const form = actionForm(kitsAt(desk.now())('en', 'teams'), 'record-call', desk.ticket(number), FACTS)
		const input = readForm('record-call', { ...untouched(form), said: 'agreed' }, readAmount)
		await desk.does('agent', 'record-call', number, input)
		expect(desk.ticket(number).state).toBe('closed')
	})

	it.each(['escalate-to-manager', 'ask-customer', 'add-note', 'reopen', 'resolve'] as VerbName[])(
		'is refused where the person typed nothing: %s',
		async (verb) => {
			const desk = createTestDesk()
			const number = await desk.open()
			const form = actionForm(kitsAt(desk.now())('en', 'teams'), verb, desk.ticket(number), FACTS)
			const input = readForm(verb, untouched(form), readAmount)
			expect(refusalOf(() => VERBS[verb].parse(input)).code).toBe('bad-input')
		},
	)
})

describe('what was typed', () => {
	it('takes texts, numbers, yes and no, and nothing else', () => {
		expect(typedValues({ text: 'x', count: 5, solved: true, empty: null })).toEqual({
			text: 'x',
			count: '5',
			solved: 'true',
			empty: '',
		})
		for (const wrong of [[], 'text', 5, { a: {} }, { a: [1] }, { text: 'x'.repeat(8001) }, { ['k'.repeat(61)]: 'x' }]) {
			expect(refusalOf(() => typedValues(wrong)).code).toBe('bad-input')
		}
	})

	it('may come with what Teams adds to a submitted card', () => {
		const sent = { verb: 'add-note', text: 'x', msteams: { type: 'task/submit' } }
		expect(typedValues(sent)).toEqual({ verb: 'add-note', text: 'x' })
	})

	it('never hands the verb, the ticket or the version to the domain as input', () => {
		const typed = { verb: 'add-note', ticket: 'BD-1', version: '3', card: 'c', requestId: 'r', text: ' note ' }
		expect(readForm('add-note', typed, readAmount)).toEqual({ text: ' note ' })
	})

	it('keeps a prototype from being reached by a field of that name', () => {
		const typed = typedValues(JSON.parse('{"__proto__":"x","constructor":"y"}'))
		expect(Object.getPrototypeOf(typed)).toBe(Object.prototype)
		expect({}.constructor).toBe(Object)
	})

	it('is refused for a call whose time is none', () => {
		const typed = { date: '2026-13-45', time: '99:00', said: 'agreed', with: 'x' }
		expect(refusalOf(() => readForm('record-call', typed, readAmount)).details).toEqual({ fields: ['date', 'time'] })
	})
})

describe('a form that comes back', () => {
	it('keeps what had been typed and says what was wrong', async () => {
		const desk = createTestDesk()
		const number = await desk.open()
		const typed = { text: 'my long explanation', outcome: 'goodwill', amount: 'twelve' }
		const warning = 'I could not read the amount.'
		const card = actionForm(kitsAt(0)('en', 'web'), 'resolve', desk.ticket(number), FACTS, { warning, typed })
		expect(untouched(card)).toEqual(typed)
		expect(stringsOf(card)).toContain(warning)
	})

	it('says in the packet what is still lacking, in words', async () => {
		const desk = createTestDesk()
		const number = await desk.open()
		await desk.does('agent', 'prepare-packet', number, { ...PACKET, impact: '', claim: 'marketplace-monthly' })
		const said = stringsOf(actionForm(kitsAt(desk.now())('fr', 'teams'), 'prepare-packet', desk.ticket(number), FACTS))
		expect(said).toEqual(expect.arrayContaining(['• Conséquences pour le client', '• Pourquoi déposer hors délai ?']))
		expect(said).not.toContain('• Facture')
	})
})

describe('the dispute form', () => {
	const kit = kitsAt(0)('en', 'web')
	const invoice = {
		number: 'G1',
		customer: 'c',
		date: '2026-11-08',
		period: '2026-10',
		total: { minor: 100, currency: 'EUR' },
		lines: [],
	}

	it("offers the customer's invoices, and one that he named though we do not know it", () => {
		const card = disputeForm(kit, { topic: 'duplicate-charge', invoices: [invoice], invoice: 'X-99' })
		const choices = nodesOf(card).find(({ id }) => id === 'invoice')?.['choices'] as { value: string }[]
		expect(choices.map(({ value }) => value)).toEqual(['G1', 'X-99'])
		expect(untouched(card)).toMatchObject({ invoice: 'X-99' })
	})

	it('asks a visitor who he is, and nobody else', () => {
		const asked = (asksWho: boolean) => Object.keys(untouched(disputeForm(kit, { topic: 'x', invoices: [], asksWho })))
		expect(asked(true)).toEqual(expect.arrayContaining(['name', 'company', 'email']))
		expect(asked(false)).toEqual(['reason', 'invoice', 'amount', 'period'])
	})
})

describe('the words of a refusal', () => {
	it('say nothing of the inside when nobody expected it', () => {
		for (const locale of LOCALES) {
			const said = errorWords(kitsAt(0)(locale, 'web'), new Error('ENOENT /home/x/store at line 3'))
			expect(said).toBe(kitsAt(0)(locale, 'web').text('errors.unexpected'))
		}
	})

	it('name states and fields in the language of the reader', () => {
		const kit = kitsAt(0)('fr', 'web')
		const wrong = new AppError('wrong-state', 'x', { details: { ticket: 'BD-7', state: 'pending-customer' } })
		expect(errorWords(kit, wrong)).toContain('En attente du client')
		const lacking = new AppError('incomplete', 'x', { reason: 'packet-incomplete', details: { lacking: ['impact', 'invoice'] } })
		expect(errorWords(kit, lacking)).toContain('Conséquences pour le client, Facture')
	})
})
