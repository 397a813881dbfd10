/** The work, done once for all calls of the same moment: where a history arrives, doing it for each message would take seconds. */
export function soon(work: () => void): () => void {
	let isDue = false
	return () => {
		if (isDue) return
		isDue = true
		queueMicrotask(() => {
			isDue = false
			work()
		})
	}
}
