import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readStore, type ReadableStore } from '../../src/stores/lowdb/read-store.ts'
import { question, RETENTION } from './contract-questions.ts'
import { fill } from './contract-reopening.ts'
import { type LowdbPlace, lowdbPlace } from './lowdb-place.ts'
import { opening } from './samples.ts'

describe('a store that is read beside its desk', () => {
	let place: LowdbPlace
	beforeEach(async () => {
		place = await lowdbPlace()
	})
	afterEach(() => place.remove())
	const read = (folder = place.folder) => readStore({ folder, logger: pino({ level: 'silent' }) })
	const bytes = async () => {
		const names = (await readdir(place.folder)).filter((name) => name.endsWith('.jsonl')).toSorted()
		return Promise.all(names.map(async (name) => [name, await readFile(path.join(place.folder, name), 'utf8')]))
	}
	const shown = async ({ tickets, questions, customers }: ReadableStore) => ({
		tickets: await tickets.list({ limit: 99 }),
		history: await tickets.history('BD-1001'),
		questions: await questions.questions(99),
		people: await customers.search('', 99),
	})

	it('shows what the desk has stored, and changes nothing in its folder', async () => {
		const running = await place.open()
		await fill(running)
		const before = await bytes()
		const store = await read()
		expect(await shown(store)).toEqual(await shown(running))
		expect((await shown(store)).questions).toHaveLength(1)
		await expect(store.questions.keepQuestion(question('new'), RETENTION)).rejects.toMatchObject({ code: 'busy' })
		await expect(store.tickets.commit('new', [opening('BD-3000')])).rejects.toMatchObject({ code: 'busy' })
		expect(await bytes()).toEqual(before)
		await running.close()
		expect(await shown(await read())).toEqual(await shown(store))
	})

	it('can be read while the desk writes on and puts snapshots in the place of its journals', async () => {
		const running = await place.open()
		let count = 0
		const write = () =>
			running.tickets.commit(`cause ${(count += 1)}`, [opening(`BD-${2000 + count}`, { description: 'x'.repeat(200_000) })])
		for (let turn = 1; turn <= 12; turn += 1) {
			const before = count
			const [store] = await Promise.all([read(), ...Array.from({ length: 5 }, write)])
			expect(await store.tickets.count({})).toBeGreaterThanOrEqual(before)
		}
		expect(place.logged.some(({ msg }) => msg === 'snapshot written')).toBe(true)
		await running.close()
	})

	it('is refused where there is none', async () => {
		for (const folder of [place.folder, path.join(place.folder, 'none')]) {
			await expect(read(folder)).rejects.toMatchObject({ code: 'bad-input', details: { folder } })
		}
	})
})
