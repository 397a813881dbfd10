import type { Logger } from 'pino'
import type { Database } from './database.ts'

/** As this store's own sessions have them: the role and the database may have settings of their own. */
const WEAK = {
	name: 'weak-settings',
	text: `SELECT name FROM pg_settings WHERE setting = 'off' AND name IN ('fsync', 'full_page_writes', 'synchronous_commit')`,
}

/** Says so where the server acknowledges commits that a power cut can take back: the store's own promise is then not kept. */
export async function warnOfWeakSettings(database: Database, logger: Logger): Promise<void> {
	const weak = (await database.query<{ name: string }>(WEAK)).map(({ name }) => name)
	if (weak.length > 0) logger.warn({ off: weak }, 'the database can lose what it acknowledges: set these on')
}
