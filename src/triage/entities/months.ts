const NAMES: readonly (readonly string[])[] = [
	['january', 'jan', 'janvier', 'janv'],
	['february', 'feb', 'fevrier', 'fevr', 'fev'],
	['march', 'mar', 'mars'],
	['april', 'apr', 'avril', 'avr'],
	['may', 'mai'],
	['june', 'jun', 'juin'],
	['july', 'jul', 'juillet', 'juil'],
	['august', 'aug', 'aout'],
	['september', 'sept', 'sep', 'septembre'],
	['october', 'oct', 'octobre'],
	['november', 'nov', 'novembre'],
	['december', 'dec', 'decembre'],
]

const MONTH_OF = new Map(NAMES.flatMap((names, index) => names.map((name) => [name, index + 1] as const)))

const SHORT = new Set([
	'jan',
	'janv',
	'feb',
	'fevr',
	'fev',
	'mar',
	'apr',
	'avr',
	'jun',
	'jul',
	'juil',
	'aug',
	'sept',
	'sep',
	'oct',
	'nov',
	'dec',
])

const longestFirst = (names: string[]) => names.sort((a, b) => b.length - a.length).join('|')

/**
 * Source of a pattern for any month name or abbreviation of both languages, accents folded. "sept" is also the French seven:
 * see the users.
 */
export const ANY_MONTH = longestFirst([...MONTH_OF.keys()])

/** Source of a pattern for the names that are safe without a day or a year beside them. */
export const FULL_MONTH = longestFirst([...MONTH_OF.keys()].filter((name) => !SHORT.has(name)))

/** 1 to 12, or undefined. */
export function monthOf(name: string): number | undefined {
	return MONTH_OF.get(name.toLowerCase())
}
