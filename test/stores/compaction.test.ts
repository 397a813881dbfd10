import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Operation } from '../../src/stores/lowdb/data.ts'
import { seal } from '../../src/stores/lowdb/lines.ts'
import { factsOf } from '../../src/stores/lowdb/ticket-facts.ts'
import type { Store } from '../../src/stores/store.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { fill, picture } from './contract-reopening.ts'
import { type LowdbPlace, lowdbPlace } from './lowdb-place.ts'
import { followUp, NOON, opening } from './samples.ts'

const DAY = 24 * 3600 * 1000

/** The longest turn of the event loop while the task runs, in ms of this thread's own time, so that a busy machine does not matter. */
async function longestTurn(task: () => Promise<void>): Promise<number> {
	let longest = 0
	const state = { isRunning: true }
	const done = task().finally(() => (state.isRunning = false))
	while (state.isRunning) {
		const before = process.threadCpuUsage()
		await new Promise((resolve) => setImmediate(resolve))
		const { user, system } = process.threadCpuUsage(before)
		longest = Math.max(longest, (user + system) / 1000)
	}
	await done
	return longest
}

/** As the first format has it. */
function plainLine(operation: Operation): string {
	return JSON.stringify(operation).slice(1)
}

/** As the second format has tickets and lists: with the length of the last element in front. */
function restingLineOf(operation: Operation): string {
	const body = JSON.stringify(operation.at(-1))
	const length = Buffer.byteLength(body)
	if (operation[0] === 'tickets' && operation.length === 3) {
		return `${length},"tickets","${operation[1]}",${JSON.stringify(factsOf(operation[2]))},${body}]`
	}
	if (operation[0] !== 'events' && operation[0] !== 'activities') return plainLine(operation)
	const [collection, key, first, items] = operation
	return `${length},"${collection}",${JSON.stringify(key)},${first},${items.length},${body}]`
}

