import { readdir, rename, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as fc from 'fast-check'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Disk, realDisk } from '../../src/stores/lowdb/disk.ts'
import { readStore } from '../../src/stores/lowdb/read-store.ts'
import type { Store } from '../../src/stores/store.ts'
import { type LowdbPlace, lowdbPlace } from './lowdb-place.ts'
import { NOON, opening } from './samples.ts'
import { changesOf, REFUSED, shareOf } from './trouble.ts'

/** What a disk may do with one thing that it is asked: do it, refuse, do half of it, or do it and say that it failed. */
type Mood = 'well' | 'refuses' | 'half' | 'lies'
const moods = fc.array(fc.constantFrom<Mood>('well', 'well', 'well', 'refuses', 'half', 'lies'), { maxLength: 60 })
const codes = fc.constantFrom('ENOSPC', 'EROFS', 'EACCES', 'EIO')

interface MoodyDisk extends Disk {
	isWell: boolean
}

function moodyDisk(list: readonly Mood[], code: string): MoodyDisk {
	const rest = list.values()
	const failure = () => Object.assign(new Error(`${code}: as told`), { code, syscall: 'write' })
	const asked = async (whole: () => Promise<void>, half: () => Promise<void>) => {
		const mood = disk.isWell ? 'well' : (rest.next().value ?? 'well')
		if (mood === 'half') await half()
		if (mood === 'well' || mood === 'lies') await whole()
		if (mood !== 'well') throw failure()
	}
	const nothing = () => Promise.resolve()
	const disk: MoodyDisk = {
		isWell: true,
		write: (file, bytes, at) =>
			asked(
				() => realDisk.write(file, bytes, at),
				() => realDisk.write(file, bytes.subarray(0, bytes.length / 2), at),
			),
		sync: (file) => asked(() => realDisk.sync(file), nothing),
		truncate: (file, length) => asked(() => realDisk.truncate(file, length), nothing),
	}
	return disk
}

