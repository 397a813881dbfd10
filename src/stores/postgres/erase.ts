import type { Reporter } from '../../tickets/actor.ts'
import type { Erasure, ErasureStanding, ErasureStore, Traces, Whose } from '../../tickets/erasure.ts'
import type { CommitOutcome, TicketChange } from '../../tickets/ports.ts'
import { waitingInvoice } from '../../tickets/waiting-invoice.ts'
import { checkErased } from '../check-changes.ts'
import { marksOf } from '../marks-of.ts'
import type { Cleaning } from './cleaning.ts'
import { IN_COLUMNS, wordsOf } from './commit-values.ts'
import type { Database } from './database.ts'
import { findChats } from './find-chats.ts'
import type { Presence } from './presence.ts'

export interface ErasuresDeps {
	readonly database: Database
	readonly presence: Presence
	readonly cleaning: Cleaning
}

const PERSON = { name: 'erase-person', text: 'SELECT document FROM people WHERE user_id = $1' }
const COMPANY = {
	name: 'erase-company',
	text: `SELECT document FROM people WHERE document->'customer'->>'id' = $1 ORDER BY place`,
}
const TRACES = {
	name: 'erase-traces',
	text: `WITH own AS (SELECT id, length FROM chats WHERE user_id = ANY ($1::text[]))
		SELECT
			ARRAY(SELECT id FROM own ORDER BY id) AS chats,
			(SELECT coalesce(sum(length), 0)::integer FROM own) AS messages,
			(SELECT count(*)::integer FROM files WHERE chat IN (SELECT id FROM own)) AS files,
			(SELECT count(*)::integer FROM mails JOIN notices USING (id)
				WHERE ticket = ANY ($2::text[]) AND recipient LIKE 'customer:%') AS mails`,
}
/** What the bot was about to say of these people and tickets goes as well. */
const ERASE = {
	name: 'erase',
	text: `WITH unsaid AS (
			DELETE FROM replies WHERE EXISTS (SELECT FROM unnest($2::text[]) AS mark WHERE strpos(document::text, mark) > 0)
		)
		SELECT erase_people($1) AS outcome`,
}
const STANDING = {
	name: 'erasure-standing',
	text: 'SELECT at, people, tickets, messages, files, mails, done FROM erasures WHERE cause = $1',
}

/** One call takes everything away for whoever reads; the tables' files are cleaned after it, by this process or the next. */
export function createErasures({ database, presence, cleaning }: ErasuresDeps): ErasureStore {
	async function peopleOf({ kind, id }: Whose): Promise<Reporter[]> {
		const rows = await database.query<{ document: Reporter }>(kind === 'person' ? PERSON : COMPANY, [id])
		return rows.map(({ document }) => document)
	}

	async function traces(people: readonly string[], tickets: readonly string[]): Promise<Traces> {
		const [row] = await database.query<{ [Name in keyof Traces]: Traces[Name] }>(TRACES, [[...people], [...tickets]])
		return row ?? { chats: [], messages: 0, files: 0, mails: 0 }
	}

	async function erase({ cause, at, counts, people, chats, questionsOf, tickets }: Erasure): Promise<CommitOutcome> {
		checkErased(tickets)
		const whole = { cause, at, counts, people, chats, questionsOf, ...rewritten(tickets) }
		const [row] = await database.query<{ outcome: CommitOutcome }>(ERASE, [JSON.stringify(whole), marksOf({ people, tickets })])
		// Where the first answer was lost, the second one says "repeated".
		if (row?.outcome !== 'conflict') {
			for (const conversation of chats) presence.tell({ kind: 'chat', conversation })
			cleaning.start()
		}
		return row?.outcome ?? 'conflict'
	}

	return {
		peopleOf,
		chatsWith: (text, limit) => findChats(database, text, limit),
		traces,
		erase,
		standing: async (cause) =>
			(await database.query<{ [Name in keyof ErasureStanding]: ErasureStanding[Name] }>(STANDING, [cause]))[0],
		settled: cleaning.settled,
	}
}

function rewritten(changes: readonly TicketChange[]): object {
	return {
		tickets: changes.map(({ ticket, expectedSequence }) => ({
			number: ticket.number,
			expected: expectedSequence,
			sequence: ticket.sequence,
			reporter: ticket.reporter.userId,
			customer: ticket.reporter.customer.id,
			updatedAt: ticket.updatedAt,
			upstreamInvoice: waitingInvoice(ticket),
			words: wordsOf(ticket),
			document: ticket,
		})),
		events: changes.flatMap(({ events }) =>
			events.map((event) => ({ ticket: event.ticket, sequence: event.sequence, document: event })),
		),
		notices: changes.flatMap(({ notices }) =>
			notices.map((notice) => ({ id: notice.id, document: { ...notice, ...IN_COLUMNS } })),
		),
	}
}
