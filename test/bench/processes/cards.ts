import { setTimeout as pause } from 'node:timers/promises'
import { inDanasChat, setTeamsStage, type TeamsStage } from './stage.ts'

/** The connector takes what was sent and answers so much later: kills fall in between. */
const CONNECTOR_MS = 150
/** Fewer than the 60 in 30 s that Teams takes, or waiting for its limit would count as waiting for the other process. */
const BETWEEN_TICKETS_MS = 600
const PATIENCE_MS = 60_000

export interface Cards {
	readonly tickets: number
	readonly cards: number
	/** Tickets whose card came more than once. */
	readonly twice: number
	/** Tickets of which Dana was told neither in Teams nor in the tab. */
	readonly untold: number
	/** Cards that were cut off, of which the desk says that it does not know. */
	readonly uncertain: number
	/** Those of them that had arrived. */
	readonly arrived: number
	/** The longest that a kill has kept the cards waiting that there were. */
	readonly takeOverMs: number
}

interface Told {
	readonly ticket: string
	readonly status: string
	readonly attempts: readonly { readonly outcome: string }[]
}

/** Gives tickets to Dana, who gets a card in Teams for each, and kills a process while a card is on its way, so often. */
export async function cardsUnderKills(times: number): Promise<Cards> {
	const stage = await setTeamsStage()
	try {
		stage.standIn.fail({ hangMs: CONNECTOR_MS, times: Infinity, fits: ({ kind }) => kind === 'send' })
		const stop = new AbortController()
		const opened = openOn(stage, stop.signal)
		let takeOverMs = 0
		for (let time = 0; time < times; time += 1) {
			await pause(2000)
			takeOverMs = Math.max(takeOverMs, await killOne(stage, time % 2))
		}
		stop.abort()
		const tickets = await opened
		const told = await settled(stage, tickets)
		return { ...counted(stage, tickets, told), takeOverMs }
	} finally {
		await stage.close()
	}
}

async function openOn(stage: TeamsStage, stop: AbortSignal): Promise<string[]> {
	const tickets: string[] = []
	while (!stop.aborted) {
		tickets.push(await stage.give(`cards-to-dana-${tickets.length}`))
		await pause(BETWEEN_TICKETS_MS)
	}
	return tickets
}

/** Kills a process while a card is on its way, by chance its own, and waits until everything from before the kill has gone on. */
async function killOne({ many, ask }: TeamsStage, index: number): Promise<number> {
	await once(() => ask('SELECT FROM notices WHERE begun IS NOT NULL'))
	const killedAt = performance.now()
	await many.end(index, 'SIGKILL')
	const before = await ask<{ id: string }>(`SELECT id FROM notices WHERE status = 'waiting' AND recipient = 'staff:dana'`)
	const ids = before.map(({ id }) => `'${id}'`).join(', ') || 'NULL'
	await once(() => ask(`SELECT WHERE NOT EXISTS (SELECT FROM notices WHERE id IN (${ids}) AND status = 'waiting')`))
	const took = performance.now() - killedAt
	await many.restart(index, 'SIGKILL')
	return took
}

async function once<Row>(ask: () => Promise<Row[]>): Promise<Row[]> {
	for (;;) {
		const rows = await ask()
		if (rows.length > 0) return rows
		await pause(5)
	}
}

async function settled(stage: TeamsStage, tickets: readonly string[]): Promise<Told[]> {
	const until = performance.now() + PATIENCE_MS
	for (;;) {
		const told = await stage.ask<Told>(`SELECT ticket, status, attempts FROM notices WHERE document->>'kind' = 'assigned-to-you'`)
		const isDone = told.length >= tickets.length && told.every(({ status }) => status !== 'waiting')
		if (isDone || performance.now() > until) return told
		await pause(100)
	}
}

function counted(stage: TeamsStage, tickets: readonly string[], told: readonly Told[]): Omit<Cards, 'takeOverMs'> {
	// The replies in her chat name tickets as well.
	const sends = inDanasChat(stage).filter(({ kind }) => kind === 'send')
	const cards = sends.map(({ activity }) => /BD-\d+/u.exec(JSON.stringify(activity))?.[0] ?? '')
	const timesSent = (ticket: string) => cards.filter((each) => each === ticket).length
	const uncertain = told.filter(({ attempts }) => attempts.some(({ outcome }) => outcome === 'ambiguous'))
	return {
		tickets: tickets.length,
		cards: cards.filter((each) => tickets.includes(each)).length,
		twice: tickets.filter((ticket) => timesSent(ticket) > 1).length,
		untold: tickets.filter((ticket) => told.find((each) => each.ticket === ticket)?.status !== 'delivered').length,
		uncertain: uncertain.length,
		arrived: uncertain.filter(({ ticket }) => timesSent(ticket) > 0).length,
	}
}
