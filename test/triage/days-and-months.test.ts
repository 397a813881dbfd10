import { describe, expect, test } from 'vitest'
import { extractEntities } from '../../src/triage/entities/extract-entities.ts'
import type { Language } from '../../src/triage/types.ts'

const TODAY = '2026-11-22'
const read = (text: string, language: Language = 'en') => extractEntities(text, { language, today: TODAY })

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
		['avant hier', 'fr', ['2026-11-20']],
		['le mar. 3 nov. 2026 à 09:12', 'fr', ['2026-11-03']],
		['le mar. 3 novembre', 'fr', ['2026-11-03']],
		['on Tue, Nov 3, 2026 at 9:12 AM', 'en', ['2026-11-03']],
		['mar 3', 'en', ['2026-03-03']],
		['du 15 septembre au 14 octobre 2025', 'fr', ['2025-09-15', '2025-10-14']],
		['du 15 décembre au 14 janvier 2026', 'fr', ['2025-12-15', '2026-01-14']],
		['October 1 to October 31, 2025', 'en', ['2025-10-01', '2025-10-31']],
		['du 15/09 au 14/10/2025', 'fr', ['2025-09-15', '2025-10-14']],
		['on November 20 and on 15 January 2026', 'en', ['2026-11-20', '2026-01-15']],
		['Oct 3-9, 2025', 'en', ['2025-10-03', '2025-10-09']],
		['on Monday, October 5', 'en', ['2026-10-05']],
		['on Monday the 5th of October', 'en', ['2026-10-05']],
		['01/10/2026-31/10/2026', 'fr', ['2026-10-01', '2026-10-31']],
		['01/10/2026-31/10/2026', 'en', ['2026-10-01', '2026-10-31']],
		['01.10.2026-31.10.2026', 'fr', ['2026-10-01', '2026-10-31']],
		['2026-10-01/2026-10-31', 'en', ['2026-10-01', '2026-10-31']],
		['between 9/1 and 9/30', 'en', ['2026-09-01', '2026-09-30']],
	])('%s (%s)', (text, language, expected) => {
		expect(read(`billed ${text} again`, language).date).toEqual(expected)
	})

	test('an impossible day is none, and without today a relative day is none', () => {
		expect(read('31/04/2026 or 2026-13-01').date).toBeUndefined()
		expect(extractEntities('yesterday, 3 October', { language: 'en' }).date).toBeUndefined()
		expect(read('Ouvert du lundi au vendredi', 'fr').date).toBeUndefined()
	})
})

describe('numbers in words that are none', () => {
	test.each(['three hundred hundred hundred weeks ago', 'hundred hundred hundred days ago', 'hundred hundred months ago'])(
		'%s is no time',
		(text) => expect(extractEntities(text, { language: 'en', today: '2026-10-20' })).toEqual({}),
	)
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
		['MAY INVOICE', ['2026-05']],
		['mars et avril 2025', ['2025-03', '2025-04']],
		['juin, juillet et août 2025', ['2025-06', '2025-07', '2025-08']],
		['October and November 2025', ['2025-10', '2025-11']],
		['December and January 2026', ['2025-12', '2026-01']],
		['October, 2025 usage', ['2025-10']],
		['October last year', ['2025-10']],
		["octobre de l'an dernier", ['2025-10']],
		['Q3 last year', ['2025-07', '2025-08', '2025-09']],
		['à la mi-octobre', ['2026-10']],
		['mid-October', ['2026-10']],
		['début nov.', ['2026-11']],
		['Jan-Mar 2026', ['2026-01', '2026-02', '2026-03']],
		['on Sep/Oct invoices', ['2026-09', '2026-10']],
		['sept. et oct. 2026', ['2026-09', '2026-10']],
	])('%s', (text, expected) => {
		expect(read(`billed ${text}`).period).toEqual(expected)
	})

	test.each([
		'may I ask',
		'you may march on',
		'this may be wrong',
		'and may we go on',
		'sept licences',
		'3 October 2026',
		'THIS MAY BE WRONG',
		'I MAY HAVE PAID TWICE',
		'WE MAY CANCEL',
	])('%s names no month', (text) => {
		expect(read(text).period).toBeUndefined()
	})
})
