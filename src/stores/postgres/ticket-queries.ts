import type { TicketQuery } from '../../tickets/ports.ts'
import { ACTIVE_STATES, type TicketState } from '../../tickets/ticket.ts'
import type { Statement } from './database.ts'
import { limitOf, storable } from './documents.ts'

type Asked = readonly [statement: Statement, values: unknown[]]

const STATES: readonly TicketState[] = [...ACTIVE_STATES, 'resolved', 'closed']
const NEWEST_FIRST = 'ORDER BY updated_at DESC, length(number) DESC, number DESC'

/** State by state, so that each part comes in the order of an index and stops when there is enough. */
export function listStatement(query: TicketQuery): Asked {
	const { conditions, values, name } = conditionsOf(query)
	const text = storable(query.text?.trim().toLowerCase() ?? '')
	const hasText = text !== ''
	const all = [...conditions, ...(hasText ? [`strpos(words, $${values.length + 1}) > 0`] : [])]
	const asked = [...values, ...(hasText ? [text] : []), limitOf(query.limit)]
	const part = `SELECT number, updated_at, document FROM tickets WHERE ${['state = asked.state', ...all].join(' AND ')}
		${NEWEST_FIRST} LIMIT $${asked.length}`
	const statement = {
		name: `list${name}${hasText ? '-text' : ''}`,
		text: `SELECT document FROM unnest($1::text[]) AS asked (state), LATERAL (${part}) AS found ${NEWEST_FIRST} LIMIT $${asked.length}`,
	}
	return [statement, asked]
}

export function countStatement(query: Omit<TicketQuery, 'limit' | 'text'>): Asked {
	const { conditions, values, name } = conditionsOf(query)
	const all = ['state = ANY ($1::text[])', ...conditions].join(' AND ')
	return [{ name: `count${name}`, text: `SELECT count(*) AS count FROM tickets WHERE ${all}` }, values]
}

/** The conditions beside the states, which are the first value. */
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
	if (unassigned === true) holds('assignee', '')
	return { conditions, values, name }
}
