import type { Logger } from 'pino'

/** One Ctrl-C under npm arrives twice: from the terminal, and passed on by npm. */
const SAME_MS = 1000
/** As shells tell that a program was ended by Ctrl-C. */
const INTERRUPTED = 130

/**
 * Ends cleanly on Ctrl-C: takes nothing new, finishes what was begun, and lets go of the store. That may last as long as a mail server
 * does; who asks once more does not wait: what is under way is then found cut off at the next start, as after a crash.
 */
export function stopOnSignal(stop: () => Promise<void>, logger: Logger): void {
	let askedAt: number | undefined
	function onSignal(): void {
		if (askedAt !== undefined) {
			if (performance.now() - askedAt < SAME_MS) return
			logger.warn('ended before everything was finished')
			process.exit(INTERRUPTED)
		}
		askedAt = performance.now()
		stop().then(
			() => process.exit(0),
			(error: unknown) => {
				logger.fatal({ err: error }, 'could not stop cleanly')
				process.exit(1)
			},
		)
	}
	process.on('SIGINT', onSignal)
	process.on('SIGTERM', onSignal)
}
