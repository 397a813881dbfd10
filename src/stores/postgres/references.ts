import type { ReferenceBook } from '../../delivery/ports.ts'
import type { Database } from './database.ts'
import { documentOf } from './documents.ts'

const REFERENCE = { name: 'reference', text: 'SELECT document FROM conversation_references WHERE key = $1' }
const SAVE = {
	name: 'save-reference',
	text: `INSERT INTO conversation_references (key, document) VALUES ($1, $2)
		ON CONFLICT (key) DO UPDATE SET document = excluded.document`,
}
const DROP = { name: 'drop-reference', text: 'DELETE FROM conversation_references WHERE key = $1 AND document::text = $2' }

export function createReferences({ database }: { database: Database }): ReferenceBook {
	return {
		saveReference: async (key, reference) => void (await database.query(SAVE, [key, documentOf(reference)], `reference ${key}`)),
		reference: async (key) => (await database.query<{ document: unknown }>(REFERENCE, [key]))[0]?.document,
		dropReference: async (key, refused) => void (await database.query(DROP, [key, documentOf(refused)], `reference ${key}`)),
	}
}
