import type { Language } from '../../triage/types.ts'
import { type Background, centre, similarity, type TermVector, termVectors } from './term-vectors.ts'

/**
 * From this cosine on a message belongs to a group. Tried on questions of both languages beside the shipped articles: at 0.3 what is
 * asked about the SIRET number and the purchase order number of an invoice runs together, at 0.25 an order of pizza does too.
 */
const ALIKE = 0.35

/** Messages of a group that decide what it is about; more would only slow it down. */
const DECIDING = 50

interface Group {
	readonly members: number[]
	centre: TermVector
}

/** The groups by the stems of their centres, so that only those are compared which share one. */
type Postings = Map<string, Map<Group, number>>

/**
 * Groups texts of one language that say the same: each joins the nearest group or begins one, then the groups do so among
 * themselves, largest first. The same texts in the same order give the same groups. Texts without words are left out. Pure.
 * @returns places of the texts, the most typical of each group first.
 */
export function groupSimilar(texts: readonly string[], language: Language, background: Background): number[][] {
	const vectors = termVectors(texts, language, background)
	const groups = grouped(
		vectors.flatMap((vector, place) => (vector.size === 0 ? [] : [[place]])),
		vectors,
	)
	const bySize = groups.toSorted((a, b) => b.members.length - a.members.length || first(a.members) - first(b.members))
	const joined = grouped(
		bySize.map(({ members }) => members),
		vectors,
	)
	return joined.map(({ members, centre: middle }) => typicalFirst(members, middle, vectors))
}

function grouped(lots: readonly (readonly number[])[], vectors: readonly TermVector[]): Group[] {
	const vectorsOf = (members: readonly number[]) => members.slice(0, DECIDING).map((place) => vectors[place] ?? new Map())
	const groups: Group[] = []
	const postings: Postings = new Map()
	for (const lot of lots) {
		const about = centre(vectorsOf(lot))
		const near = nearest(postings, about)
		const group = near ?? { members: [] as number[], centre: new Map<string, number>() }
		if (near === undefined) groups.push(group)
		group.members.push(...lot)
		move(postings, group, near === undefined ? about : centre(vectorsOf(group.members)))
	}
	return groups
}

function move(postings: Postings, group: Group, to: TermVector): void {
	for (const term of group.centre.keys()) postings.get(term)?.delete(group)
	for (const [term, weight] of to) {
		const posted = postings.get(term) ?? new Map<Group, number>()
		postings.set(term, posted.set(group, weight))
	}
	group.centre = to
}

/** The group that is most alike, of equal ones the one that began with the earliest text. */
function nearest(postings: Postings, about: TermVector): Group | undefined {
	const cosines = new Map<Group, number>()
	for (const [term, weight] of about) {
		for (const [group, posted] of postings.get(term) ?? []) cosines.set(group, (cosines.get(group) ?? 0) + weight * posted)
	}
	let best: Group | undefined
	for (const [group, cosine] of cosines) {
		const most = best === undefined ? ALIKE : (cosines.get(best) ?? 0)
		const isFirst = cosine === most && (best === undefined || first(group.members) < first(best.members))
		if (cosine > most || isFirst) best = group
	}
	return best
}

function typicalFirst(members: readonly number[], middle: TermVector, vectors: readonly TermVector[]): number[] {
	const closeness = new Map(members.map((place) => [place, similarity(middle, vectors[place] ?? new Map())]))
	return members.toSorted((a, b) => (closeness.get(b) ?? 0) - (closeness.get(a) ?? 0) || a - b)
}

function first(members: readonly number[]): number {
	return Math.min(...members)
}
