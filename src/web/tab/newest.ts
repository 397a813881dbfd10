import { Unreachable } from './api.ts'

/**
 * Loads something again and again and keeps only the answer to the newest question, whatever order they come back in. `load`
 * says whether the server answered at all; `forget` lets an answer that is still on its way count no more.
 */
export function createNewest<Answer>(options: {
	ask: () => Promise<Answer>
	accept: (answer: Answer) => void
	refuse: (error: unknown) => void
}): { load(): Promise<boolean>; forget(): void } {
	let latest = 0
	async function load(): Promise<boolean> {
		latest += 1
		const mine = latest
		try {
			const answer = await options.ask()
			if (mine === latest) options.accept(answer)
			return true
		} catch (error) {
			if (mine === latest) options.refuse(error)
			return !(error instanceof Unreachable)
		}
	}
	return {
		load,
		forget() {
			latest += 1
		},
	}
}
