import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { startServer } from '../stores/postgres/server.ts'
import { postgresPlace } from '../stores/postgres/place.ts'
import { bareFile, barePostgres } from './clocks/bare.ts'
import { INTERVAL_MS } from './clocks/bench-desk.ts'
import { latenessTable } from './clocks/lateness.ts'
import { measureOne, measureReturn, measureTwo } from './clocks/measure.ts'
import { killLeftOver } from './clocks/watched-process.ts'

const TICKETS_A_MINUTE = 10_000

/**
 * 10,000 tickets a minute fall due evenly: how late their alarms are durable, on lowdb with one process, and on
 * PostgreSQL with two of which one is killed in the middle; beside a bare loop on each that looks as often and makes no more durable
 * than a line for each.
 */
export async function run({ seconds }: { seconds: number }): Promise<string> {
	const tickets = Math.round((TICKETS_A_MINUTE * seconds) / 60)
	const dueAfter = Array.from({ length: tickets }, (_, index) => Math.floor((index * seconds * 1000) / tickets))
	const folder = await mkdtemp(path.join(tmpdir(), 'clocks-bench-'))
	const server = await startServer()
	try {
		const lowdb = await measureOne('lowdb, one process', `lowdb:${folder}`, dueAfter)
		const file = await bareFile(folder, dueAfter)
		const back = [await measureReturn('lowdb', `lowdb:${path.join(folder, 'back')}`, dueAfter)]
		const place = await postgresPlace(server.url, { fresh: true })
		const two = await measureTwo(place.url, dueAfter)
		const update = await barePostgres(place.url, dueAfter)
		await place.remove()
		const fresh = await postgresPlace(server.url, { fresh: true })
		back.push(await measureReturn('PostgreSQL', fresh.url, dueAfter))
		await fresh.remove()
		const load = loadavg()[0]?.toFixed(1)
		const about = `${tickets} tickets due within ${seconds} s, looked for every ${INTERVAL_MS} ms; ${cpus().length} cores, load ${load}`
		const table = latenessTable([...lowdb, file, ...two.rows, update])
		return `clocks: ${about}, Node.js ${process.version}\n\n${table}\n\n${[two.told, ...back].map((line) => `  ${line}`).join('\n')}`
	} finally {
		killLeftOver()
		await server.remove()
		await rm(folder, { recursive: true, force: true })
	}
}
