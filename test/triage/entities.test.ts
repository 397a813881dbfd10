import { describe, expect, test } from 'vitest'
import { extractEntities } from '../../src/triage/entities/extract-entities.ts'
import { readInvoiceFormats } from '../../src/triage/entities/invoice.ts'
import type { Entities, Language } from '../../src/triage/types.ts'
import { cpuSeconds } from '../tools/cpu-seconds.ts'

const TODAY = '2026-11-22'
const read = (text: string, language: Language = 'en', today: string | undefined = TODAY) =>
	extractEntities(text, { language, today })

describe('identifiers in a message', () => {
	test.each<[string, Entities]>([
		['invoice G012345678 please', { invoice: ['G012345678'] }],
		['D0400123 and g004512, again G004512', { invoice: ['D0400123', 'G004512'] }],
		['facture INV-2041 svp', { invoice: ['INV-2041'] }],
		['what about BD-1042?', { ticket: ['BD-1042'] }],
		['mon dossier bd 1042', { ticket: ['BD-1042'] }],
		['sub 0B1F6471-1BF0-4DDA-AEC3-111122223333 is wrong', { subscription: ['0b1f6471-1bf0-4dda-aec3-111122223333'] }],
		['write to Anna.Smith@contoso.com', { email: ['anna.smith@contoso.com'] }],
		['tenant fabrikam.onmicrosoft.com', { domain: ['fabrikam.onmicrosoft.com'] }],
		['see https://www.contoso.fr/factures', { domain: ['contoso.fr'] }],
		['the file invoice.pdf does not open', {}],
		['Thanks.it is wrong', {}],
		['notre domaine est contoso.it', { domain: ['contoso.it'] }],
		['ABD-10425 and G12 and DG0123456', {}],
		['facture G 012 345 678', { invoice: ['G012345678'] }],
		['invoice g-012-345', { invoice: ['G012345'] }],
		['E0400ABCDE for Azure', { invoice: ['E0400ABCDE'] }],
		['invoice 2210 repeats invoice #2198', { invoice: ['2210', '2198'] }],
		['facture n° 2024-0153', { invoice: ['2024-0153'] }],
		['our bill no. FA2026-118', { invoice: ['FA2026-118'] }],
		['the invoice 2024 was wrong', {}],
		['bill 300 dollars', { amount: [{ minor: 30_000, currency: 'USD' }] }],
	])('%s', (text, expected) => {
		expect(read(text)).toEqual(expected)
	})
})

describe('the invoice numbers of a partner', () => {
	const readWith = (format: string, text: string) =>
		extractEntities(text, { language: 'en', invoiceFormats: readInvoiceFormats([format]) }).invoice

	test.each([
		['HC-####-#####', 'see hc-2026-00417, please', ['HC-2026-00417']],
		['@@######', 'AB123456 and A123456', ['AB123456']],
		['FA*', 'FA26X9 twice', ['FA26X9']],
		['#######', 'call 1234567 or 12345678', ['1234567']],
	])('%s', (format, text, expected) => {
		expect(readWith(format, text)).toEqual(expected)
	})

	test.each(['', '*', '##', 'HC', '####'])('a format that fits nearly anything, or one text only, is refused: %j', (format) => {
		expect(() => readInvoiceFormats([format])).toThrow(/INVOICE_FORMATS/u)
	})
})

