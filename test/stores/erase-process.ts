import { pino } from 'pino'
import { openStore } from '../../src/stores/lowdb/open-store.ts'
import { erasureOf, leaveTraces } from './contract-erase.ts'

/** A process to be killed: it leaves traces of a person in the folder, says `asked`, erases the person, and says `erased`. */
const store = await openStore({ folder: process.argv[2] ?? '', logger: pino({ level: 'silent' }) })
await leaveTraces(store)
const erasure = await erasureOf(store)
process.stdout.write('asked\n')
await store.erasures.erase(erasure)
process.stdout.write('erased\n')
await store.erasures.settled()
