import { tab as en } from '../../../data/locales/en.json'
import { tab as fr } from '../../../data/locales/fr.json'

/** The languages that the tab speaks. */
export type Locale = 'en' | 'fr'

type PathOf<Texts> = {
	[Key in keyof Texts & string]: Texts[Key] extends string ? Key : `${Key}.${PathOf<Texts[Key]>}`
}[keyof Texts & string]

/** A key of the `tab` section of the locale files, such as `list.empty`. */
export type TextKey = PathOf<typeof en>

const TEXTS: Record<Locale, typeof en> = { en, fr }
let chosen: Locale = 'en'

/** The language of the page now. */
export function locale(): Locale {
	return chosen
}

/** Changes the language of the page; whoever shows texts draws again afterwards. */
export function chooseLocale(next: Locale): void {
	chosen = next
	document.documentElement.lang = next
}

/** One text with its `{placeholders}` filled. */
export function say(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
	const text = key.split('.').reduce<unknown>((texts, part) => Reflect.get(Object(texts), part), TEXTS[chosen])
	return String(text).replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** The same words at the beginning of a line. */
export function capital(text: string): string {
	return text.charAt(0).toLocaleUpperCase(chosen) + text.slice(1)
}

/** The title of a button in running text, without the dots which say that a form follows. */
export function inText(title: string): string {
	return title.replace(/\s*…$/u, '')
}

/** The tab's language of a tag such as `fr-CA`, or `undefined` where the tab does not speak it. */
export function localeOf(tag: string | null | undefined): Locale | undefined {
	const language = tag?.slice(0, 2).toLowerCase()
	return language === 'en' || language === 'fr' ? language : undefined
}
