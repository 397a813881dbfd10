import path from 'node:path'
import { pino } from 'pino'
import { readStorePlace } from '../../config.ts'
import { createKnownNames, type KnownNames } from '../../knowledge/feedback/known-names.ts'
import type { AskedQuestion } from '../../knowledge/feedback/question.ts'
import { loadTeam } from '../../stores/files/team-file.ts'
import { readStore } from '../../stores/read-store.ts'
import type { TicketStore } from '../../tickets/ports.ts'

/** More than a store ever keeps. */
const ALL = 1_000_000

const DATA = path.join(import.meta.dirname, '../../../data')

/** Where a desk keeps its store if nothing else is set. */
const STORE_FOLDER = path.join(DATA, 'store')
/** `lowdb:<folder>` or `postgres://...`; a folder may also be named as it is. */
const PLACE = /^(?:lowdb:|postgres(?:ql)?:\/\/)/u

/** What was asked, with the tickets that came of it. */
export interface Recorded {
	/** Newest first. */
	readonly questions: readonly AskedQuestion[]
	readonly tickets: TicketStore
	readonly knownNames: KnownNames
	/** Milliseconds since 1970 UTC. */
	readonly now: number
}

/**
 * Reads what a desk has recorded, also while it runs, and hands it to `use`: in the named store, else in that of the environment's
 * STORE, else where a desk keeps it if nothing is set.
 */
export async function withQuestions<T>(named: string | undefined, use: (recorded: Recorded) => Promise<T>): Promise<T> {
	const logger = pino({ level: 'error' }, pino.destination({ dest: 2, sync: true }))
	const wanted = named ?? readStorePlace() ?? STORE_FOLDER
	const { questions, tickets, customers, close } = await readStore({
		place: PLACE.test(wanted) ? wanted : `lowdb:${wanted}`,
		logger,
	})
	try {
		const team = await loadTeam(path.join(DATA, 'policies/team.yaml'))
		const knownNames = createKnownNames({ customers, team, clock: Date.now })
		return await use({ questions: await questions.questions(ALL), tickets, knownNames, now: Date.now() })
	} finally {
		await close()
	}
}
