import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Disk, realDisk } from '../../src/stores/lowdb/disk.ts'
import type { Store } from '../../src/stores/store.ts'
import { type LowdbPlace, lowdbPlace } from './lowdb-place.ts'
import { followUp, NOON, notice, opening } from './samples.ts'

describe('writing the journal', () => {
	let place: LowdbPlace
	let store: Store
	let syncs = 0
	let duringSync: (() => void) | undefined
	let failing: 'write' | 'sync' | 'everything' | undefined
	const fail = (what: typeof failing) => {
		if (failing === what || failing === 'everything') throw Object.assign(new Error('no space left'), { code: 'ENOSPC' })
	}
	const disk: Disk = {
		async write(file, bytes, at) {
			if (failing === 'write') await realDisk.write(file, bytes.subarray(0, bytes.length / 2), at)
			fail('write')
			await realDisk.write(file, bytes, at)
		},
		async sync(file) {
			syncs += 1
			duringSync?.()
			fail('sync')
			await realDisk.sync(file)
		},
		async truncate(file, length) {
			fail('everything')
			await realDisk.truncate(file, length)
		},
	}
	beforeEach(async () => {
		syncs = 0
		failing = undefined
		place = await lowdbPlace()
		store = await place.open({ disk })
	})
	afterEach(async () => {
		failing = undefined
		await store.close()
		await place.remove()
	})
	const reopened = async () => {
		await store.close()
		store = await place.open({ disk })
		return store
	}

	it('syncs many commits at once with few syncs, and none of them before its sync', async () => {
		await Promise.all(Array.from({ length: 400 }, (_, index) => store.turns.markHandled(`t${index}`, NOON)))
		expect(syncs).toBeGreaterThan(0)
		expect(syncs).toBeLessThan(10)
		await store.turns.markHandled('alone', NOON)
		expect(syncs).toBeLessThan(11)
	})

	it('shows nothing that is not on disk yet', async () => {
		const writing = store.tickets.commit('one', [{ ...opening('BD-1001'), notices: [notice('n', { kind: 'team', id: 'team' })] }])
		expect(await store.tickets.load('BD-1001')).toBeUndefined()
		expect(await store.tickets.ticketOfCause('one')).toBeUndefined()
		expect(await store.notices.ready(NOON, 9)).toEqual([])
		await writing
		expect(await store.tickets.load('BD-1001')).toBeDefined()
		expect(await store.notices.ready(NOON, 9)).toHaveLength(1)
	})

	it.each(['write', 'sync'] as const)('forgets what a failing %s lost, and goes on when the disk does', async (broken) => {
		const first = opening('BD-1001')
		await store.tickets.commit('one', [first])
		failing = broken
		const lost = [
			store.tickets.commit('two', [followUp(first.ticket, NOON, { type: 'note-added', text: 'lost' })]),
			store.tickets.commit('two', [opening('BD-1009')]),
			store.tickets.commit('three', [followUp(first.ticket, NOON, { type: 'note-added', text: 'overtaken by what was lost' })]),
			store.turns.markHandled('turn', NOON),
		]
		for (const promise of lost) await expect(promise).rejects.toMatchObject({ code: 'busy', reason: 'store-unavailable' })
		failing = 'everything'
		await expect(store.turns.markHandled('turn', NOON)).rejects.toMatchObject({ code: 'busy' })
		expect(await store.tickets.load('BD-1001')).toEqual(first.ticket)
		expect(await store.turns.isHandled('turn')).toBe(false)

		failing = undefined
		const kept = followUp(first.ticket, NOON, { type: 'note-added', text: 'kept' })
		expect(await store.tickets.commit('two', [kept])).toBe('committed')
		const { tickets, turns } = await reopened()
		expect(await tickets.load('BD-1001')).toEqual(kept.ticket)
		expect(await tickets.history('BD-1001')).toHaveLength(2)
		expect(await turns.isHandled('turn')).toBe(false)
		expect(place.logged.filter(({ level }) => level === 50).length).toBeGreaterThan(0)
	})

	it('acknowledges nothing that is not kept on a disk that fails now and then', async () => {
		const acknowledged: string[] = []
		const writers = Array.from({ length: 8 }, async (_, writer) => {
			for (let turn = 0; turn < 60; turn += 1) {
				if (turn % 7 === writer % 7) failing = (['write', 'sync', 'everything', undefined] as const)[(turn + writer) % 4]
				const key = `${writer}-${turn}`
				await store.turns.markHandled(key, NOON).then(
					() => acknowledged.push(key),
					() => undefined,
				)
			}
		})
		await Promise.all(writers)
		failing = undefined
		await store.turns.markHandled('last', NOON)
		const { turns } = await reopened()
		expect(acknowledged.length).toBeGreaterThan(20)
		expect(acknowledged.length).toBeLessThan(480)
		for (const key of [...acknowledged, 'last']) expect(await turns.isHandled(key)).toBe(true)
	})

	it('gives no place in a conversation to an activity that was lost', async () => {
		const { transcripts } = store
		await transcripts.createConversation({ id: 'c', userId: 'anna', locale: 'fr', createdAt: new Date(NOON) })
		await transcripts.append('c', { id: 'a1', type: 'message' })
		failing = 'sync'
		const lost = ['a2', 'a3', 'a2'].map((id) => transcripts.append('c', { id, type: 'message' }))
		for (const promise of lost) await expect(promise).rejects.toMatchObject({ code: 'busy' })
		failing = undefined
		expect(await transcripts.append('c', { id: 'a3', type: 'message' })).toBe(2)
		expect((await (await reopened()).transcripts.since('c', 0)).activities.map(({ id }) => id)).toEqual(['a1', 'a3'])
	})

	it('refuses what waits behind a failing write, for it may rest on it', async () => {
		const { transcripts } = store
		await transcripts.createConversation({ id: 'c', userId: 'anna', locale: 'fr', createdAt: new Date(NOON) })
		failing = 'sync'
		const behind: Promise<number>[] = []
		duringSync = () => {
			behind.push(transcripts.append('c', { id: 'a2', type: 'message' }))
			duringSync = undefined
		}
		const first = transcripts.append('c', { id: 'a1', type: 'message' })
		await expect(first).rejects.toMatchObject({ code: 'busy' })
		failing = undefined
		expect(behind).toHaveLength(1)
		await expect(behind[0]).rejects.toMatchObject({ code: 'busy' })
		expect(await transcripts.append('c', { id: 'a2', type: 'message' })).toBe(1)
	})

	it('gives out no number of a block that could not be reserved', async () => {
		failing = 'write'
		await expect(store.tickets.reserveNumber()).rejects.toMatchObject({ code: 'busy' })
		failing = undefined
		expect(await store.tickets.reserveNumber()).toBe('BD-1001')
	})
})
