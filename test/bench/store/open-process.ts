import { pino } from 'pino'
import { openStore } from '../../../src/stores/lowdb/open-store.ts'

/** A process that opens the store in the folder, prints how many milliseconds that took, and ends without a snapshot. */
const [, , folder = ''] = process.argv
const started = performance.now()
await openStore({ folder, logger: pino({ level: 'silent' }) })
process.stdout.write(`${performance.now() - started}\n`)
process.exit(0)
