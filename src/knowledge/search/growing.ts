/** A list of whole numbers that grows without a JavaScript number object for each: indexes of many megabytes are built with it. */
export type Growing = { push(value: number): void; length(): number; done(): Uint32Array }

export function createGrowing(): Growing {
	let items = new Uint32Array(1024)
	let used = 0
	return {
		push(value) {
			if (used === items.length) {
				const larger = new Uint32Array(items.length * 2)
				larger.set(items)
				items = larger
			}
			items[used] = value
			used += 1
		},
		length: () => used,
		done: () => items.slice(0, used),
	}
}
