import type { Instant } from '../tickets/ticket.ts'
import type { SendBook, Sends } from './ports.ts'
import { nextSend, type Window, withSend } from './sliding-windows.ts'

/** One thing that is limited: a conversation, or the tenant that many conversations share. */
export interface Limited {
	/** `teams/conversation/<id>`, `teams/tenant/<id>`. */
	readonly key: string
	readonly windows: readonly Window[]
}

/** Gives out the places of sends. */
export interface SendingLimits {
	/**
	 * Takes a place for one send under all these limits at once, and answers its instant: the earliest, `now` or later, at which
	 * no window of any of them is exceeded, counting the places that were given out before, by whatever process. Of two that ask
	 * one after the other for the same key, the second never gets an earlier place. A place that is not used is lost.
	 */
	reserve(limits: readonly Limited[], now: Instant): Promise<Instant>
}

/** Limits over what the book knows; they hold for all processes that share the book. */
export function createSendingLimits(book: SendBook): SendingLimits {
	return {
		async reserve(limits, now) {
			let place = now
			const keys = limits.map(({ key }) => key)
			await book.exchange(keys, (sends) => {
				const lines = limits.map(({ windows }, index) => ({ windows, sends: sends[index] ?? [] }))
				place = nextSend(lines, now)
				return lines.map((line) => withSend(line, place, now))
			})
			return place
		},
	}
}

const HOUR = 3_600_000
/** After so many places, keys that nobody has used for long are forgotten. */
const SWEEP_EVERY = 1000

/** The book of a desk that is one process. */
export function createSendsInMemory(clock: () => Instant): SendBook {
	const book = new Map<string, Sends>()
	let exchanges = 0

	function forgetOld(): void {
		const oldest = clock() - HOUR
		for (const [key, sends] of book) if ((sends.at(-1) ?? 0) < oldest) book.delete(key)
	}

	return {
		async exchange(keys, change) {
			const changed = change(keys.map((key) => book.get(key) ?? []))
			for (const [index, key] of keys.entries()) book.set(key, changed[index] ?? [])
			exchanges += 1
			if (exchanges % SWEEP_EVERY === 0) forgetOld()
		},
	}
}
