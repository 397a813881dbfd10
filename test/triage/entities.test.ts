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
		['facture 120 licences en trop', { count: [120] }],
		['please invoice 120 seats', { count: [120] }],
		['why do you bill 250 users', { count: [250] }],
		['invoice 180 days overdue', {}],
		['facture 100 % fausse', {}],
		['Facture : 1500 au lieu de 1200', {}],
		['the invoice is 1500 this time', {}],
		['facture 10/2026', { period: ['2026-10'] }],
		['invoice 09/2026', { period: ['2026-09'] }],
		['the bill pre-2024', {}],
		['invoice 2026-42', { invoice: ['2026-42'] }],
		['Facture: 4521', { invoice: ['4521'] }],
		['Invoice: 10023', { invoice: ['10023'] }],
		['Invoice #: 10023', { invoice: ['10023'] }],
		['N° facture: 4521', { invoice: ['4521'] }],
		['facture nº 4521', { invoice: ['4521'] }],
		['Invoice number is 10023', { invoice: ['10023'] }],
		['inv# 10023 and INV2041', { invoice: ['10023', 'INV2041'] }],
		['our inventory 10023', {}],
		['invoice 4521 user missing', { invoice: ['4521'] }],
		['la facture FA-2026-118', { invoice: ['FA-2026-118'] }],
		['invoice ABC-10234', { invoice: ['ABC-10234'] }],
		['invoice INV/2026/0042', { invoice: ['INV/2026/0042'] }],
		['factures 4521 et 4522', { invoice: ['4521', '4522'] }],
		['invoices: 4521, 4522, 4523', { invoice: ['4521', '4522', '4523'] }],
		['facture 4521 et 250 licences', { invoice: ['4521'], count: [250] }],
		['G 012345678 and G-012345679', { invoice: ['G012345678', 'G012345679'] }],
		['E 100 000 people', {}],
		["write to j.o'neil@contoso.com", { email: ["j.o'neil@contoso.com"] }],
		["l'adresse d'anna@contoso.fr", { email: ['anna@contoso.fr'] }],
		['écrivez à...compta@contoso.fr', { email: ['compta@contoso.fr'] }],
		['\n-marie@contoso.fr\n-paul@contoso.fr', { email: ['marie@contoso.fr', 'paul@contoso.fr'] }],
		['sub 0b1f6471\u20111bf0\u20114dda–aec3–111122223333', { subscription: ['0b1f6471-1bf0-4dda-aec3-111122223333'] }],
		['BD\u20111042, BD#1043, BD n° 1044 and BD–1045', { ticket: ['BD-1042', 'BD-1043', 'BD-1044', 'BD-1045'] }],
		['merci.ca marche pas', {}],
		['contoso.ca ne marche pas', { domain: ['contoso.ca'] }],
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
		['1.234.56 EUR', 123_456, 'EUR'],
		['1 US dollar', 100, 'USD'],
		['5 swiss francs', 500, 'CHF'],
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
		['Microsoft 365 120 €', 12_000, 'EUR'],
		['Office 365 129,90 €', 12_990, 'EUR'],
		['Windows 365 129.00 USD', 12_900, 'USD'],
		['Visio Plan 2 240 €', 24_000, 'EUR'],
		['CAD $99.00', 9_900, 'CAD'],
		['CAD $ 99.90', 9_990, 'CAD'],
		['CA $99.90', 9_990, 'CAD'],
		['CAD 99,90 $', 9_990, 'CAD'],
		['AUD $149.50', 14_950, 'AUD'],
		['99,99 $ canadiens', 9_999, 'CAD'],
		['99,99$ CDN', 9_999, 'CAD'],
		['$99.90 Canadian', 9_990, 'CAD'],
		['$99 (CAD)', 9_900, 'CAD'],
		['CDN$99.90', 9_990, 'CAD'],
		['99.90 CDN', 9_990, 'CAD'],
		['99 dollars américains', 9_900, 'USD'],
		['99.90cad', 9_990, 'CAD'],
		['99.90 cad', 9_990, 'CAD'],
		['200 cad', 20_000, 'CAD'],
		['1 234, 56 €', 123_456, 'EUR'],
		['99, 90 €', 9_990, 'EUR'],
		['$ 1, 299.00', 129_900, 'USD'],
		['$5 million', 500_000_000, 'USD'],
		['€2 million', 200_000_000, 'EUR'],
		['$5 thousand', 500_000, 'USD'],
		['$12 k', 1_200_000, 'USD'],
		['₹1,25,000.00', 12_500_000, 'INR'],
		['12 € 50 par poste', 1_250, 'EUR'],
		['12 euros 50 par poste', 1_250, 'EUR'],
		['trois cents euros et cinquante centimes', 30_050, 'EUR'],
		['three hundred and forty-two dollars and fifty cents', 34_250, 'USD'],
		['240€TTC', 24_000, 'EUR'],
		["12'345.00 Fr.", 1_234_500, 'CHF'],
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

	test.each<[string, number[]]>([
		['$100-$120 per month', [10_000, 12_000]],
		['€240-€260', [24_000, 26_000]],
		['25x12,50€ = 312,50€', [1_250, 31_250]],
		['240€TTC au lieu de 200€HT', [24_000, 20_000]],
		['lots de 10, 20, 30 €', [3_000]],
		['25/10 240 €', [24_000]],
		['12 € 50 licences', [1_200]],
	])('%s', (text, minor) => {
		expect(read(text).amount?.map((amount) => amount.minor)).toEqual(minor)
	})

	test.each([
		'E3 and P1',
		'Microsoft 365',
		'room 12.5',
		'I was charged 3 times',
		'99 eurosport',
		'En 2026 ils nous ont écrit',
		'le 3 ils ont prélevé',
		'We had to try 3 times to pay',
		'TRY 3 TIMES',
		'12 cad 3 de trop',
		"I'm mad 2 weeks have passed",
		'il manque des postes, cad 3 licences',
		'call 911 cad drawing',
	])('%s has no amount', (text) => {
		expect(read(text).amount).toBeUndefined()
	})
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
		['12 Visio Plan 2 licences', [12]],
		['25 usagers', [25]],
		['25 boîtes courriel', [25]],
		['une trentaine de postes', [30]],
		["une cinquantaine d'utilisateurs", [50]],
		['25 email accounts', [25]],
		['25 of our seats', [25]],
		['3 of the 25 seats', [3, 25]],
		['3 des 25 postes', [3, 25]],
		['4 monthly subscriptions', [4]],
	])('%s', (text, expected) => {
		expect(read(text).count).toEqual(expected)
	})

	test.each([
		'our Microsoft 365 licences',
		'Exchange Plan 1 licences',
		'charged 2 times',
		'charged 2 times for the same subscription',
		'2 factures pour le même abonnement',
		'deux fois le même abonnement',
		'en 2026 nos licences ont augmenté',
		'In 2026 licences went up',
		'1 year subscription',
		'12 mois de licences',
		'in 24 hours my account was blocked',
	])('%s gives no number of seats', (text) => {
		expect(read(text).count).toBeUndefined()
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
	const joined = [
		'facture 4521, ',
		'oct/',
		'sept et ',
		"l'a.",
		'1, 00',
		'$1 k (',
		'01/10/2026-',
		'lun. 3 mar ',
		'3 of the 25 e3 ',
		'   May ',
	]
	expect(
		cpuSeconds(() => {
			for (const piece of [...pieces, ...joined]) read(piece.repeat(16_000 / piece.length))
		}),
	).toBeLessThan(5)
})
