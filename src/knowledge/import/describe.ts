import { FUNCTION_WORDS } from '../../triage/text/function-words.ts'
import { splitWords } from '../../triage/text/words.ts'
import type { Language } from '../../triage/types.ts'
import type { FrontMatter } from './front-matter.ts'

const LANGUAGE_FIELDS = ['ms.contentlocale', 'locale', 'lang', 'language']
const DATE_FIELDS = ['ms.date', 'date', 'lastmod', 'last_updated', 'updated', 'last-modified', 'ms.lasthandoff']
/** The release of a translation, as Microsoft's old French pages carry it: `<!--HONumber=Nov16_HO4-->`. */
const HAND_OFF = /HONumber=([A-Z][a-z]{2})(\d{2})/u
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** In running text of a language about every second word is one of its function words; in another language hardly one in ten. */
const ENOUGH_FUNCTION_WORDS = 0.2
const READ_FOR_LANGUAGE = 6000

/** The language that the document names, its folder names, or its function words show; undefined for any other. */
export function languageOf(front: FrontMatter, file: string, text: string): Language | undefined {
	const named = LANGUAGE_FIELDS.map((field) => front.get(field)).find((value) => value !== undefined)
	if (named !== undefined) return known(named)
	const folder = file
		.split('/')
		.slice(0, -1)
		.find((part) => /^(?:en|fr)(?:-[a-z]{2})?$/iu.test(part))
	return folder === undefined ? readLanguage(text) : known(folder)
}

/** The document's own date, ISO; the translation's release, else the given one. */
export function dateOf(front: FrontMatter, text: string, otherwise: string): string {
	const own = DATE_FIELDS.map((field) => isoDate(front.get(field) ?? '')).find((date) => date !== undefined)
	if (own !== undefined) return own
	const [, month = '', year] = HAND_OFF.exec(text) ?? []
	const index = MONTHS.indexOf(month)
	return index < 0 ? otherwise : `20${year}-${String(index + 1).padStart(2, '0')}-01`
}

/** `2021-03-31`, `2021-03-31T10:00:00Z` or, as Microsoft writes it, `03/31/2021` -> ISO; `31/03/2021` where no month fits. */
function isoDate(written: string): string | undefined {
	const iso = /^(\d{4})-(\d{2})-(\d{2})/u.exec(written)
	if (iso !== null) return real(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '')
	const [, first = '', second = '', year = ''] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})/u.exec(written) ?? []
	if (year === '') return undefined
	return real(year, first, second) ?? real(year, second, first)
}

function real(year: string, month: string, day: string): string | undefined {
	const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
	const time = Date.parse(date)
	return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date ? undefined : date
}

function known(tag: string): Language | undefined {
	const language = tag.toLowerCase().slice(0, 2)
	return language === 'en' || language === 'fr' ? language : undefined
}

function readLanguage(text: string): Language | undefined {
	const words = splitWords(text.slice(0, READ_FOR_LANGUAGE))
	const share = (language: Language) =>
		words.filter((word) => FUNCTION_WORDS[language].has(word)).length / Math.max(1, words.length)
	const [en, fr] = [share('en'), share('fr')]
	if (Math.max(en, fr) < ENOUGH_FUNCTION_WORDS) return undefined
	return fr > en ? 'fr' : 'en'
}
