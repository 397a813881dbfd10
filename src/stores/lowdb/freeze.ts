/** Makes plain JSON unchangeable, all the way down, and gives it back. What is frozen already is taken to be so all the way down. */
export function freeze<T>(value: T): T {
	if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
	for (const inner of Object.values(value)) freeze(inner)
	return Object.freeze(value)
}

/** A frozen copy, as it would be read from disk, of what its owner may go on changing. */
export function frozenCopy<T>(value: T): T {
	return freeze(JSON.parse(JSON.stringify(value)) as T)
}
