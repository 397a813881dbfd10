import { type ClientConfig, types } from 'pg'

const CONNECT_MS = 2000
/** The server gives up first, so that a statement that took too long is known not to have been done. */
const STATEMENT_MS = 5000
const LOCK_MS = 4000
const ANSWER_MS = 7000
const KEEP_ALIVE_MS = 5000

/** The number of the type `bigint` in every PostgreSQL. */
const BIGINT: number = types.builtins.INT8

/** How every connection to this database is made. */
export function connectionSettings(url: string): ClientConfig {
	return {
		connectionString: url,
		application_name: 'loopdesk',
		connectionTimeoutMillis: CONNECT_MS,
		statement_timeout: STATEMENT_MS,
		lock_timeout: LOCK_MS,
		query_timeout: ANSWER_MS,
		keepAlive: true,
		keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
		types: { getTypeParser },
	}
}

/** Times and counts are `bigint` there and exact as numbers here: they stay far below 2^53. */
function getTypeParser(type: number, format?: 'text' | 'binary'): (value: string) => unknown {
	return type === BIGINT && format !== 'binary' ? Number : parserOf(type, format)
}

const parserOf: (type: number, format?: 'text' | 'binary') => (value: string) => unknown = types.getTypeParser

/** The address without its password, for messages. */
export function shownAddress(url: string): string {
	try {
		const { protocol, hostname, port, pathname } = new URL(url)
		return `${protocol}//${hostname}${port === '' ? '' : `:${port}`}${pathname}`
	} catch {
		return 'postgres://…'
	}
}
