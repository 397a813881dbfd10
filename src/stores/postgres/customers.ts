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

export function createCustomers({ database }: { database: Database }): CustomerBook {
	const peopleBy = async (...[statement, values]: Parameters<Database['query']>) =>
		(await database.query<{ document: Reporter }>(statement, values)).map(({ document }) => document)

	return {
		person: async (userId) => (await peopleBy(PERSON, [userId]))[0],
		async save(person) {
			await database.query(SAVE, [person.userId, wordsOfPerson(person), documentOf(person)], `person ${person.userId}`)
		},
		search: (text, limit) => peopleBy(SEARCH, [storable(text.trim().toLowerCase()), limitOf(limit)]),
	}
}

/** Where the text of a search is looked for. */
export function wordsOfPerson({ name, customer }: Reporter): string {
	return storable(`${name}\n${customer.name}`.toLowerCase())
}
