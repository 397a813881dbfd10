import type { KeptMail, Mailbox } from '../../delivery/ports.ts'
import type { Database } from './database.ts'
import { documentOf, limitOf } from './documents.ts'

const KEEP = { name: 'keep-mail', text: 'INSERT INTO mails (id, at, document) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING' }
const KEPT = { name: 'kept-mails', text: 'SELECT document FROM mails ORDER BY at DESC, length(id) DESC, id DESC LIMIT $1' }

export function createMailbox({ database }: { database: Database }): Mailbox {
	return {
		keepMail: async (mail) => void (await database.query(KEEP, [mail.id, mail.at, documentOf(mail)], `mail ${mail.id}`)),
		async keptMails(limit) {
			const rows = await database.query<{ document: KeptMail }>(KEPT, [limitOf(limit)])
			return rows.map(({ document }) => document)
		},
	}
}
