/** A document of type json: it comes back as it went in. */
export function documentOf(value: unknown): string {
	return JSON.stringify(value)
}

/** Small facts of type jsonb, which the database itself changes; it knows neither a zero byte nor half a character. */
export function factsOf(value: unknown): string {
	return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? storable(inner) : inner))
}

/** The text without what no text of the database can hold. */
export function storable(text: string): string {
	return text.replaceAll('\0', '').toWellFormed()
}

/** A limit that the database understands; callers may ask for all. */
export function limitOf(limit: number): number {
	return Math.max(0, Math.min(limit, 2_000_000_000))
}
