import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { openStore } from '../../src/stores/lowdb/open-store.ts'
import type { Store } from '../../src/stores/store.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { followUp, NOON, notice, opening } from '../stores/samples.ts'

const WRITERS = 32
const SECONDS = 4

export interface StoreFigures {
	readonly tickets: number
	readonly ticketBytes: number
	readonly changesPerSecond: number
	readonly p50Ms: number
	readonly p99Ms: number
	readonly slowestMs: number
	readonly openMs: number
}

/**
 * Durable changes a second of the lowdb store, by 32 writers who each wait for their own: a change is a ticket of about 1.5 KB with
 * one event and one notice. Then the time to open it again.
 */
export async function run(tickets = 100_000): Promise<StoreFigures> {
	const folder = await mkdtemp(path.join(tmpdir(), 'stores-bench-'))
	const logger = pino({ level: 'silent' })
	try {
		const store = await openStore({ folder, logger })
		await fill(store, tickets)
		const figures = await change(store, tickets)
		await store.close()
		const started = performance.now()
		await (await openStore({ folder, logger })).close()
		const openMs = performance.now() - started
		const ticketBytes = JSON.stringify(ticketOf(0).ticket).length
		return { tickets, ticketBytes, ...figures, openMs }
	} finally {
		await rm(folder, { recursive: true, force: true })
	}
}

function ticketOf(index: number) {
	const options = { reporter: `user-${index % 20_000}`, customer: `customer-${index % 5000}`, assignee: `staff-${index % 20}` }
	const number = `BD-${index + 1001}`
	const due = { nextDueAt: NOON + ((index * 7919) % 1_000_000) }
	return { ...opening(number, { ...options, at: NOON + index, description: 'd'.repeat(700) }), ...due }
}

async function fill(store: Store, tickets: number): Promise<void> {
	for (let start = 0; start < tickets; start += 1000) {
		const part = Array.from({ length: Math.min(1000, tickets - start) }, (_, index) => start + index)
		await Promise.all(part.map((index) => store.tickets.commit(`open-${index}`, [ticketOf(index)])))
	}
}

async function change(store: Store, tickets: number) {
	const times: number[] = []
	const end = performance.now() + SECONDS * 1000
	const writers = Array.from({ length: WRITERS }, async (_, writer) => {
		for (let turn = 0; performance.now() < end; turn += 1) {
			const started = performance.now()
			const number = `BD-${1001 + ((writer + WRITERS * turn * 97) % tickets)}`
			const ticket = (await store.tickets.load(number)) as Ticket
			const to = { kind: 'customer', id: ticket.reporter.userId } as const
			const notices = [notice(`${number}/${ticket.sequence + 1}/reply`, to, { ticket: number })]
			const changed = followUp(ticket, NOON + tickets + turn, { type: 'note-added', text: 'looked at the invoice' })
			await store.tickets.commit(`${writer}-${turn}`, [{ ...changed, notices, nextDueAt: NOON + turn }])
			times.push(performance.now() - started)
		}
	})
	await Promise.all(writers)
	const sorted = times.toSorted((a, b) => a - b)
	const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
	return { changesPerSecond: times.length / SECONDS, p50Ms: at(0.5), p99Ms: at(0.99), slowestMs: at(1) }
}
