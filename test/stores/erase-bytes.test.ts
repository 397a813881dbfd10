import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { erasureOf, leaveTraces, MARKS } from './contract-erase.ts'
import { type LowdbPlace, lowdbPlace } from './lowdb-place.ts'

const SCRIPT = fileURLToPath(new URL('erase-process.ts', import.meta.url))

/** A text as a file may hold it: as it is, and with its letters escaped as JSON may do it. */
function formsOf(mark: string): Buffer[] {
	const escaped = mark.replaceAll(/[^ -~]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
	return [mark, escaped, Buffer.from(mark).toString('hex')].map((form) => Buffer.from(form))
}

describe('the files of a lowdb store', () => {
	let place: LowdbPlace
	beforeEach(async () => {
		place = await lowdbPlace()
	})
	afterEach(() => place.remove())

	/** The marks that stand anywhere in the folder, in the names of files too. */
	async function marksLeft(): Promise<string[]> {
		const entries = await readdir(place.folder, { recursive: true, withFileTypes: true })
		const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name))
		const bytes = Buffer.concat([...(await Promise.all(files.map((file) => readFile(file)))), Buffer.from(files.join('\n'))])
		return MARKS.filter((mark) => formsOf(mark).some((form) => bytes.includes(form)))
	}

	it('hold no byte of an erased person once it is done: not the snapshot, no journal, no upload', async () => {
		let store = await place.open()
		await leaveTraces(store)
		await store.customers.save({ userId: 'x', name: 'x'.repeat(70_000), locale: 'en', customer: { id: 'x', name: 'x' } })
		await store.close()
		expect(await readdir(place.folder)).toContain('snapshot.jsonl')
		store = await place.open()
		expect(await marksLeft()).toEqual(MARKS)
		const erasure = await erasureOf(store)
		await store.erasures.erase(erasure)
		await store.erasures.settled()
		expect(await store.erasures.standing(erasure.cause)).toMatchObject({ done: true })
		expect(await marksLeft()).toEqual([])
		await store.close()
		expect(await marksLeft()).toEqual([])
		store = await place.open()
		expect((await store.tickets.load('BD-1001'))?.erased).toBeDefined()
		expect(await marksLeft()).toEqual([])
		await store.close()
	})

	it('are not clean while they cannot be written, and it is not done; the next start does it', async () => {
		let store = await place.open()
		await leaveTraces(store)
		const inTheWay = path.join(place.folder, 'snapshot.jsonl.tmp')
		await mkdir(inTheWay)
		const erasure = await erasureOf(store)
		await store.erasures.erase(erasure)
		await store.erasures.settled()
		expect(await store.erasures.standing(erasure.cause)).toMatchObject({ done: false })
		expect(await marksLeft()).not.toEqual([])
		await store.close()
		await rm(inTheWay, { recursive: true })
		store = await place.open()
		await store.erasures.settled()
		expect(await store.erasures.standing(erasure.cause)).toMatchObject({ done: true })
		expect(await marksLeft()).toEqual([])
		await store.close()
	})

	it.each(['asked', 'erased'])('are cleaned by the next start when kill -9 comes as soon as it is %s', async (moment) => {
		const child = spawn(process.execPath, [SCRIPT, place.folder], { stdio: ['ignore', 'pipe', 'inherit'] })
		const ended = once(child, 'close')
		let said = ''
		for await (const text of child.stdout.setEncoding('utf8')) {
			said += text as string
			if (said.includes(moment)) child.kill('SIGKILL')
		}
		await ended
		const store = await place.open()
		await store.erasures.settled()
		const standing = await store.erasures.standing('tab:mina:1')
		expect(moment === 'asked' ? [true, undefined] : [true]).toContain(standing?.done)
		expect(await marksLeft()).toEqual(standing === undefined ? MARKS : [])
		await store.close()
	})
})
