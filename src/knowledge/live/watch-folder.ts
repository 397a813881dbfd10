import { type FSWatcher, watch } from 'node:fs'
import type { LiveLogger } from './live-logger.ts'

export type WatchOptions = {
	/** Called when something may have changed, never twice at once. */
	readonly onChange: () => Promise<void>
	/** Quiet time after the last sign of a change, in ms: an editor writes, renames and deletes in a burst. */
	readonly settleMs: number
	/** Looks anyway after so many ms: network disks and some containers report nothing. */
	readonly pollMs: number
	readonly logger: LiveLogger
}

/** Watches a folder with everything below it, until `close`, which waits for the call that is under way. */
export function watchFolder(folder: string, { onChange, settleMs, pollMs, logger }: WatchOptions): { close(): Promise<void> } {
	let timer: NodeJS.Timeout | undefined
	let running: Promise<void> | undefined
	let again = false
	let closed = false
	let watcher = startWatcher()
	const poll = setInterval(look, pollMs).unref()
	// What was saved between the first reading and this line is seen too.
	look()
	return { close }

	function startWatcher(): FSWatcher | undefined {
		try {
			const started = watch(folder, { recursive: true, persistent: false }, signal)
			started.on('error', (error) => stopWatcher(error))
			return started
		} catch (error) {
			logger.warn({ err: error, folder }, `the folder cannot be watched: it is read every ${pollMs} ms`)
			return undefined
		}
	}

	function stopWatcher(error: unknown): void {
		if (watcher === undefined) return
		logger.warn({ err: error, folder }, `the folder is no longer watched: it is read every ${pollMs} ms`)
		watcher.close()
		watcher = undefined
	}

	function signal(): void {
		if (closed) return
		clearTimeout(timer)
		timer = setTimeout(look, settleMs).unref()
	}

	function look(): void {
		if (closed) return
		if (running !== undefined) {
			again = true
			return
		}
		running = onChange()
			.catch((error: unknown) => logger.error({ err: error, folder }, 'the folder could not be read'))
			.finally(() => {
				running = undefined
				if (!again) return
				again = false
				look()
			})
	}

	async function close(): Promise<void> {
		closed = true
		clearTimeout(timer)
		clearInterval(poll)
		watcher?.close()
		watcher = undefined
		await running
	}
}