describe('amounts', () => {
	test.each<[string, number, string]>([
		['1 234,56 €', 123_456, 'EUR'],
		['1\u202f234,56\u00a0€', 123_456, 'EUR'],
		['1.234,56 EUR', 123_456, 'EUR'],
		['$99', 9_900, 'USD'],
		['$1,299.00', 129_900, 'USD'],
		['USD 1,299', 129_900, 'USD'],
		['99,90 $ CA', 9_990, 'CAD'],
		['CA$99.90', 9_990, 'CAD'],
		['€99,9', 9_990, 'EUR'],
		['12k€', 1_200_000, 'EUR'],
		['9€90', 990, 'EUR'],
		['418.20 GBP', 41_820, 'GBP'],
		["CHF 1'234.50", 123_450, 'CHF'],
		['¥5000', 5_000, 'JPY'],
		['-45,00 €', -4_500, 'EUR'],
		['120 euros', 12_000, 'EUR'],
		['340 pounds', 34_000, 'GBP'],
		['1,234,567.89 USD', 123_456_789, 'USD'],
		['0.50 €', 50, 'EUR'],
		['45,00- €', -4_500, 'EUR'],
		['− 12,00 €', -1_200, 'EUR'],
		['$99 CAD', 9_900, 'CAD'],
		['99 $ CAN', 9_900, 'CAD'],
		['1 299,- €', 129_900, 'EUR'],
		["Fr. 1'234.50", 123_450, 'CHF'],
		['99 euros et 50 centimes', 9_950, 'EUR'],
		['two hundred and fifty euros', 25_000, 'EUR'],
		['mille deux cents euros', 120_000, 'EUR'],
		["1,5 million d'euros", 150_000_000, 'EUR'],
		['50 000 FCFA', 50_000, 'XOF'],
		['1.299,00 $US', 129_900, 'USD'],
	])('%s is read in minor units', (text, minor, currency) => {
		expect(read(`we paid ${text} twice`).amount).toEqual([{ minor, currency }])
		expect(read(`${text}.`).amount).toEqual([{ minor, currency }])
	})

	test('a number of something else behind an amount is no cents, and brackets make nothing negative', () => {
		expect(read('12 € et 20 licences (45,00 €)').amount).toEqual([
			{ minor: 1200, currency: 'EUR' },
			{ minor: 4500, currency: 'EUR' },
		])
	})

	test('several amounts keep their order, and the same amount is said once', () => {
		expect(read('99 € instead of 49,50 €, again 99 €').amount).toEqual([
			{ minor: 9900, currency: 'EUR' },
			{ minor: 4950, currency: 'EUR' },
		])
	})

	test.each(['E3 and P1', 'Microsoft 365', 'room 12.5', 'I was charged 3 times', '99 eurosport'])('%s has no amount', (text) => {
		expect(read(text).amount).toBeUndefined()
	})
})

describe('days', () => {
	test.each<[string, Language, string[]]>([
		['on 2026-10-03', 'en', ['2026-10-03']],
		['le 03/10/2026', 'fr', ['2026-10-03']],
		['on 10/03/2026', 'en', ['2026-10-03']],
		['25/10/2026', 'en', ['2026-10-25']],
		['3.10.2026', 'en', ['2026-10-03']],
		['October 3rd, 2026', 'en', ['2026-10-03']],
		['3 October', 'en', ['2026-10-03']],
		['the 3rd of december', 'en', ['2025-12-03']],
		['le 1er octobre 2026', 'fr', ['2026-10-01']],
		['le 3 déc.', 'fr', ['2025-12-03']],
		['du 3 au 9 octobre', 'fr', ['2026-10-03', '2026-10-09']],
		['yesterday', 'en', ['2026-11-21']],
		['avant-hier', 'fr', ['2026-11-20']],
		["aujourd'hui", 'fr', ['2026-11-22']],
		['3 days ago', 'en', ['2026-11-19']],
		['il y a 2 semaines', 'fr', ['2026-11-08']],
		['last Monday', 'en', ['2026-11-16']],
		['lundi dernier', 'fr', ['2026-11-16']],
		['le 12/10', 'fr', ['2026-10-12']],
		['two days ago', 'en', ['2026-11-20']],
		['a week ago', 'en', ['2026-11-15']],
		['il y a deux jours', 'fr', ['2026-11-20']],
		['on Monday', 'en', ['2026-11-16']],
		['next Friday', 'en', ['2026-11-27']],
		['mardi', 'fr', ['2026-11-17']],
		['mardi 3 novembre', 'fr', ['2026-11-03']],
		['03-oct-26', 'en', ['2026-10-03']],
		["3 Oct '26", 'en', ['2026-10-03']],
		['depuis le 3/10', 'fr', ['2026-10-03']],
		['the day before yesterday', 'en', ['2026-11-20']],
	])('%s (%s)', (text, language, expected) => {
		expect(read(`billed ${text} again`, language).date).toEqual(expected)
	})

	test('an impossible day is none, and without today a relative day is none', () => {
		expect(read('31/04/2026 or 2026-13-01').date).toBeUndefined()
		expect(extractEntities('yesterday, 3 October', { language: 'en' }).date).toBeUndefined()
	})
})