describe('a disk in trouble', () => {
	let place: LowdbPlace
	beforeEach(async () => {
		place = await lowdbPlace()
	})
	afterEach(() => place.remove())

	it('costs nothing that was acknowledged and tears nothing, whatever it refuses, and once it is well the next commit is kept', async () => {
		const scenario = async (list: readonly Mood[], code: string) => {
			const here = await lowdbPlace()
			const disk = moodyDisk(list, code)
			const store = await here.open({ disk })
			disk.isWell = false
			const acknowledged = new Set<number>()
			for (let index = 0; index < 12; index += 2) {
				const outcomes = await Promise.allSettled(
					[index, index + 1].map((each) => store.tickets.commit(`cause ${each}`, changesOf(each).changes)),
				)
				for (const [offset, { status }] of outcomes.entries()) if (status === 'fulfilled') acknowledged.add(index + offset)
				const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
				expect(refusals).toMatchObject(refusals.map(() => REFUSED))
			}
			const all = Array.from({ length: 12 }, (_, index) => index)
			const expected = all.map((index) => (acknowledged.has(index) ? 1 : 0))
			const shares = (of: Store['tickets']) => Promise.all(all.map((index) => shareOf(of, index)))
			expect(await shares(store.tickets)).toEqual(expected)
			// As a crash would leave it: what was refused may be there, but only as a whole.
			const aside = await readStore({ folder: here.folder, logger: pino({ level: 'silent' }) })
			for (const [index, share] of (await shares(aside.tickets)).entries())
				expect(expected[index] === 1 ? [1] : [0, 1]).toContain(share)
			disk.isWell = true
			expect(await store.tickets.commit('cause 12', changesOf(12).changes)).toBe('committed')
			// The snapshot at the end is refused as well.
			disk.isWell = false
			await store.close()
			const again = await here.open()
			expect(await shares(again.tickets)).toEqual(expected)
			expect(await shareOf(again.tickets, 12)).toBe(1)
			await again.close()
			await here.remove()
		}
		await fc.assert(fc.asyncProperty(moods, codes, scenario), { numRuns: 15 })
	})

	it('says what was refused in a way that people understand, goes on reading, and is not ready', async () => {
		const disk = moodyDisk(Array(99).fill('refuses'), 'EROFS')
		const store = await place.open({ disk })
		await store.tickets.commit('cause 1', changesOf(1).changes)
		disk.isWell = false
		await expect(store.tickets.commit('cause 2', changesOf(2).changes)).rejects.toMatchObject(REFUSED)
		await expect(store.probe?.()).rejects.toMatchObject(REFUSED)
		const upload = { id: 'f', conversationId: 'c', name: 'n', contentType: 'text/plain', bytes: Buffer.from('bytes') }
		await expect(store.transcripts.saveFile(upload)).rejects.toMatchObject(REFUSED)
		expect(await readdir(path.join(place.folder, 'files'))).toEqual([])
		expect(await shareOf(store.tickets, 1)).toBe(1)
		expect(await store.notices.ready(NOON, 9)).toHaveLength(1)
		expect(place.logged.filter(({ level }) => level === 50)).toHaveLength(1)
		disk.isWell = true
		await store.probe?.()
		await store.transcripts.saveFile(upload)
		expect(await store.transcripts.file('f')).toMatchObject({ id: 'f' })
		await store.close()
	})

	it('leaves the old files as they are when a snapshot fails half way, and a later one takes them away', async () => {
		const disk = moodyDisk(['well', 'well', 'half'], 'ENOSPC')
		const store = await place.open({ disk })
		const big = (index: number) => [opening(`BD-${3000 + index}`, { description: 'x'.repeat(400_000) })]
		for (let index = 0; index < 5; index += 1) await store.tickets.commit(`big ${index}`, big(index))
		disk.isWell = false
		await store.tickets.commit('big 5', big(5))
		// The next thing that the disk is asked for is the snapshot's.
		await expect.poll(() => place.logged.some(({ msg }) => msg.startsWith('no snapshot'))).toBe(true)
		disk.isWell = true
		expect(await readdir(place.folder)).not.toContain('snapshot.jsonl.tmp')
		for (let index = 6; index < 13; index += 1) await store.tickets.commit(`big ${index}`, big(index))
		await expect.poll(() => place.logged.some(({ msg }) => msg === 'snapshot written')).toBe(true)
		await store.close()
		const again = await place.open()
		expect(await again.tickets.count({})).toBe(13)
		await again.close()
	})

	it('that is slow keeps everything in order, and many share each wait', async () => {
		let syncs = 0
		const disk: Disk = {
			...realDisk,
			async sync(file) {
				syncs += 1
				await new Promise((resolve) => setTimeout(resolve, 30))
				await realDisk.sync(file)
			},
		}
		const store = await place.open({ disk })
		const order: number[] = []
		const started = Array.from({ length: 300 }, async (_, index) => {
			await new Promise((resolve) => setTimeout(resolve, index / 10))
			await store.turns.markHandled(`turn ${index}`, NOON)
			order.push(index)
		})
		await Promise.all(started)
		expect(order).toEqual(order.toSorted((a, b) => a - b))
		expect(syncs).toBeLessThan(30)
		await store.close()
	})

	it('that hangs makes only so many wait, and tells the others at once', async () => {
		const released = Promise.withResolvers<void>()
		let hangs = false
		const disk: Disk = { ...realDisk, sync: async (file) => (hangs && (await released.promise), realDisk.sync(file)) }
		const store = await place.open({ disk })
		hangs = true
		const outcomes = Array.from({ length: 10_500 }, (_, index) =>
			store.turns.markHandled(`${index}`, NOON).then(
				() => 'kept',
				({ reason }: { reason: string }) => reason,
			),
		)
		expect(await outcomes.at(-1)).toBe('store-unavailable')
		released.resolve()
		const said = await Promise.all(outcomes)
		const kept = said.filter((outcome) => outcome === 'kept').length
		expect(kept).toBeGreaterThanOrEqual(10_000)
		expect(said.slice(0, kept).every((outcome) => outcome === 'kept')).toBe(true)
		await store.close()
	})

	it('whose folder is away for a while is written again when it is back', async () => {
		const store = await place.open()
		await store.tickets.commit('cause 1', changesOf(1).changes)
		const elsewhere = `${place.folder}-elsewhere`
		await rename(place.folder, elsewhere)
		for (const cause of ['cause 2', 'cause 3'])
			await expect(store.tickets.commit(cause, changesOf(2).changes)).rejects.toMatchObject(REFUSED)
		await rename(elsewhere, place.folder)
		expect(await store.tickets.commit('cause 2', changesOf(2).changes)).toBe('committed')
		await store.close()
		const again = await place.open()
		expect([await shareOf(again.tickets, 1), await shareOf(again.tickets, 2)]).toEqual([1, 1])
		await again.close()
	})

	it('acknowledges nothing to a journal that somebody has taken away, until it is back', async () => {
		const store = await place.open()
		await store.tickets.commit('cause 1', changesOf(1).changes)
		const journal = path.join(place.folder, 'journal-1.jsonl')
		await rename(journal, `${journal}.aside`)
		await writeFile(journal, '')
		for (const cause of ['cause 2', 'cause 3'])
			await expect(store.tickets.commit(cause, changesOf(2).changes)).rejects.toMatchObject(REFUSED)
		await rename(`${journal}.aside`, journal)
		expect(await store.tickets.commit('cause 3', changesOf(2).changes)).toBe('committed')
		await unlink(journal)
		for (const cause of ['cause 4', 'cause 5'])
			await expect(store.tickets.commit(cause, changesOf(3).changes)).rejects.toMatchObject(REFUSED)
		expect(await shareOf(store.tickets, 1)).toBe(1)
		await store.close()
	})
})
