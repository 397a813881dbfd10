/** Runs tasks of the same key one after the other and those of different keys side by side. */
export interface InOrder {
	run<T>(key: string, task: () => Promise<T>): Promise<T>
	/** Resolves once every task that was handed in so far has ended. */
	settled(): Promise<void>
}

export function createInOrder(): InOrder {
	const last = new Map<string, Promise<unknown>>()

	function run<T>(key: string, task: () => Promise<T>): Promise<T> {
		const result = (last.get(key) ?? Promise.resolve()).then(task)
		const ended = result.then(
			() => undefined,
			() => undefined,
		)
		last.set(key, ended)
		void ended.then(() => {
			if (last.get(key) === ended) last.delete(key)
		})
		return result
	}

	async function settled(): Promise<void> {
		while (last.size > 0) await Promise.all(last.values())
	}

	return { run, settled }
}
