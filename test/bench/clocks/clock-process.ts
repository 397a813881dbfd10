import { writeSync } from 'node:fs'
import { createClockWork } from '../../../src/delivery/clock-work.ts'
import { benchDesk, INTERVAL_MS, openPlace, silent } from './bench-desk.ts'

/**
 * A process of the desk that does nothing but the clock's work at the place that it is given. It prints `ready`, then `told BD-1042
 * <instant>` as soon as an alarm is durable, and every quarter of a second `cpu <milliseconds> <longest stretch>`; SIGTERM ends it.
 */
const [, , place = ''] = process.argv
// Written at once, so that a kill loses nothing that was said before.
const say = (line: string) => void writeSync(1, `${line}\n`)

const store = await openPlace(place)
const desk = benchDesk({
	...store.tickets,
	async commit(cause, changes) {
		const outcome = await store.tickets.commit(cause, changes)
		if (outcome !== 'committed') return outcome
		for (const { ticket, events } of changes) {
			if (events.some(({ event }) => event.type === 'alarm-raised')) say(`told ${ticket.number} ${Date.now()}`)
		}
		return outcome
	},
})
const clockWork = createClockWork({ desk, logger: silent, intervalMs: INTERVAL_MS })
store.onNews(({ kind }) => {
	if (kind === 'orphans' || kind === 'everything') void clockWork.tick()
})

const began = process.cpuUsage()
/** The longest time for which the event loop worked without a turn for others: the thread's own time, not that of other programs. */
let longest = 0
let before = process.threadCpuUsage()
const watch = setInterval(() => {
	const now = process.threadCpuUsage()
	longest = Math.max(longest, now.user + now.system - before.user - before.system)
	before = now
}, 5)
const report = () => {
	const { user, system } = process.cpuUsage(began)
	say(`cpu ${(user + system) / 1000} ${longest / 1000}`)
}
const reports = setInterval(report, 250)

process.once('SIGTERM', () => {
	clearInterval(watch)
	clearInterval(reports)
	void clockWork
		.stop()
		.then(() => store.close())
		.then(report)
})
clockWork.start()
say('ready')
