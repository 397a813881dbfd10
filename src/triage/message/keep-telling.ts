import { type Clause, splitClauses } from './split-clauses.ts'
import { splitMail } from './split-mail.ts'
import type { Telling } from './telling.ts'

/** A clause without the courtesy that runs into it, how much it tells, and as it was written. */
export type WeighedClause = Clause & { telling: number; written: string }

// A clause that tells less than this part of the best one is an aside. Measured as the numbers of `telling.ts` were.
const WORTH_KEEPING = 0.2
/** Where no clause tells anything, those that are surely courtesy still go, unless nothing else is left. */
const CLEARLY_FILLER = -4

/** The clauses of a message with how much each tells. */
export function weighClauses(text: string, telling: Telling): WeighedClause[] {
	return splitClauses(text).map((clause) => ({ ...clause, written: clause.text, ...telling(clause.text) }))
}

/** What of a message belongs to the question, as one text; the message itself where that would be nothing. */
export function keepToTheQuestion(text: string, telling: Telling): string {
	return join(keepTelling(weighClauses(splitMail(text), telling))) || text
}

/** The clauses as one text again. */
export function join(clauses: readonly Clause[]): string {
	return clauses.map(({ text }) => text).join(', ')
}

/**
 * The clauses that carry the question, in their order: "Hello, I hope you are well, my invoice is wrong, thanks" keeps "my
 * invoice is wrong". Where nothing stands out ("hello", "€", "svp") all are kept: a short message never vanishes.
 */
export function keepTelling(clauses: readonly WeighedClause[]): readonly WeighedClause[] {
	const best = clauses.reduce((most, { telling }) => Math.max(most, telling), 0)
	const least = best > 0 ? best * WORTH_KEEPING : CLEARLY_FILLER
	const kept: WeighedClause[] = []
	let setOff: WeighedClause['setOff'] = 'no'
	for (const clause of clauses) {
		if (setOff !== 'by-word' && clause.setOff !== 'no') setOff = clause.setOff
		if (clause.telling < least) continue
		// "Another thing:" goes, but what it announced stays announced.
		kept.push({ ...clause, setOff })
		setOff = 'no'
	}
	return kept.length === 0 ? clauses : kept
}
