/** What has happened so far, in order, and a way to wait for what comes. */
export interface Timeline<Item> {
	readonly items: readonly Item[]
	add(item: Item): void
	/**
	 * The first item, past or to come, that fits. Rejects after `ms` milliseconds (15 s unless told otherwise) with an error that
	 * says how many there were.
	 */
	waitFor(fits: (item: Item, index: number) => boolean, ms?: number): Promise<Item>
}

/** Makes a timeline; `what` names its items in the error of a wait that was in vain. */
export function createTimeline<Item>(what: string): Timeline<Item> {
	const items: Item[] = []
	const waiting = new Set<() => void>()

	function add(item: Item): void {
		items.push(item)
		for (const look of waiting) look()
	}

	function waitFor(fits: (item: Item, index: number) => boolean, ms = 15_000): Promise<Item> {
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				waiting.delete(look)
				reject(new Error(`waited ${ms} ms in vain; there were ${items.length} ${what}`))
			}, ms)
			const look = () => {
				const found = items.find(fits)
				if (found === undefined) return
				waiting.delete(look)
				clearTimeout(timer)
				resolve(found)
			}
			waiting.add(look)
			look()
		})
	}

	return { items, add, waitFor }
}
