import { createInterface } from 'node:readline'
import { pino } from 'pino'
import { openStore } from '../../src/stores/lowdb/open-store.ts'
import { opening } from './samples.ts'

/**
 * A process that does with the store in a folder what it is told, line by line, so that its limits and its user can be changed
 * meanwhile: `ticket <cause> <number>`, `file <id>`, `probe` and `read <number>`. Answers each with `kept`, `none`, or the code and
 * reason of the refusal.
 */
const [, , folder = '', uid] = process.argv
if (uid !== undefined) process.setuid?.(Number(uid))
const store = await openStore({ folder, logger: pino({ level: 'silent' }) })
const say = (line: string) => process.stdout.write(`${line}\n`)
const { tickets, transcripts } = store

async function does(what: string, first: string, second: string): Promise<string> {
	if (what === 'ticket') return tickets.commit(first, [opening(second, { description: 'd'.repeat(3000) })]).then(() => 'kept')
	if (what === 'read') return (await tickets.load(first)) === undefined ? 'none' : 'kept'
	if (what === 'probe') await store.probe?.()
	else await transcripts.saveFile({ id: first, conversationId: 'c', name: 'n', contentType: 't', bytes: Buffer.alloc(3000) })
	return 'kept'
}

say('opened')
for await (const line of createInterface({ input: process.stdin })) {
	const [what = '', first = '', second = ''] = line.split(' ')
	say(await does(what, first, second).catch(({ code, reason }: { code: string; reason: string }) => `${code} ${reason}`))
}
