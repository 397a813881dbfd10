import { createHash, type Hash } from 'node:crypto'
import { AppError } from '../../errors.ts'
import { type CollectionName, COLLECTIONS, type Entries } from './entry.ts'

/** How many entries of each collection there were, and the SHA-256 of their lines in order. */
export type Totals = Readonly<Record<CollectionName, { readonly count: number; readonly hash: string }>>

/** Counts and hashes entries as they pass. */
export interface Tally {
	/** `lines` belong to `entries`, one for one. Throws `bad-input` where an entry comes out of the order of the collections. */
	add(entries: Entries, lines: readonly string[]): void
	totals(): Totals
	/** How many there were in all. */
	count(): number
}

export function createTally(): Tally {
	const counts = new Map<CollectionName, { count: number; readonly hash: Hash }>()
	for (const name of COLLECTIONS) counts.set(name, { count: 0, hash: createHash('sha256') })
	let place = 0

	return {
		add(entries, lines) {
			entries.forEach(({ collection }, index) => {
				const at = COLLECTIONS.indexOf(collection)
				if (at < place) throw new AppError('bad-input', `${collection} stand behind ${COLLECTIONS[place]}`)
				place = at
				const counted = counts.get(collection)
				if (counted === undefined) return
				counted.count += 1
				counted.hash.update(lines[index] ?? '').update('\n')
			})
		},
		totals() {
			const each = [...counts].map(([name, { count, hash }]) => [name, { count, hash: hash.copy().digest('hex') }])
			return Object.fromEntries(each) as Totals
		},
		count: () => [...counts.values()].reduce((sum, { count }) => sum + count, 0),
	}
}

/** Exports were written before it was one. */
const LATER: CollectionName = 'replies'

/** The collections that an export tells of: all but a later one that nothing is in, so that older exports mean the same as ever. */
export function toldOf(totals: Totals): CollectionName[] {
	return COLLECTIONS.filter((name) => name !== LATER || totals[name].count > 0)
}

/** One hash over all of them. */
export function hashOf(totals: Totals): string {
	const hash = createHash('sha256')
	for (const name of toldOf(totals)) hash.update(`${name} ${totals[name].count} ${totals[name].hash}\n`)
	return hash.digest('hex')
}

/** Which collections differ, in words; empty where none does. */
export function differences(wanted: Totals, found: Totals): string[] {
	return COLLECTIONS.flatMap((name) => {
		const [one, other] = [wanted[name], found[name]]
		if (one.count !== other.count) return [`${name}: ${other.count} instead of ${one.count}`]
		return one.hash === other.hash ? [] : [`${name}: as many, but not the same`]
	})
}