describe('snapshots', () => {
	let place: LowdbPlace
	beforeEach(async () => {
		place = await lowdbPlace()
	})
	afterEach(() => place.remove())
	const filesOf = async () => (await readdir(place.folder)).filter((name) => name !== 'files').toSorted()
	const snapshots = () => place.logged.filter(({ msg }) => msg === 'snapshot written').length

	it('are written while commits go on, lose nothing, and take the old journals away', async () => {
		const store = await place.open()
		const latest = new Map<string, Ticket>()
		const writers = Array.from({ length: 16 }, async (_, writer) => {
			const number = `BD-${2000 + writer}`
			let change = opening(number, { description: 'é'.repeat(4000) })
			for (let turn = 0; turn < 150; turn += 1) {
				expect(await store.tickets.commit(`${writer}-${turn}`, [change])).toBe('committed')
				latest.set(number, change.ticket)
				change = followUp(change.ticket, NOON + turn, { type: 'note-added', text: `${turn}` })
			}
		})
		await Promise.all(writers)
		expect(snapshots()).toBeGreaterThan(1)
		await store.close()
		expect((await filesOf()).filter((name) => name.startsWith('journal-')).length).toBe(1)
		const again = await place.open()
		for (const [number, ticket] of latest) {
			expect(await again.tickets.load(number)).toEqual(ticket)
			const history = await again.tickets.history(number)
			expect(history.map(({ sequence }) => sequence)).toEqual(history.map((_, index) => index + 1))
			expect(history).toHaveLength(150)
		}
		expect(await again.tickets.ticketOfCause('15-149')).toBe('BD-2015')
		await again.close()
	})

	it('show the same as the journal did', async () => {
		const store = await place.open()
		await fill(store)
		await store.tickets.commit('big', [opening('BD-3000', { description: 'x'.repeat(70_000) })])
		const before = await picture(store)
		await store.close()
		expect(await filesOf()).toEqual(['journal-2.jsonl', 'snapshot.jsonl'])
		expect((await stat(path.join(place.folder, 'journal-2.jsonl'))).size).toBe(0)
		const again = await place.open()
		expect(await picture(again)).toEqual(before)
		await again.close()
	})

	it('do not hold up other work', async () => {
		const store = await place.open()
		for (let round = 0; round < 10; round += 1) {
			const change = (index: number) => opening(`BD-${2000 + round * 300 + index}`, { description: 'x'.repeat(1000) })
			await Promise.all(Array.from({ length: 300 }, (_, index) => store.tickets.commit(`${round}-${index}`, [change(index)])))
		}
		const longest = await longestTurn(() => store.close())
		expect(snapshots()).toBeGreaterThan(0)
		expect(longest).toBeLessThan(20)
	})

	it.each([1, 2])('of format %i are read, and the next one is of the newest', async (format) => {
		const store = await place.open()
		await fill(store)
		const before = await picture(store)
		await store.close()
		const journal = path.join(place.folder, 'journal-1.jsonl')
		const records = (await readFile(journal, 'utf8')).split('\n').slice(0, -1)
		const operations = records.flatMap((record) => (JSON.parse(record) as [string, number, Operation[]])[2])
		const head = `"loopdesk-snapshot-${format}",2,${records.length + 1}]`
		const lines = [head, ...operations.map(format === 1 ? plainLine : restingLineOf), `"end",${operations.length + 1}]`]
		const snapshot = path.join(place.folder, 'snapshot.jsonl')
		await writeFile(snapshot, lines.map(seal).join(''))
		await writeFile(path.join(place.folder, 'journal-2.jsonl'), '')
		const opened = await place.open()
		expect(await picture(opened)).toEqual(before)
		await opened.tickets.commit('big', [opening('BD-3000', { description: 'x'.repeat(70_000) })])
		const after = await picture(opened)
		await opened.close()
		expect(await readFile(snapshot, 'utf8')).toContain('"loopdesk-snapshot-3",3,')
		const again = await place.open()
		expect(await picture(again)).toEqual(after)
		await again.close()
	})

	it('are as true of what was read from a snapshot and changed since', async () => {
		const notes = async (store: Store, number: string) => (await store.tickets.history(number)).map(({ sequence }) => sequence)
		for (let round = 0; round < 4; round += 1) {
			const store = await place.open()
			const opened = opening('BD-1500', { description: 'x'.repeat(70_000) })
			if (round === 0) await store.tickets.commit('first', [opened])
			for (let turn = 0; turn < 30; turn += 1) {
				const ticket = (await store.tickets.load('BD-1500')) as Ticket
				const change = followUp(ticket, NOON + turn, { type: 'note-added', text: `${round}-${turn} é` })
				expect(await store.tickets.commit(`${round}-${turn}`, [change])).toBe('committed')
			}
			const count = 1 + 30 * (round + 1)
			expect(await notes(store, 'BD-1500')).toEqual(Array.from({ length: count }, (_, index) => index + 1))
			const before = [await store.tickets.load('BD-1500'), await store.tickets.history('BD-1500')]
			await store.close()
			const again = await place.open()
			expect([await again.tickets.load('BD-1500'), await again.tickets.history('BD-1500')]).toEqual(before)
			expect(Object.isFrozen((await again.tickets.load('BD-1500'))?.reporter)).toBe(true)
			expect(await again.tickets.list({ text: 'charged TWICE', limit: 9 })).toHaveLength(1)
			await again.close()
		}
		expect(snapshots()).toBeGreaterThan(3)
	})

	it('cover journals that a crash has left behind', async () => {
		const store = await place.open()
		await fill(store)
		const leftBehind = path.join(place.folder, 'journal-1.jsonl')
		const old = await readFile(leftBehind)
		await store.tickets.commit('big', [opening('BD-3000', { description: 'x'.repeat(70_000) })])
		const before = await picture(store)
		await store.close()
		await writeFile(leftBehind, old)
		const again = await place.open()
		expect(await picture(again)).toEqual(before)
		expect(await filesOf()).toEqual(['journal-2.jsonl', 'snapshot.jsonl'])
		await again.close()
	})

	it('forget causes and turns after 30 days, but for the latest thousand, and nothing younger', async () => {
		let now = NOON
		const clock = () => now
		const store = await place.open({ clock })
		await store.tickets.commit('old', [opening('BD-1001')])
		await store.turns.markHandled('old', now)
		const many = Array.from({ length: 1000 }, (_, index) => index)
		await Promise.all(many.slice(1).map((index) => store.turns.markHandled(`old ${index}`, now)))
		await Promise.all(many.map((index) => store.tickets.commit(`old ${index}`, [opening(`BD-${5000 + index}`)])))
		now += 2 * DAY
		await store.tickets.commit('young', [opening('BD-1002', { description: 'x'.repeat(70_000) })])
		await store.turns.markHandled('young', now)
		now = NOON + 31 * DAY
		await store.close()
		const { tickets, turns, close } = await place.open({ clock })
		expect([await tickets.ticketOfCause('old'), await tickets.ticketOfCause('young')]).toEqual([undefined, 'BD-1002'])
		expect([await turns.isHandled('old'), await turns.isHandled('young')]).toEqual([false, true])
		expect([await tickets.ticketOfCause('old 1'), await turns.isHandled('old 1')]).toEqual(['BD-5001', true])
		expect(await tickets.load('BD-1001')).toBeDefined()
		await close()
	})

	it('that cannot be written cost nothing but a warning', async () => {
		const store = await place.open()
		const inTheWay = path.join(place.folder, 'snapshot.jsonl.tmp')
		await mkdir(inTheWay)
		await store.tickets.commit('big', [opening('BD-1001', { description: 'x'.repeat(70_000) })])
		await store.close()
		expect(place.logged.some(({ level, msg }) => level === 40 && msg.startsWith('no snapshot'))).toBe(true)
		await rm(inTheWay, { recursive: true })
		const again = await place.open()
		expect(await again.tickets.load('BD-1001')).toBeDefined()
		await again.close()
	})
})
