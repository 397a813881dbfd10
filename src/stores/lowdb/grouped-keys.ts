import { addKey, createSortedKeys, removeKey, type SortedKeys } from './sorted-keys.ts'
import { createKeyMap } from './key-map.ts'

/** Where a key belongs: its group, and its rank within it. */
export interface Belonging {
	readonly group: string
	readonly rank: number
}

/** Sorted keys by group, such as the tickets of an assignee. */
export interface GroupedKeys {
	/** Moves the key from where it was to where it belongs now; `undefined` for nowhere. */
	move(key: string, before: Belonging | undefined, after: Belonging | undefined): void
	put(group: string, rank: number, key: string): void
	take(group: string, rank: number, key: string): void
	of(group: string): SortedKeys | undefined
	/** All groups but these. */
	besides(groups: readonly string[]): SortedKeys[]
}

export function createGroupedKeys(): GroupedKeys {
	const groups = createKeyMap<SortedKeys>()

	function take(group: string, rank: number, key: string): void {
		const keys = groups.get(group)
		if (keys === undefined) return
		removeKey(keys, rank, key)
		if (keys.size === 0) groups.delete(group)
	}

	function put(group: string, rank: number, key: string): void {
		let keys = groups.get(group)
		if (keys === undefined) {
			keys = createSortedKeys()
			groups.set(group, keys)
		}
		addKey(keys, rank, key)
	}

	return {
		move(key, before, after) {
			if (before?.group === after?.group && before?.rank === after?.rank) return
			if (before !== undefined) take(before.group, before.rank, key)
			if (after !== undefined) put(after.group, after.rank, key)
		},
		put,
		take,
		of: (group) => groups.get(group),
		besides: (names) => [...groups.entries()].filter(([name]) => !names.includes(name)).map(([, keys]) => keys),
	}
}
