import path from 'node:path'
import { pino } from 'pino'
import { createKnownNames, type KnownNames } from '../../knowledge/feedback/known-names.ts'
import type { AskedQuestion } from '../../knowledge/feedback/question.ts'
import { loadTeam } from '../../stores/files/team-file.ts'
import { readStore } from '../../stores/lowdb/read-store.ts'
import type { TicketStore } from '../../tickets/ports.ts'

/** More than a store ever keeps. */
const ALL = 1_000_000

const DATA = path.join(import.meta.dirname, '../../../data')

/** Where a desk keeps its store if nothing else is set. */
export const STORE_FOLDER = path.join(DATA, 'store')

/** What was asked, with the tickets that came of it. */
export interface Recorded {
	/** Newest first. */
	readonly questions: readonly AskedQuestion[]
	readonly tickets: TicketStore
	readonly knownNames: KnownNames
	/** Milliseconds since 1970 UTC. */
	readonly now: number
}

/** Reads what a desk has recorded, also while it runs. */
export async function readQuestions(folder: string): Promise<Recorded> {
	const logger = pino({ level: 'error' }, pino.destination({ dest: 2, sync: true }))
	const { questions, tickets, customers } = await readStore({ folder, logger })
	const team = await loadTeam(path.join(DATA, 'policies/team.yaml'))
	const knownNames = createKnownNames({ customers, team, clock: Date.now })
	return { questions: await questions.questions(ALL), tickets, knownNames, now: Date.now() }
}
