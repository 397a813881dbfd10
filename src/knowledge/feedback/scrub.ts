import type { Language } from '../../triage/types.ts'
import { hideNames } from './hide-names.ts'
import { hideNumbers } from './hide-numbers.ts'
import type { Names } from './name-words.ts'

/** What stands where something was taken out. */
export type Hidden = 'email' | 'phone' | 'card' | 'iban' | 'id' | 'link' | 'name'

const PLACES: Readonly<Record<Language, Readonly<Record<Hidden, string>>>> = {
	en: {
		email: '[e-mail]',
		phone: '[phone]',
		card: '[card number]',
		iban: '[IBAN]',
		id: '[identifier]',
		link: '[link]',
		name: '[name]',
	},
	fr: {
		email: '[e-mail]',
		phone: '[téléphone]',
		card: '[numéro de carte]',
		iban: '[IBAN]',
		id: '[identifiant]',
		link: '[lien]',
		name: '[nom]',
	},
}

/** Every place holder, in either language. */
export const PLACE_HOLDER = /\[[\p{L} -]{2,20}\]/gu

/** Signs that nobody sees, with which a number would look like two. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/gu
const WIDE_DIGIT = /[\uff10-\uff19]/gu

/**
 * Takes out what names a person or could be misused: e-mails, phone, card and social security numbers, IBANs, GUIDs, links and
 * names of persons. What is doubtful is taken out: a word too few does no harm in a report.
 * @param names folded words of the names of known people (`nameWords`).
 */
export function scrub(text: string, language: Language, names: Names): string {
	const place = (what: Hidden) => PLACES[language][what]
	const readable = text
		.normalize('NFC')
		.replace(INVISIBLE, '')
		.replace(WIDE_DIGIT, (digit) => String(digit.charCodeAt(0) - 0xff10))
	return hideNames(hideNumbers(readable, place), place('name'), names)
		.replace(/[ \t]+/gu, ' ')
		.replace(/[ \t]*\n\s*/gu, '\n')
		.trim()
}
