import type { Texts } from './texts.ts'

/** Making one takes longer than drawing a message. */
const clocks = new Map<string, Intl.DateTimeFormat>()

/** The time of day as people of the language write it. */
export function timeOf(at: number, texts: Texts): string {
	const tag = tagOf(texts)
	const clock = clocks.get(tag) ?? new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit' })
	clocks.set(tag, clock)
	return clock.format(at)
}

/** Whether two moments fall on one day of the customer's calendar. */
export function isSameDay(one: number, other: number): boolean {
	return new Date(one).toDateString() === new Date(other).toDateString()
}

/** The heading of a day: today, yesterday or the date. */
export function dayOf(at: number, now: number, texts: Texts): string {
	if (isSameDay(at, now)) return texts.say('today')
	const yesterday = new Date(now)
	yesterday.setDate(yesterday.getDate() - 1)
	if (isSameDay(at, yesterday.getTime())) return texts.say('yesterday')
	return new Intl.DateTimeFormat(tagOf(texts), { weekday: 'long', day: 'numeric', month: 'long' }).format(at)
}

/** Browsers on bare systems report names such as `en-US@posix`, at which `Intl` throws. */
const TAG = /^[a-z]{2}(-[a-z0-9]{2,8})*$/iu

/** A British and an American customer each reads the clock of his country, where the browser tells it. */
function tagOf(texts: Texts): string {
	const locale = texts.locale()
	return navigator.languages.find((tag) => TAG.test(tag) && tag.startsWith(locale)) ?? locale
}
