import { AppError } from '../errors.ts'

/** How much one client may ask for: so much at once, and from then on so much a second. The unit is what `take` counts. */
export interface Allowance {
	readonly atOnce: number
	readonly perSecond: number
}

/** Keeps one client from taking everything. Counted in this process, and for so many clients only that memory stays bounded. */
export interface RateLimit {
	/** Counts this request. Throws `too-many`, which changed no count, with the `seconds` after which it would be taken. */
	take(client: string, amount?: number): void
}

export interface RateLimitOptions extends Allowance {
	/** Milliseconds of a clock that nobody sets. */
	readonly clock?: () => number
	/** Clients that are remembered; the one that asked longest ago is forgotten first. */
	readonly clients?: number
}

/**
 * Each client has a moment at which what it took will have grown back; that moment may lie as far ahead as `atOnce` needs to grow back
 * (the generic cell rate algorithm: a leaky bucket in one number).
 */
export function createRateLimit({ atOnce, perSecond, clock = monotonic, clients = 10_000 }: RateLimitOptions): RateLimit {
	const full = new Map<string, number>()
	const msOf = (amount: number) => (amount / perSecond) * 1000
	const furthest = msOf(atOnce)

	return {
		take(client, amount = 1) {
			const now = clock()
			const next = Math.max(full.get(client) ?? 0, now) + msOf(amount)
			const wait = next - now - furthest
			if (wait > 0) {
				const seconds = Math.ceil(wait / 1000)
				throw new AppError('too-many', 'this client asks too often', { details: { seconds } })
			}
			full.delete(client)
			full.set(client, next)
			const oldest = full.keys().next()
			if (full.size > clients && !oldest.done) full.delete(oldest.value)
		},
	}
}

function monotonic(): number {
	return performance.now()
}
