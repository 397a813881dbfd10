import { locale, say } from './texts.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Dates as the cards write them: the day before the month, in English too. */
const dates = () => (locale() === 'en' ? 'en-GB' : locale())

/** A length of time in its largest sensible unit: `45 min`, `2 hr`, `3 days`. */
export function duration(milliseconds: number): string {
	const [value, unit] = inUnit(Math.abs(milliseconds), 36 * HOUR)
	return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: unit === 'day' ? 'long' : 'short' }).format(value)
}

function inUnit(milliseconds: number, daysFrom: number): [number, 'minute' | 'hour' | 'day'] {
	if (milliseconds < HOUR) return [Math.max(1, Math.round(milliseconds / MINUTE)), 'minute']
	if (milliseconds < daysFrom) return [Math.round(milliseconds / HOUR), 'hour']
	return [Math.round(milliseconds / DAY), 'day']
}

/** A moment of the recent past or future as people say it: `just now`, `5 min. ago`, else the date. */
export function moment(at: number, now: number): string {
	const away = at - now
	if (Math.abs(away) < MINUTE) return say('times.now')
	if (Math.abs(away) > 6 * DAY) return new Intl.DateTimeFormat(dates(), { day: 'numeric', month: 'short' }).format(at)
	const [value, unit] = inUnit(Math.abs(away), DAY)
	return new Intl.RelativeTimeFormat(locale(), { style: 'short', numeric: 'auto' }).format(Math.sign(away) * value, unit)
}

/** Date and time in full, for tooltips and screen readers. */
export function exactly(at: number): string {
	return new Intl.DateTimeFormat(dates(), { dateStyle: 'full', timeStyle: 'short' }).format(at)
}

/** Date and time in one short line. */
export function briefly(at: number): string {
	return new Intl.DateTimeFormat(dates(), { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

/** A day so many days from today: `in 12 days`, `tomorrow`, `3 days ago`. */
export function inDays(days: number): string {
	return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(days, 'day')
}

/** An ISO day (`2023-10-01`) in words; French counts the first of a month (`1er octobre 2023`). Whatever else comes stays as it is. */
export function day(iso: string): string {
	const at = Date.parse(iso)
	if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(at)) return iso
	const date = new Intl.DateTimeFormat(dates(), { dateStyle: 'long', timeZone: 'UTC' }).format(at)
	return locale() === 'fr' ? date.replace(/^1 /u, '1er ') : date
}
