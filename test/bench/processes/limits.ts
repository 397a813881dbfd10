import { setTimeout as pause } from 'node:timers/promises'
import { DANAS_CHAT, setTeamsStage } from './stage.ts'

/** With the questions more than the longest of the windows takes at once. */
const TICKETS = 55
const QUESTIONS = 15
const PATIENCE_MS = 120_000

export interface Limits {
	/** Sent, of these by the first process, and the most that arrived within 1 s, 2 s and 30 s. */
	readonly counts: readonly number[]
	readonly seconds: number
}

/** Two processes write into one conversation of Teams at the same time: cards, and replies. */
export async function limitsOfTwo(): Promise<Limits> {
	const stage = await setTeamsStage()
	try {
		// The first turns of a process take longer than a second.
		for (let turn = 0; turn < 4; turn += 1) await stage.dana.says('What is a credit note?')
		await pause(2000)
		const arrivals: number[] = []
		stage.standIn.onSent(({ conversationId, activity }) => {
			if (conversationId === DANAS_CHAT && activity['type'] === 'message') arrivals.push(performance.now())
		})
		const started = performance.now()
		await Promise.all([
			...Array.from({ length: TICKETS }, (_, index) => stage.give(`limits-${index}`)),
			...Array.from({ length: QUESTIONS }, () => stage.dana.says('What is a credit note?')),
		])
		while (arrivals.length < TICKETS + QUESTIONS && performance.now() - started < PATIENCE_MS) {
			await stage.standIn.waitFor(() => arrivals.length >= TICKETS + QUESTIONS, 1000).catch(() => undefined)
		}
		const [first] = stage.many.running
		const windows = [1000, 2000, 30_000].map((perMs) => mostWithin(arrivals, perMs))
		const counts = [arrivals.length, stage.many.front.served.get(first?.url ?? '') ?? 0, ...windows]
		return { counts, seconds: ((arrivals.at(-1) ?? started) - started) / 1000 }
	} finally {
		await stage.close()
	}
}

function mostWithin(instants: readonly number[], perMs: number): number {
	return Math.max(0, ...instants.map((start) => instants.filter((at) => at >= start && at < start + perMs).length))
}
