import { readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/stores/store.ts'
import { fill } from './contract-reopening.ts'
import { type LowdbPlace, lowdbPlace } from './lowdb-place.ts'
import { opening } from './samples.ts'

describe('the folder of the lowdb store', () => {
	let place: LowdbPlace
	let store: Store
	beforeEach(async () => {
		place = await lowdbPlace()
		store = await place.open()
	})
	afterEach(async () => {
		await store.close()
		await place.remove()
	})
	const upload = (id: string) => ({ id, conversationId: 'c', name: 'n', contentType: 'text/plain', bytes: Buffer.from('bytes') })

	it('can be read by its own user only', async () => {
		await fill(store)
		await store.tickets.commit('big', [opening('BD-3000', { description: 'x'.repeat(70_000) })])
		await store.close()
		const modeOf = async (name: string) => ((await stat(path.join(place.folder, name))).mode & 0o777).toString(8)
		const names = await readdir(place.folder, { recursive: true })
		expect(names.toSorted()).toEqual(['files', 'files/f', 'journal-2.jsonl', 'snapshot.jsonl'])
		expect(await modeOf('.')).toBe('700')
		for (const name of names) expect(await modeOf(name)).toBe(name === 'files' ? '700' : '600')
	})

	it('is left by no file id', async () => {
		for (const id of ['../x', '..', '.', '', 'a/b', 'a\\b', '/etc/x', '.hidden', 'x\0', 'é', 'x'.repeat(200), 'x.tmp', 'C:x']) {
			await expect(store.transcripts.saveFile(upload(id))).rejects.toMatchObject({ code: 'bad-input' })
			expect(await store.transcripts.file(id)).toBeUndefined()
		}
		expect(await readdir(path.join(place.folder, 'files'))).toEqual([])
	})

	it('keeps one of many uploads of the same id at once', async () => {
		await Promise.all(Array.from({ length: 5 }, () => store.transcripts.saveFile(upload('f'))))
		expect(await store.transcripts.file('f')).toMatchObject({ id: 'f', name: 'n' })
		expect(await readdir(path.join(place.folder, 'files'))).toEqual(['f'])
	})

	it('loses the half written files of a crash at the next start', async () => {
		await store.close()
		await writeFile(path.join(place.folder, 'files', 'half.tmp'), 'x')
		await writeFile(path.join(place.folder, 'snapshot.jsonl.tmp'), 'x')
		store = await place.open()
		expect(await readdir(path.join(place.folder, 'files'))).toEqual([])
		expect(await readdir(place.folder)).not.toContain('snapshot.jsonl.tmp')
	})

	it('says so when an uploaded file was cut', async () => {
		await store.transcripts.saveFile(upload('f'))
		await writeFile(path.join(place.folder, 'files', 'f'), 'byt')
		await expect(store.transcripts.file('f')).rejects.toMatchObject({ code: 'damaged' })
	})

	it('leaves no gap in the numbers when it is closed in good order', async () => {
		expect(await store.tickets.reserveNumber()).toBe('BD-1001')
		await store.close()
		store = await place.open()
		expect(await store.tickets.reserveNumber()).toBe('BD-1002')
	})

	it('starts with the number that it is told', async () => {
		await store.close()
		store = await place.open({ firstNumber: 5000 })
		expect(await store.tickets.reserveNumber()).toBe('BD-5000')
	})
})
