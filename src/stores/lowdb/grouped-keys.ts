import { createSortedKeys, type Ranked, type SortedKeys } from './sorted-keys.ts'

/** Where a key belongs: its group, and its rank within it. */
export interface Belonging {
	readonly group: string
	readonly rank: number
}

/** Sorted keys by group, such as the tickets of an assignee. */
export interface GroupedKeys {
	/** Moves the key from where it was to where it belongs now; `undefined` for nowhere. */
	move(key: string, before: Belonging | undefined, after: Belonging | undefined): void
	put(group: string, entry: Ranked): void
	take(group: string, entry: Ranked): void
	of(group: string): SortedKeys | undefined
}

export function createGroupedKeys(): GroupedKeys {
	const groups = new Map<string, SortedKeys>()

	function take(group: string, [rank, key]: Ranked): void {
		const keys = groups.get(group)
		keys?.remove(rank, key)
		if (keys?.size() === 0) groups.delete(group)
	}

	function put(group: string, entry: Ranked): void {
		const found = groups.get(group)
		if (found !== undefined) return found.put(entry)
		const keys = createSortedKeys()
		keys.put(entry)
		groups.set(group, keys)
	}

	return {
		move(key, before, after) {
			if (before?.group === after?.group && before?.rank === after?.rank) return
			if (before !== undefined) take(before.group, [before.rank, key])
			if (after !== undefined) put(after.group, [after.rank, key])
		},
		put,
		take,
		of: (group) => groups.get(group),
	}
}
