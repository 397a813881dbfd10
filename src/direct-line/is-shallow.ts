/** Whether a value of JSON is nested so deep at most. Deeper ones overflow the stack of whoever walks them by recursion, as most do. */
export function isShallow(it: unknown, levels: number): boolean {
	if (typeof it !== 'object' || it === null) return true
	return levels > 0 && Object.values(it).every((inner) => isShallow(inner, levels - 1))
}
