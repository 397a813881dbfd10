import type { Logger } from 'pino'

/** Ends cleanly on Ctrl-C: takes nothing new, finishes what was begun, and lets go of the store. */
export function stopOnSignal(stop: () => Promise<void>, logger: Logger): void {
	let stopping: Promise<void> | undefined
	const once = () => {
		stopping ??= stop().then(
			() => process.exit(0),
			(error: unknown) => {
				logger.fatal({ err: error }, 'could not stop cleanly')
				process.exit(1)
			},
		)
	}
	process.on('SIGINT', once)
	process.on('SIGTERM', once)
}
