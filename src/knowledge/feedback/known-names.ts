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

/** Answers the words of all known names and of these. The books are read again every ten minutes only. */
export type KnownNames = (more: readonly string[]) => Promise<Names>

export function createKnownNames({ customers, team, clock }: NameSources): KnownNames {
	let words: Promise<ReadonlySet<string>> | undefined
	let readAt = 0

	async function read(): Promise<ReadonlySet<string>> {
		const people = await customers.search('', LOOKED_AT)
		return nameWords([...people, ...team.members].map(({ name }) => name))
	}

	return async (more) => {
		if (words === undefined || clock() - readAt > REFRESHED_MS) {
			readAt = clock()
			words = read()
		}
		const own = nameWords(more)
		const known = await words
		return { has: (word) => own.has(word) || known.has(word) }
	}
}
