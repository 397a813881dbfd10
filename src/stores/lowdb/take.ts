/** The first `limit` items that there are; what is missing is passed over. */
export function take<T>(items: Iterable<T | undefined>, limit: number): T[] {
	const taken: T[] = []
	if (limit <= 0) return taken
	for (const item of items) {
		if (item !== undefined) taken.push(item)
		if (taken.length >= limit) break
	}
	return taken
}

/** Each item turned into something else, only as far as somebody reads. */
export function* mapped<T, U>(items: Iterable<T>, change: (item: T) => U): Generator<U> {
	for (const item of items) yield change(item)
}
