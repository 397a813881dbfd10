import { open as openFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { INTERVAL_MS } from './bench-desk.ts'
import type { Lateness } from './lateness.ts'

const LEAD_MS = 1000

/** Does all that falls due within a window of time and makes it durable; answers how many those were. */
type DoDue = (since: number, until: number) => Promise<number>

/** A sorted list and an append-only file with fdatasync: the least that could tell each in time and durably. */
export async function bareFile(folder: string, dueAfter: readonly number[]): Promise<Lateness> {
	const file = await openFile(path.join(folder, 'bare.jsonl'), 'a')
	let next = 0
	const row = await loop('bare loop, one file', dueAfter, async (_since, until) => {
		const first = next
		while ((dueAfter[next] ?? Infinity) <= until) next += 1
		if (next === first) return 0
		const lines = dueAfter.slice(first, next).map((after, index) => JSON.stringify({ ticket: first + index, after }))
		await file.appendFile(`${lines.join('\n')}\n`)
		await file.datasync()
		return next - first
	})
	await file.close()
	return row
}

/** One narrow table and one UPDATE for all that is due. */
export async function barePostgres(url: string, dueAfter: readonly number[]): Promise<Lateness> {
	const client = new Client({ connectionString: url })
	await client.connect()
	try {
		await client.query('CREATE TABLE bare (ticket integer PRIMARY KEY, due bigint, done bigint)')
		await client.query(
			`INSERT INTO bare SELECT ticket, due, NULL FROM unnest($1::bigint[]) WITH ORDINALITY AS given (due, ticket)`,
			[dueAfter],
		)
		await client.query('CREATE INDEX bare_due ON bare (due) WHERE done IS NULL')
		const update = { name: 'bare', text: 'UPDATE bare SET done = $1 WHERE done IS NULL AND due <= $1' }
		return await loop('bare loop, one UPDATE', dueAfter, async (_since, until) => {
			return (await client.query({ ...update, values: [until] })).rowCount ?? 0
		})
	} finally {
		await client.end()
	}
}

async function loop(name: string, dueAfter: readonly number[], doDue: DoDue): Promise<Lateness> {
	const start = Date.now() + LEAD_MS
	const end = start + (dueAfter.at(-1) ?? 0) + 2 * INTERVAL_MS
	const before = process.cpuUsage()
	const lateMs: number[] = []
	let since = -Infinity
	while (Date.now() < end) {
		const until = Date.now() - start
		const done = await doDue(since, until)
		const now = Date.now() - start
		for (const after of dueAfter.slice(lateMs.length, lateMs.length + done)) lateMs.push(now - after)
		since = until
		await pause(INTERVAL_MS)
	}
	const { user, system } = process.cpuUsage(before)
	return {
		name,
		raised: lateMs.length,
		doubles: 0,
		missing: dueAfter.length - lateMs.length,
		lateMs,
		cpuMs: (user + system) / 1000,
	}
}
