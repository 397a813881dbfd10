import { readFile, truncate, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fill, picture } from './contract-reopening.ts'
import { type LowdbPlace, lowdbPlace } from './lowdb-place.ts'
import { NOON, opening } from './samples.ts'

describe('opening a folder that is not as it was written', () => {
	let place: LowdbPlace
	let journal: string
	beforeEach(async () => {
		place = await lowdbPlace()
		journal = path.join(place.folder, 'journal-1.jsonl')
		const store = await place.open()
		await fill(store)
		await store.close()
	})
	afterEach(() => place.remove())
	const lines = async (file = journal) => (await readFile(file, 'utf8')).split('\n').slice(0, -1)
	const refusal = async () => {
		const error: unknown = await place.open().then(
			() => undefined,
			(reason: unknown) => reason,
		)
		return error as { code?: string; message?: string } | undefined
	}
	/** Adds so much that a snapshot is written at the end. */
	const grow = async () => {
		const store = await place.open()
		await store.tickets.commit('big', [opening('BD-3000', { description: 'x'.repeat(100_000) })])
		await store.close()
	}

	it('drops a last record cut at any byte, keeps all before, and can be written and opened again', async () => {
		const whole = await readFile(journal)
		const store = await place.open()
		const before = await picture(store)
		await store.turns.markHandled('cut off', NOON)
		await store.close()
		const longer = await readFile(journal)
		expect(longer.length).toBeGreaterThan(whole.length)
		for (let length = whole.length; length < longer.length; length += 1) {
			await writeFile(journal, longer.subarray(0, length))
			const opened = await place.open()
			expect(await picture(opened)).toEqual(before)
			expect(await opened.turns.isHandled('cut off')).toBe(false)
			await opened.turns.markHandled('after', NOON)
			await opened.close()
			const again = await place.open()
			expect([await again.turns.isHandled('after'), await again.turns.isHandled('cut off')]).toEqual([true, false])
			await again.close()
		}
		expect(place.logged.filter(({ level }) => level === 40)).toHaveLength(longer.length - whole.length - 1)
	})

	it('drops a last record with a wrong checksum', async () => {
		const all = await lines()
		const store = await place.open()
		await store.turns.markHandled('last', NOON)
		await store.close()
		const longer = await readFile(journal, 'utf8')
		await writeFile(journal, longer.replace('"last"', '"lost"'))
		const opened = await place.open()
		expect([await opened.turns.isHandled('last'), await opened.turns.isHandled('lost')]).toEqual([false, false])
		await opened.close()
		expect(await lines()).toEqual(all)
	})

	it('refuses a wrong checksum before the last record, naming file and line, and changes nothing', async () => {
		const all = await lines()
		for (const index of all.keys()) {
			if (index === all.length - 1) break
			const bad = all.with(index, (all[index] ?? '').replace(/.{3}$/, 'x]]')).join('\n')
			await writeFile(journal, `${bad}\n`)
			expect(await refusal()).toMatchObject({
				code: 'damaged',
				message: expect.stringContaining(`${journal}, line ${index + 1}:`),
			})
			expect(await readFile(journal, 'utf8')).toBe(`${bad}\n`)
		}
	})

	it('refuses a missing record', async () => {
		const all = await lines()
		await writeFile(journal, `${all.toSpliced(2, 1).join('\n')}\n`)
		expect(await refusal()).toMatchObject({ code: 'damaged', message: expect.stringContaining(`${journal}, line 3:`) })
	})

	it('refuses a missing journal', async () => {
		await grow()
		await unlink(path.join(place.folder, 'journal-2.jsonl'))
		expect(await refusal()).toMatchObject({ code: 'damaged', message: expect.stringContaining('journal-2.jsonl') })
	})

	it('refuses a cut journal that another one follows', async () => {
		const store = await place.open()
		await store.turns.markHandled('a', NOON)
		await store.close()
		const all = await lines()
		const last = all.at(-1) ?? ''
		await writeFile(path.join(place.folder, 'journal-2.jsonl'), `${last}\n`)
		await writeFile(journal, `${all.slice(0, -1).join('\n')}\n["0`)
		expect(await refusal()).toMatchObject({
			code: 'damaged',
			message: expect.stringContaining(`${journal}, line ${all.length}:`),
		})
	})

	it('accepts a torn record before a journal that was begun and never written', async () => {
		const all = await readFile(journal, 'utf8')
		await writeFile(journal, `${all}["0`)
		await writeFile(path.join(place.folder, 'journal-2.jsonl'), '')
		const opened = await place.open()
		await opened.turns.markHandled('next', NOON)
		await opened.close()
		expect(await readFile(journal, 'utf8')).toBe(all)
		const again = await place.open()
		expect(await again.turns.isHandled('next')).toBe(true)
		await again.close()
	})

	it('refuses a snapshot that was changed, cut or replaced, naming the line', async () => {
		await grow()
		const snapshot = path.join(place.folder, 'snapshot.jsonl')
		const whole = await readFile(snapshot)
		const all = await lines(snapshot)
		for (const index of all.keys()) {
			await writeFile(snapshot, `${all.with(index, (all[index] ?? '').replace(/.{3}$/, 'x]]')).join('\n')}\n`)
			expect(await refusal()).toMatchObject({
				code: 'damaged',
				message: expect.stringContaining(`${snapshot}, line ${index + 1}:`),
			})
		}
		await writeFile(snapshot, `${all.slice(0, -1).join('\n')}\n`)
		expect(await refusal()).toMatchObject({ code: 'damaged', message: expect.stringContaining(`line ${all.length}`) })
		await writeFile(snapshot, whole)
		await truncate(snapshot, whole.length - 1)
		expect(await refusal()).toMatchObject({ code: 'damaged' })
		await writeFile(snapshot, whole)
		await (await place.open()).close()
	})
})
