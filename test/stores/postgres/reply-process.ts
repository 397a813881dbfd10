import { pino } from 'pino'
import { openStore } from '../../../src/stores/postgres/open-store.ts'
import { startReplyDoor } from './reply-door.ts'

/** A process to be killed: it prints a line when it has acknowledged an activity whose replies are not sent, and does nothing more. */
const [, , url = '', standInUrl = '', leaseMs = '', token = '', activity = ''] = process.argv
const store = await openStore({ url, logger: pino({ level: 'silent' }), leaseMs: Number(leaseMs) })
const door = startReplyDoor(store, standInUrl)
await door.takes(`Bearer ${token}`, JSON.parse(activity) as object)
process.stdout.write('acknowledged\n')
