/**
 * Loads something again and again and keeps only the answer to the newest question, whatever order they come back in.
 * `forget` lets an answer that is still on its way count no more.
 */
export function createNewest<Answer>(options: {
	ask: () => Promise<Answer>
	accept: (answer: Answer) => void
	refuse: (error: unknown) => void
}): { load(): Promise<void>; forget(): void } {
	let latest = 0
	async function load(): Promise<void> {
		latest += 1
		const mine = latest
		try {
			const answer = await options.ask()
			if (mine === latest) options.accept(answer)
		} catch (error) {
			if (mine === latest) options.refuse(error)
		}
	}
	return {
		load,
		forget() {
			latest += 1
		},
	}
}
