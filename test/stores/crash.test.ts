import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LowdbPlace, lowdbPlace } from './lowdb-place.ts'

const SCRIPT = fileURLToPath(new URL('store-process.ts', import.meta.url))

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

	it('keeps everything that was acknowledged before kill -9, and repeats no number', async () => {
		const acknowledged = new Map<string, string>()
		for (let round = 0; round < 5; round += 1) {
			const { child, output, line, ended } = start('write')
			await line
			await new Promise((resolve) => setTimeout(resolve, 40 + round * 70))
			child.kill('SIGKILL')
			await ended
			const whole = output().split('\n').slice(0, -1)
			expect(whole.length).toBeGreaterThan(10)
			for (const said of whole) {
				const [cause = '', number = ''] = said.split(' ')
				acknowledged.set(cause, number)
			}
			const { tickets, close } = await place.open()
			const kept = async ([cause, number]: [string, string]) => {
				const [found, ticket, history] = [
					await tickets.ticketOfCause(cause),
					await tickets.load(number),
					await tickets.history(number),
				]
				return found === number && ticket?.sequence === 1 && history.length === 1
			}
			const lost = []
			for (const entry of acknowledged) if (!(await kept(entry))) lost.push(entry)
			expect(lost).toEqual([])
			await close()
		}
		expect(new Set(acknowledged.values()).size).toBe(acknowledged.size)
	})

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
