import { createSortedKeys, type SortedKeys } from './sorted-keys.ts'

/** Where a key belongs: its group, and its rank within it. */
export interface Belonging {
	readonly group: string
	readonly rank: number
}

/** Sorted keys by group, such as the tickets of an assignee. */
export interface GroupedKeys {
	/** Moves the key from where it was to where it belongs now; `undefined` for nowhere. */
	move(key: string, before: Belonging | undefined, after: Belonging | undefined): void
	of(group: string): SortedKeys | undefined
}

export function createGroupedKeys(): GroupedKeys {
	const groups = new Map<string, SortedKeys>()

	function take(key: string, { group, rank }: Belonging): void {
		const keys = groups.get(group)
		keys?.remove(rank, key)
		if (keys?.size() === 0) groups.delete(group)
	}

	function put(key: string, { group, rank }: Belonging): void {
		const keys = groups.get(group) ?? createSortedKeys()
		keys.add(rank, key)
		groups.set(group, keys)
	}

	return {
		move(key, before, after) {
			if (before?.group === after?.group && before?.rank === after?.rank) return
			if (before !== undefined) take(key, before)
			if (after !== undefined) put(key, after)
		},
		of: (group) => groups.get(group),
	}
}
