const DAY = 86_400_000

/** Tells whether a day, counted from 1970-01-01, is a holiday. */
export type IsHoliday = (day: number) => boolean

/** Reads names that the calendar's schema has let through. The days of a year are worked out once. */
export function createHolidays(names: readonly string[]): IsHoliday {
	const years = new Map<number, ReadonlySet<number>>()

	function daysOf(year: number): ReadonlySet<number> {
		const known = years.get(year)
		if (known !== undefined) return known
		// An Easter of the year before or after can be reached by a few hundred days.
		const days = new Set([year - 1, year, year + 1].flatMap((near) => names.map((name) => dayIn(near, name))))
		years.set(year, days)
		return days
	}

	return (day) => names.length > 0 && daysOf(new Date(day * DAY).getUTCFullYear()).has(day)
}

/** The day that the name means in this year; NaN where it means none, such as the 29th of February. */
function dayIn(year: number, name: string): number {
	if (name.startsWith('easter')) return easterSunday(year) + Number(name.slice('easter'.length))
	const date = new Date(`${name.length === 5 ? `${String(year).padStart(4, '0')}-${name}` : name}T00:00:00Z`)
	const isThere = date.getUTCDate() === Number(name.slice(-2))
	return isThere ? date.getTime() / DAY : Number.NaN
}

/** Easter Sunday of the Gregorian calendar, in days from 1970-01-01 (Meeus, Jones and Butcher's rule of 1876). */
export function easterSunday(year: number): number {
	const golden = year % 19
	const century = Math.floor(year / 100)
	const inCentury = year % 100
	const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
	const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
	const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
	const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
	const march = epact + weekday - 7 * late + 114
	return Date.UTC(year, Math.floor(march / 31) - 1, (march % 31) + 1) / DAY
}
