import { widget as en } from '../../../data/locales/en.json'
import { widget as fr } from '../../../data/locales/fr.json'

/** The languages that the widget speaks. */
export type Locale = 'en' | 'fr'

/** A key of the `widget` section of the locale files. */
export type TextKey = keyof typeof en

const TEXTS: Record<Locale, Record<TextKey, string>> = { en, fr }

/** The texts of the widget in the language that is chosen now. */
export interface Texts {
	/** The language of the texts. */
	locale(): Locale
	/** Changes the language and tells everyone who shows texts. */
	change(locale: Locale): void
	/** One text with its `{placeholders}` filled. */
	say(key: TextKey, values?: Readonly<Record<string, string | number>>): string
	/** Calls `draw` now and whenever the language changes. */
	live(draw: () => void): void
}

/** The widget's language of a language tag such as `fr-CA`, or `undefined` where the widget does not speak it. */
export function localeOf(tag: string | null | undefined): Locale | undefined {
	const language = tag?.slice(0, 2).toLowerCase()
	return language === 'en' || language === 'fr' ? language : undefined
}

/** Starts with one language; whoever shows texts registers with `live`. */
export function createTexts(first: Locale): Texts {
	const drawings: (() => void)[] = []
	let locale = first
	return {
		locale: () => locale,
		change(next) {
			locale = next
			for (const draw of drawings) draw()
		},
		say: (key, values = {}) =>
			TEXTS[locale][key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)),
		live(draw) {
			drawings.push(draw)
			draw()
		},
	}
}
