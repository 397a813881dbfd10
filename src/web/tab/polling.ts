const EVERY = 3000
const SLOWEST = 15_000

/**
 * Calls `load` every three seconds while the page is visible, more slowly while the server cannot be reached, and at once when
 * the page is shown again or the network comes back. `load` says whether the server answered.
 */
export function startPolling(load: () => Promise<boolean>): { now(): void } {
	let timer: ReturnType<typeof setTimeout> | undefined
	let wait = EVERY
	let isRunning = false

	async function turn(): Promise<void> {
		if (isRunning || document.hidden) return
		isRunning = true
		clearTimeout(timer)
		const answered = await load().catch(() => false)
		isRunning = false
		wait = answered ? EVERY : Math.min(wait * 1.5, SLOWEST)
		timer = setTimeout(() => void turn(), wait)
	}

	const now = () => {
		wait = EVERY
		void turn()
	}
	document.addEventListener('visibilitychange', now)
	window.addEventListener('online', now)
	void turn()
	return { now }
}
