import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { type ChatClient, startClient } from '../../processes/chat-client.ts'
import { type Judgement, judge } from '../../processes/judge.ts'
import { startMany } from '../../processes/start-many.ts'

const CUSTOMERS = 6
const BETWEEN_MESSAGES_MS = 600
/** Long enough for what a killed process had in hand to be answered by the other one before that is killed as well. */
const PAUSE_MS = { SIGTERM: 500, SIGKILL: 9000 }
const QUIET_S = 10
/** How long answers that are missing are waited for at the end. */
const PATIENCE_MS = 30_000
const TEXTS = ['Thank you', 'Hello', 'What is a credit note?', 'Why is my invoice higher this month?']

/** Customers who go on writing while the processes end in turn and come back, so often. */
export async function chatsThrough(times: number, signal: 'SIGTERM' | 'SIGKILL'): Promise<Judgement & { seconds: number }> {
	const many = await startMany(2)
	const started = performance.now()
	const clients: ChatClient[] = []
	const stop = new AbortController()
	try {
		while (clients.length < CUSTOMERS) clients.push(await startClient(many.url))
		const writers = clients.map((client, index) => writeOn(client, index, stop.signal))
		for (let time = 0; time < times; time += 1) {
			if (signal === 'SIGKILL') await untilTurnRuns(many.store)
			await many.restart(time % 2, signal)
			await pause(PAUSE_MS[signal])
		}
		if (times === 0) await pause(QUIET_S * 1000)
		stop.abort()
		await Promise.all(writers)
		const seconds = (performance.now() - started) / 1000
		const until = performance.now() + PATIENCE_MS
		while (judge(clients, 1).lost > 0 && performance.now() < until) await pause(100)
		return { ...judge(clients, 1), seconds }
	} finally {
		stop.abort()
		for (const client of clients) client.leaves()
		await many.stop()
	}
}

/** Mostly one message after the other, sometimes three at once without waiting for an answer. */
async function writeOn(client: ChatClient, index: number, stop: AbortSignal): Promise<void> {
	for (let count = index; !stop.aborted; count += 1) {
		for (let burst = count % 5 === 0 ? 3 : 1; burst > 0; burst -= 1)
			await client.says(TEXTS[(count + burst) % TEXTS.length] ?? '')
		await pause(BETWEEN_MESSAGES_MS * (0.5 + Math.random()))
	}
}

/** A kill between two turns would show nothing. By chance it is the other process that runs it. */
async function untilTurnRuns(store: string): Promise<void> {
	const database = new Client({ connectionString: store })
	await database.connect()
	while ((await database.query('SELECT FROM activities WHERE waits')).rowCount === 0) await pause(1)
	await database.end()
}
