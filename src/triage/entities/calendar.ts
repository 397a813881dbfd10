const DAY = 86_400_000

/** `2026-10-03`, or undefined where there is no such day (31 April) or no plausible year. */
export function isoDate(year: number, month: number, day: number): string | undefined {
	if (year < 2000 || year > 2099) return undefined
	const date = new Date(Date.UTC(year, month - 1, day))
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined
}

/** `2026-10`, or undefined. */
export function isoMonth(year: number, month: number): string | undefined {
	return isoDate(year, month, 1)?.slice(0, 7)
}

/** The ISO date so many days later (or earlier). */
export function addDays(iso: string, days: number): string {
	return new Date(Date.parse(`${iso}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** The ISO month so many months away from the month of `iso`. */
export function addMonths(iso: string, months: number): string {
	return new Date(Date.UTC(yearOf(iso), Number(iso.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 7)
}

/** 0 Sunday to 6 Saturday. */
export function weekdayOf(iso: string): number {
	return new Date(`${iso}T00:00:00Z`).getUTCDay()
}

export function yearOf(iso: string): number {
	return Number(iso.slice(0, 4))
}

/** A year as typed, two digits or four. */
export function fullYear(written: string): number {
	return written.length === 2 ? 2000 + Number(written) : Number(written)
}
