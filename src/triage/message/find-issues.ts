import { join, type WeighedClause } from './keep-telling.ts'

/** A topic with its chance, 0 to 1. */
export type Guess = { topic: string; chance: number }

/** The best guess for a stretch of the message, and how likely it takes any other topic to be. */
export type Judge = (text: string) => { best: Guess; chanceOf(topic: string): number }

/** Two problems in one message, in the order of the text. */
export type TwoIssues = { first: Guess; second: Guess; firstText: string; secondText: string }

// Both sides must be this sure of themselves, and take the other's topic for unlikely. Measured on held-out questions of the
// articles, joined in pairs and single: with 0.6 for what is announced nearly twice as many long single ones were taken for two
// issues (2.8 instead of 1.6 of a hundred), and a quarter of what was found was wrong instead of an eighth.
const SURE = 0.85
/** People who name a second problem usually say so, which makes less evidence enough. */
const SURE_WHEN_ANNOUNCED = 0.75
const UNLIKELY = 0.05
/** A side that tells less than this part of the other is an aside, however sure the classifier is of it. */
const SUBSTANTIAL = 0.25
/** Beyond this many boundaries a message is a story, and every boundary costs two readings. */
const MOST_BOUNDARIES = 6

/** Finds the boundary at which a message turns from one problem to another, or none. */
export function findIssues(clauses: readonly WeighedClause[], judge: Judge): TwoIssues | undefined {
	let found: TwoIssues | undefined
	let surest = 0
	for (const at of boundariesOf(clauses)) {
		if (!areBothSubstantial(clauses.slice(0, at), clauses.slice(at))) continue
		const firstText = join(clauses.slice(0, at))
		const secondText = join(clauses.slice(at))
		const before = judge(firstText)
		const after = judge(secondText)
		const sureness = Math.min(before.best.chance, after.best.chance)
		const needed = clauses[at]?.setOff === 'by-word' ? SURE_WHEN_ANNOUNCED : SURE
		if (before.best.topic === after.best.topic || sureness < needed || sureness <= surest) continue
		if (before.chanceOf(after.best.topic) > UNLIKELY || after.chanceOf(before.best.topic) > UNLIKELY) continue
		surest = sureness
		found = { first: before.best, second: after.best, firstText, secondText }
	}
	return found
}

function areBothSubstantial(before: readonly WeighedClause[], after: readonly WeighedClause[]): boolean {
	const one = before.reduce((sum, { telling }) => sum + telling, 0)
	const other = after.reduce((sum, { telling }) => sum + telling, 0)
	return Math.min(one, other) >= SUBSTANTIAL * Math.max(one, other)
}

function boundariesOf(clauses: readonly WeighedClause[]): number[] {
	const inner = Array.from(clauses.keys()).slice(1)
	return inner.filter((at) => clauses[at]?.setOff !== 'no').slice(0, MOST_BOUNDARIES)
}
