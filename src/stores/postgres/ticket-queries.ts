import type { TicketQuery } from '../../tickets/ports.ts'
import { ACTIVE_STATES, type TicketState } from '../../tickets/ticket.ts'
import type { Statement } from './database.ts'
import { limitOf, storable } from './documents.ts'

type Asked = readonly [statement: Statement, values: unknown[]]

const STATES: readonly TicketState[] = [...ACTIVE_STATES, 'resolved', 'closed']
/** The most characters in the column `first_words`: where there are fewer bytes, it holds all words. */
const FIRST_WORDS = 600
const NEWEST_FIRST = 'ORDER BY updated_at DESC, length(number) DESC, number DESC'

/** State by state and assignee by assignee, so that each part comes in the order of an index and stops when there is enough. */
export function listStatement(query: TicketQuery): Asked {
	const { conditions, values, name, absent } = conditionsOf(query)
	const text = storable(query.text?.trim().toLowerCase() ?? '')
	const hasText = text !== ''
	const who = absent === undefined ? [] : ['assignee = absent.id']
	const all = ['state = asked.state', ...who, ...conditions, ...(hasText ? [holdsText(`$${values.length + 1}`)] : [])].join(
		' AND ',
	)
	const asked = [...values, ...(hasText ? [text] : []), limitOf(query.limit)]
	const part = `SELECT number, updated_at FROM tickets WHERE ${all} ${NEWEST_FIRST} LIMIT $${asked.length}`
	const each = absent === undefined ? '' : `, (${absent}) AS absent (id)`
	const found = `SELECT number FROM unnest($1::text[]) AS asked (state)${each}, LATERAL (${part}) AS newest ${NEWEST_FIRST} LIMIT $${asked.length}`
	const statement = {
		name: `list${name}${hasText ? '-text' : ''}`,
		text: `SELECT document FROM (${found}) AS found JOIN tickets USING (number) ${NEWEST_FIRST}`,
	}
	return [statement, asked]
}

/**
 * The index by state holds the beginnings of the words, so that a search reads the tickets themselves only where it has found
 * something, and those few whose words go on.
 */
function holdsText(text: string): string {
	const whole = `SELECT strpos(whole.words, ${text}) > 0 FROM tickets AS whole WHERE whole.number = tickets.number`
	return `(strpos(first_words, ${text}) > 0 OR (octet_length(first_words) >= ${FIRST_WORDS} AND (${whole})))`
}

export function countStatement(query: Omit<TicketQuery, 'limit' | 'text'>): Asked {
	const { conditions, values, name, absent } = conditionsOf(query)
	const who = absent === undefined ? [] : [`assignee = ANY (ARRAY(${absent}))`]
	const all = ['state = ANY ($1::text[])', ...who, ...conditions].join(' AND ')
	return [{ name: `count${name}`, text: `SELECT count(*) AS count FROM tickets WHERE ${all}` }, values]
}

/**
 * Every assignee that a ticket has, nobody included, without these: the few names are gone through from one to the next, so that
 * tickets of somebody who has left are found by the index as quickly as those of nobody.
 */
function assigneesBesides(team: string): string {
	const next = 'SELECT min(assignee) FROM tickets WHERE assignee > walk.assignee'
	return `WITH RECURSIVE walk AS (
			SELECT min(assignee) AS assignee FROM tickets UNION ALL SELECT (${next}) FROM walk WHERE walk.assignee IS NOT NULL
		) SELECT assignee FROM walk WHERE assignee <> ALL (${team})`
}

/** The conditions beside the states, which are the first value, and a query for the assignees of tickets that nobody has. */
function conditionsOf({ states, assignee, unassigned, reporter, customer }: Omit<TicketQuery, 'limit' | 'text'>) {
	const values: unknown[] = [[...new Set(states ?? STATES)]]
	const conditions: string[] = []
	let name = ''
	const holds = (column: string, value: string | undefined) => {
		if (value === undefined) return
		conditions.push(`${column} = $${values.push(value)}`)
		name += `-${column}`
	}
	holds('reporter', reporter)
	holds('customer', customer)
	holds('assignee', assignee)
	if (unassigned === undefined) return { conditions, values, name }
	return { conditions, values, name: `${name}-unassigned`, absent: assigneesBesides(`$${values.push(unassigned)}::text[]`) }
}
