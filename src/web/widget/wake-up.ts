const TICK = 10_000
/** A pause this much longer than the tick means that the computer slept: its sockets are dead even where they look open. */
const SLEPT = 45_000

/** Calls `wake` when the network or the computer is back. */
export function onWakeUp(now: () => number, wake: () => void): void {
	let last = now()
	addEventListener('online', wake)
	setInterval(() => {
		const slept = now() - last > SLEPT
		last = now()
		if (slept) wake()
	}, TICK)
}
