import type { Reporter } from '../../tickets/actor.ts'
import type { CustomerBook } from '../../tickets/ports.ts'
import type { Database } from './database.ts'
import { documentOf, limitOf, storable } from './documents.ts'

const PERSON = { name: 'person', text: 'SELECT document FROM people WHERE user_id = $1' }
const SAVE = {
	name: 'save-person',
	text: `INSERT INTO people (user_id, words, document) VALUES ($1, $2, $3)
		ON CONFLICT (user_id) DO UPDATE SET words = excluded.words, document = excluded.document`,
}
const SEARCH = {
	name: 'search-people',
	text: `SELECT document FROM people WHERE strpos(words, $1) > 0 ORDER BY place LIMIT $2`,
}
/** The document is not read by the database: names in it may hold what no text of it can. */
const SEARCH_ADDRESS = {
	name: 'search-people-by-address',
	text: `SELECT document FROM people WHERE strpos(words, $1) > 0 OR strpos(lower(document::text), $1) > 0 ORDER BY place LIMIT $2`,
}

export function createCustomers({ database }: { database: Database }): CustomerBook {
	const peopleBy = async (...[statement, values]: Parameters<Database['query']>) =>
		(await database.query<{ document: Reporter }>(statement, values)).map(({ document }) => document)

	return {
		person: async (userId) => (await peopleBy(PERSON, [userId]))[0],
		async save(person) {
			await database.query(SAVE, [person.userId, wordsOfPerson(person), documentOf(person)], `person ${person.userId}`)
		},
		search(text, limit) {
			const wanted = storable(text.trim().toLowerCase())
			return peopleBy(wanted.includes('@') ? SEARCH_ADDRESS : SEARCH, [wanted, limitOf(limit)])
		},
	}
}

/** Where the text of a search is looked for. */
export function wordsOfPerson({ name, customer }: Reporter): string {
	return storable(`${name}\n${customer.name}`.toLowerCase())
}
