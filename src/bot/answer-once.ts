import type { Instant } from '../tickets/ticket.ts'
import type { TurnLedger } from './ports.ts'

/**
 * Runs the work of an activity once, however often it arrives (facts, section 8: Teams sends again after 15 s). A repetition
 * that comes while the first is at work waits for it; if the first fails, the next one tries again.
 */
export function createAnswerOnce(
	turns: TurnLedger,
	clock: () => Instant,
): (key: string, work: () => Promise<void>) => Promise<void> {
	const running = new Map<string, Promise<void>>()

	async function first(key: string, work: () => Promise<void>): Promise<void> {
		if (await turns.isHandled(key)) return
		await work()
		await turns.markHandled(key, clock())
	}

	return (key, work) => {
		const earlier = running.get(key)
		if (earlier !== undefined) return earlier
		const run = first(key, work).finally(() => running.delete(key))
		running.set(key, run)
		return run
	}
}
