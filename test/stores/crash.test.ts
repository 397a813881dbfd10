import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { killRounds } from '../bench/crash/lowdb-kills.ts'
import { LYING_DISKS } from '../bench/crash/lying-disks.ts'
import { powerCuts } from '../bench/crash/power-cuts.ts'
import { textOf } from '../bench/crash/told.ts'
import { tornTail } from '../bench/crash/torn-tail.ts'
import { verify } from '../bench/crash/verify.ts'
import { createWitness } from '../bench/crash/witness.ts'
import { type LowdbPlace, lowdbPlace } from './lowdb-place.ts'
import { opening } from './samples.ts'

const SCRIPT = fileURLToPath(new URL('store-process.ts', import.meta.url))

describe('a store whose process is killed', () => {
	it('would be found out if it kept a commit in part, gave a number twice or turned an order around', async () => {
		const place = await lowdbPlace()
		const store = await place.open()
		const description = textOf({ cause: '1.0.1', numbers: ['BD-1001', 'BD-1002'], notices: 1 }, '')
		await store.tickets.commit('1.0.1', [opening('BD-1001', { description })])
		const witness = createWitness()
		for (const notice of ['1.0.2/BD-1001/0', '1.0.1/BD-1001/0']) {
			witness.hear({ kind: 'attempt', notice, mark: notice, to: 'anna', delivered: true })
			witness.hear({ kind: 'number', number: 'BD-1001' })
		}
		witness.hear({ kind: 'turn', id: 'never marked' })
		const { faults } = await verify(store, witness)
		expect(faults).toEqual([
			'anna: 1.0.1/BD-1001/0 was delivered after 1.0.2/BD-1001/0',
			'BD-1001 was given out twice',
			'1.0.1: stands in BD-1001 and not in BD-1002',
			'1.0.1/BD-1001/0: the notice is missing',
			'1.0.2/BD-1001/0: its attempts are  and not 1.0.2/BD-1001/0',
			'1.0.1/BD-1001/0: its attempts are  and not 1.0.1/BD-1001/0',
			'not as acknowledged (false): {"kind":"turn","id":"never marked"}',
		])
		await store.close()
		await place.remove()
	})

	it('keeps everything that was acknowledged, nothing in part, and repeats no number', async () => {
		const found = await killRounds({ rounds: 3, seed: 1, latestMs: 90 })
		expect(found.faults).toEqual([])
		expect(found.acknowledged).toBeGreaterThan(2)
	})
})

describe('a store whose power is cut', () => {
	const load = { seed: 1, sessions: 2, cuts: 10, changes: 80 }

	it('keeps everything that was acknowledged, nothing in part, and opens', async () => {
		const found = await powerCuts(load)
		expect(found.faults).toEqual([])
		// Else the log of what was done to the files would prove nothing.
		expect(found.unseen).toEqual([])
		// Also where blocks of one write came to the disk in another order.
		expect([...found.refused.keys()]).toEqual([])
		expect(found.checked).toBeGreaterThan(100)
	})

	it.each([
		['a disk that never syncs', { disk: LYING_DISKS.neverSyncs }],
		['an acknowledgement before the sync', { disk: LYING_DISKS.syncsLater }],
		['files that get their names before they are synced', { idle: 'files' }],
		['folders that are not synced', { idle: 'folders' }],
	] as const)('would lose something by %s', async (_, lie) => {
		const { faults } = await powerCuts({ ...load, cuts: 25, ...lie })
		expect(faults).not.toEqual([])
	})

	it('drops a last record that is changed at any byte or has zeros behind it, and keeps all before', async () => {
		const found = await tornTail({ seed: 1, changes: 5, last: 'turn', ways: ['changed'] })
		expect(found.faults).toEqual([])
		expect(found).toMatchObject({ refused: 0, whole: 9, dropped: found.bytes + 9 })
	})
})

describe('processes on one folder', () => {
	let place: LowdbPlace
	beforeEach(async () => {
		place = await lowdbPlace()
	})
	afterEach(() => place.remove())

	function start(task: string): { child: ChildProcess; output: () => string; line: Promise<void>; ended: Promise<unknown> } {
		const child = spawn(process.execPath, [SCRIPT, task, place.folder], { stdio: ['ignore', 'pipe', 'inherit'] })
		let output = ''
		child.stdout.on('data', (data: Buffer) => (output += data.toString()))
		const ended = once(child, 'close')
		const line = Promise.race([once(child.stdout, 'data'), ended]).then(() => undefined)
		return { child, output: () => output, line, ended }
	}

	it('refuses a second process at once, naming the folder, and lets it in when the first is gone', async () => {
		const first = start('write')
		await first.line
		const second = start('open')
		await second.ended
		expect(second.output()).toMatch(/^misconfigured store-in-use /)
		expect(second.output()).toContain(place.folder)
		await expect(place.open()).rejects.toMatchObject({ code: 'misconfigured', reason: 'store-in-use' })
		first.child.kill('SIGKILL')
		await first.ended
		const third = start('open')
		await third.ended
		expect(third.output()).toBe('opened\n')
	})

	it('lets a process end that has the store open', async () => {
		const { child, ended } = start('open')
		await ended
		expect(child.exitCode).toBe(0)
	})

	it('frees the folder when opening fails', async () => {
		const store = await place.open()
		await expect(place.open()).rejects.toMatchObject({ reason: 'store-in-use' })
		await store.close()
		await store.close()
		await (await place.open()).close()
	})
})