describe('billing months', () => {
	test.each<[string, string[]]>([
		['period 2026-10', ['2026-10']],
		['10/2026', ['2026-10']],
		['October 2026', ['2026-10']],
		['octobre', ['2026-10']],
		['déc. 2025', ['2025-12']],
		['in december', ['2025-12']],
		['last month', ['2026-10']],
		['le mois dernier', ['2026-10']],
		['ce mois-ci', ['2026-11']],
		["June in June, then July's", ['2026-06', '2026-07']],
		['in May', ['2026-05']],
		['août', ['2026-08']],
		['Q3 2026', ['2026-07', '2026-08', '2026-09']],
		['3e trimestre', ['2026-07', '2026-08', '2026-09']],
		['last quarter', ['2026-07', '2026-08', '2026-09']],
		['from March to May', ['2026-03', '2026-04', '2026-05']],
		['de novembre à janvier', ['2025-11', '2025-12', '2026-01']],
		['two months ago', ['2026-09']],
		['il y a un mois', ['2026-10']],
		['the last three months', ['2026-08', '2026-09', '2026-10']],
		['les 2 derniers mois', ['2026-09', '2026-10']],
		['on the Oct invoice', ['2026-10']],
		['by our may invoice', ['2026-05']],
	])('%s', (text, expected) => {
		expect(read(`billed ${text}`).period).toEqual(expected)
	})

	test.each(['may I ask', 'you may march on', 'this may be wrong', 'and may we go on', 'sept licences', '3 October 2026'])(
		'%s names no month',
		(text) => {
			expect(read(text).period).toBeUndefined()
		},
	)
})

describe('numbers of seats', () => {
	test.each<[string, number[]]>([
		['25 licences', [25]],
		['12 extra seats', [12]],
		['25 Microsoft 365 licences', [25]],
		['from 25 to 20 users', [25, 20]],
		['douze postes', [12]],
		['1 200 licences', [1200]],
		['3 Business Premium licenses', [3]],
		['seats: 25', [25]],
		['Qté : 12', [12]],
		['25x E3 and x12', [25, 12]],
		['twenty-five seats', [25]],
		['quatre-vingt-douze licences', [92]],
		['soixante et onze utilisateurs', [71]],
		['two hundred and fifty seats', [250]],
		['une douzaine de postes', [12]],
		['half a dozen users', [6]],
	])('%s', (text, expected) => {
		expect(read(text).count).toEqual(expected)
	})

	test('the number of a product is no number of seats', () => {
		expect(read('our Microsoft 365 licences').count).toBeUndefined()
		expect(read('charged 2 times').count).toBeUndefined()
	})
})

test('a whole complaint gives every fact once', () => {
	const text =
		'Bonjour, facture G012345678 du 03/11/2026 : 25 licences à 99,90 € au lieu de 20, abonnement 0b1f6471-1bf0-4dda-aec3-111122223333, voir BD-77. a@contoso.com'
	expect(read(text, 'fr')).toEqual({
		email: ['a@contoso.com'],
		subscription: ['0b1f6471-1bf0-4dda-aec3-111122223333'],
		ticket: ['BD-77'],
		invoice: ['G012345678'],
		date: ['2026-11-03'],
		amount: [{ minor: 9990, currency: 'EUR' }],
		count: [25],
	})
})

test('a long hostile text is read in linear time', () => {
	const pieces = ['1 ', '1,', 'a.', 'a@', '2026-', 'G0', '99 licences ', 'janvier ', 'vingt-', 'x1 ', 'G 123 ', 'from march to ']
	expect(
		cpuSeconds(() => {
			for (const piece of pieces) read(piece.repeat(8_000))
		}),
	).toBeLessThan(5)
})
