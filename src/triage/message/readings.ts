import { join, keepTelling, type WeighedClause, weighClauses } from './keep-telling.ts'
import { quickWords } from './quick-words.ts'
import { splitMail } from './split-mail.ts'
import type { Telling } from './telling.ts'

/** The two ways in which a message is read. */
export type Readings = {
	/** The clauses that carry the question. */
	kept: readonly WeighedClause[]
	/** The same as one text. */
	said: string
	/** All but mere courtesy, as it was written; only where it has other words. */
	withAsides?: string
}

// Measured on messages by people who had not seen the articles, plain, indirect and wrapped in courtesy: a half is no worse on
// plain ones, but wrapped ones lose two points of a hundred more.
/** How much asides count beside what was kept: now and then what was passed over was part of the question. */
const ASIDES_SHARE = 0.35

/** What a message says without its asides, and with them. A message of marks or emoji only has no clauses; it is still a message. */
export function readingsOf(text: string, telling: Telling): Readings {
	const clauses = weighClauses(splitMail(text), telling)
	const kept = keepTelling(clauses)
	const said = join(kept) || text
	const told = clauses.filter((clause) => clause.telling >= 0).map(({ written, setOff }) => ({ text: written, setOff }))
	const withAsides = join(told) || text
	return { kept, said, ...(hasOtherWords(withAsides, said) && { withAsides }) }
}

/** Marks alone are no difference. */
function hasOtherWords(text: string, kept: string): boolean {
	return text !== kept && quickWords(text).join(' ') !== quickWords(kept).join(' ')
}

/** The chance of a topic by what was kept and by what has the asides as well. */
export function blendChances(bySaid: number, byAsides: number): number {
	return bySaid * (1 - ASIDES_SHARE) + byAsides * ASIDES_SHARE
}
