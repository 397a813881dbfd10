import { writeSync } from 'node:fs'
import { pino } from 'pino'
import { openStore } from '../../../src/stores/lowdb/open-store.ts'
import { startLoad } from './load.ts'
import { LYING_DISKS } from './lying-disks.ts'

/**
 * A process to be killed: `<folder> <round> <seed> <writers> <longest state> <disk>`, and the causes to ask for again as a JSON list on standard input.
 * It prints `opening`, `open`, and then what its writers ask for and are told, a JSON line each, before it does anything else.
 */
const [, , folder = '', round, seed, writers, longestState, disk = 'real'] = process.argv
const STANDARD_OUTPUT = 1

const SLEEPER = new Int32Array(new SharedArrayBuffer(4))
const PAUSE_MS = 1

/** Waits for a reader who is slower: nothing more is acknowledged meanwhile. */
function say(line: string): void {
	const bytes = Buffer.from(`${line}\n`)
	for (let done = 0; done < bytes.length; ) {
		try {
			done += writeSync(STANDARD_OUTPUT, bytes, done)
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
			Atomics.wait(SLEEPER, 0, 0, PAUSE_MS)
		}
	}
}

let asked = ''
for await (const chunk of process.stdin) asked += String(chunk)

const lying = Object.entries(LYING_DISKS).find(([name]) => name === disk)?.[1]
say('opening')
const store = await openStore({ folder, logger: pino({ level: 'silent' }), ...(lying && { disk: lying }) })
say('open')
const { running } = startLoad(store, {
	round: Number(round),
	seed: Number(seed),
	writers: Number(writers),
	longestState: Number(longestState),
	again: JSON.parse(asked === '' ? '[]' : asked) as string[],
	tell: (told) => say(JSON.stringify(told)),
})
await running
