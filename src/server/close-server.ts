import { setTimeout as pause } from 'node:timers/promises'
import type { Server } from 'restify'

const PATIENCE_MS = 5000
const SWEEP_MS = 20

/**
 * Takes no new connection, and resolves when what was asked before is answered and every connection has ended, at latest after five
 * seconds. Streams that stay open are somebody else's to close.
 */
export async function closeServer(server: Server): Promise<void> {
	const closed = new Promise<void>((resolve) => void server.close(resolve))
	// A connection that was busy when the door closed is idle once it is answered, and would stay open for the next request.
	const sweep = setInterval(() => server.server.closeIdleConnections(), SWEEP_MS)
	await Promise.race([closed, pause(PATIENCE_MS, undefined, { ref: false })])
	clearInterval(sweep)
}
