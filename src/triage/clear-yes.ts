import {
	ASKS,
	COURTESY,
	GOOD,
	GOOD_NEWS,
	MONEY,
	NEGATION,
	SETTING,
	SOLVED,
	SPOILS,
	SUM_CREDITED,
	THANKS,
	THANKS_SIGNS,
	TROUBLES,
	YES,
	YES_SIGNS,
} from './reply-patterns.ts'

/** A yes that goes on for so many words says something else too, and a person should read it. */
const LONGEST_YES = 80
const GREETED =
	/(?<![\p{L}\p{N}])(?:hi|hello|dear|hey|bonjour|bonsoir|salut|thanks|thank you|thx|mercis?|cheers)(?: (?:to|a))? (?!for|pour)\p{L}+(?=\s*(?:[,.!\n]|$))/gu
const CLAUSE = /(?:[^.!,;:\n–—-]|(?<=\S)[-.,](?=\S))+/gu

/**
 * "It is solved" counts where nothing beside it spoils it; a bare "yes" only where all the rest is manners, good news, or where and
 * when it is seen. A list of what spoils a yes never ends, so what says the yes must consist of known words: asking once more costs
 * less than closing what is not solved.
 */
export function isClearYes(bare: string, isLaughing: boolean): boolean {
	if (bare.split(/\s+/u).length > LONGEST_YES) return false
	const kinds = (bare.replace(GREETED, ' ').match(CLAUSE) ?? []).map(kindOf)
	if (kinds.includes('spoilt')) return false
	return kinds.includes('solved') || (kinds.includes('yes') && !kinds.includes('other') && !isLaughing)
}

type Kind = 'solved' | 'yes' | 'harmless' | 'spoilt' | 'other'

/** What a clause of a reply does to a yes. */
function kindOf(written: string): Kind {
	const clause = written.trim()
	if (isMereThanks(clause)) return 'harmless'
	const rest = [SUM_CREDITED, SOLVED, YES, COURTESY, SETTING].reduce((left, known) => left.replace(known, ' '), clause)
	if (!/[\p{L}\p{N}%]/u.test(rest)) {
		if (matches(SOLVED, clause) || clause.includes(GOOD)) return 'solved'
		return matches(YES, clause) || matches(YES_SIGNS, clause) ? 'yes' : 'harmless'
	}
	if (ASKS.test(clause) || matches(NEGATION, clause) || matches(SPOILS, clause)) return 'spoilt'
	if (matches(GOOD_NEWS, clause) || clause.includes(GOOD)) return 'harmless'
	return matches(TROUBLES, clause) ? 'spoilt' : 'other'
}

/** Thanks for anything but money: "I really appreciate your patience with my questions". */
function isMereThanks(clause: string): boolean {
	return (
		matches(THANKS, clause) &&
		!clause.includes(GOOD) &&
		![MONEY, SOLVED, YES, YES_SIGNS, NEGATION].some((pattern) => matches(pattern, clause))
	)
}

/** Whether nothing but politeness is left. */
export function isOnlyCourtesy(text: string): boolean {
	if (!matches(THANKS, text) && !text.includes(GOOD) && !matches(THANKS_SIGNS, text)) return false
	const clauses = text.replace(GREETED, ' ').replace(THANKS_SIGNS, ' ').match(CLAUSE) ?? []
	return clauses.every((clause) => isMereThanks(clause) || !/[\p{L}\p{N}]/u.test(clause.replace(COURTESY, ' ')))
}

/** Whether it occurs anywhere in the text, also where the pattern is global. */
export function matches(pattern: RegExp, text: string): boolean {
	return text.search(pattern) >= 0
}
