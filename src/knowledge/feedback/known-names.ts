import { type Names, nameWords } from './name-words.ts'

/** Where people's names are found. */
export interface NameSources {
	/** The partner's customers. */
	readonly customers: { search(text: string, limit: number): Promise<readonly { readonly name: string }[]> }
	/** The partner's staff. */
	readonly team: { readonly members: readonly { readonly name: string }[] }
	/** Milliseconds. */
	readonly clock: () => number
}

const REFRESHED_MS = 10 * 60_000
/** People looked at; in a larger book the speaker's own name is known all the same. */
const LOOKED_AT = 20_000

/**
 * Answers the words of all known names and of these. The books are read again every ten minutes only; where they cannot be read, the
 * names of before do until the next question, so that nobody waits for an answer because of them.
 */
export type KnownNames = (more: readonly string[]) => Promise<Names>

export function createKnownNames({ customers, team, clock }: NameSources): KnownNames {
	let known: ReadonlySet<string> = nameWords(team.members.map(({ name }) => name))
	let readAt = Number.NEGATIVE_INFINITY
	let reading: Promise<void> | undefined

	async function read(): Promise<void> {
		const now = clock()
		try {
			const people = await customers.search('', LOOKED_AT)
			known = nameWords([...people, ...team.members].map(({ name }) => name))
			readAt = now
		} catch {
			// The store that fails here is told of where it is used for more than names.
		}
	}

	return async (more) => {
		if (clock() - readAt > REFRESHED_MS) {
			reading ??= read().finally(() => {
				reading = undefined
			})
			await reading
		}
		const own = nameWords(more)
		return { has: (word) => own.has(word) || known.has(word) }
	}
}
