import { type Locale, localeOf } from './texts.ts'

/** What the website says about the widget, as `data-*` attributes of its script element. */
export interface WidgetOptions {
	/** Origin of the desk: where the script came from. */
	base: string
	/** The partner's colour as `#rrggbb`. */
	color: string
	/** `data-locale`: the language to start in, where the website decides it. */
	locale: Locale | undefined
	/** `data-identity`: a token that the website signed for the customer who is logged in there. */
	identity: string | undefined
	/** `data-sample`: which sample customer speaks. The demo only. */
	sample: string | undefined
	/** `data-title`: the name in the header until the desk tells the partner's name. */
	title: string | undefined
}

const DEFAULT_COLOR = '#1f5fbf'

/** Reads the script element; what is missing or malformed falls back to its default. */
export function readOptions(script: HTMLScriptElement): WidgetOptions {
	const { color = '', locale, identity, sample, title } = script.dataset
	return {
		base: new URL(script.src, location.href).origin,
		color: /^#[\da-f]{6}$/i.test(color) ? color.toLowerCase() : DEFAULT_COLOR,
		locale: localeOf(locale),
		identity: identity || undefined,
		sample: sample || undefined,
		title: title || undefined,
	}
}

/** The language of a first visit: the website's wish, then the page's language, then the browser's. */
export function firstLocale(options: WidgetOptions): Locale {
	return options.locale ?? localeOf(document.documentElement.lang) ?? localeOf(navigator.language) ?? 'en'
}
