import { pino } from 'pino'
import { openStore } from '../../src/stores/lowdb/open-store.ts'
import { opening } from './samples.ts'

/**
 * A process to be killed: with `write <folder>` it stores tickets without an end and prints cause and number of each one that was
 * acknowledged; with `open <folder>` it opens the store and prints `opened`, or code, reason and message of the refusal.
 */
const [, , task, folder = ''] = process.argv
const say = (line: string) => process.stdout.write(`${line}\n`)

async function write(): Promise<void> {
	const store = await openStore({ folder, logger: pino({ level: 'silent' }) })
	const writers = Array.from({ length: 16 }, async (_, writer) => {
		for (let turn = 0; ; turn += 1) {
			const cause = `${process.pid}-${writer}-${turn}`
			const number = await store.tickets.reserveNumber()
			await store.tickets.commit(cause, [opening(number, { description: 'd'.repeat(3000) })])
			say(`${cause} ${number}`)
		}
	})
	await Promise.all(writers)
}

async function tryToOpen(): Promise<void> {
	try {
		const store = await openStore({ folder, logger: pino({ level: 'silent' }) })
		await store.close()
		say('opened')
	} catch (error) {
		const { code, reason, message } = error as { code: string; reason: string; message: string }
		say(`${code} ${reason} ${message}`)
	}
}

await (task === 'open' ? tryToOpen() : write())
