import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkCommand } from '../../src/cli/store/check.ts'
import { exportCommand } from '../../src/cli/store/export.ts'
import { openStore } from '../../src/stores/lowdb/open-store.ts'
import { exportOf } from '../stores/contract-entries.ts'
import { fill } from '../stores/contract-reopening.ts'
import { type LowdbPlace, lowdbPlace } from '../stores/lowdb-place.ts'
import { opening } from '../stores/samples.ts'

const PROGRAM = path.join(import.meta.dirname, '../../src/cli/store.ts')
const logger = pino({ level: 'silent' })

interface Run {
	readonly code: number
	readonly output: string
	readonly errors: string
}

function run(...args: string[]): Promise<Run> {
	return new Promise((resolve) => {
		const child = execFile(process.execPath, [PROGRAM, ...args], (_error, output, errors) => {
			resolve({ code: child.exitCode ?? -1, output, errors })
		})
	})
}

let root = ''
const place = (name: string) => `lowdb:${path.join(root, name)}`
beforeAll(async () => {
	root = await mkdtemp(path.join(tmpdir(), 'store-cli-'))
	const store = await openStore({ folder: path.join(root, 'desk'), logger })
	await fill(store)
	await store.close()
})
afterAll(() => rm(root, { recursive: true }))

describe('npm run store', () => {
	it('says how it is called', async () => {
		expect(await run('copy', place('desk'))).toMatchObject({
			code: 2,
			output: '',
			errors: expect.stringContaining('npm run store -- copy FROM TO'),
		})
	})

	it('exports into a new file that only its owner reads', async () => {
		const file = path.join(root, 'desk.jsonl')
		const own = { folder: path.join(root, 'desk'), address: place('desk') }
		expect(await exportCommand.run([own.address, file])).toBe(0)
		expect((await stat(file)).mode & 0o077).toBe(0)
		expect(await readFile(file, 'utf8')).toBe(await exportOf(own))
		await expect(exportCommand.run([own.address, file])).rejects.toMatchObject({
			message: expect.stringContaining('is there already'),
		})
	})

	it('never tells a password', async () => {
		const address = 'postgres://user:geheim@127.0.0.1:1/desk'
		for (const given of [address, `x${address}`]) {
			const error = await checkCommand.run([given]).catch((caught: unknown) => caught)
			expect(error).toMatchObject({ message: expect.stringMatching(/127\.0\.0\.1:1\/desk cannot be used|is not a store/u) })
			expect(String(error)).not.toContain('geheim')
		}
	})

	it('goes on after a kill, ends with the same, and tells no words of anybody', async () => {
		const [from, to] = [await lowdbPlace(), await lowdbPlace()]
		const store = await from.open()
		const description = 'd'.repeat(9000)
		const commits = Array.from({ length: 400 }, (_, index) => opening(`BD-${index + 1}`, { description }))
		await Promise.all(commits.map((change, index) => store.tickets.commit(`${index}`, [change])))
		await store.close()
		await killed(from, to)
		await expect(to.open()).rejects.toMatchObject({ reason: 'store-half-copied' })
		const copied = await run('copy', from.address, to.address)
		expect(copied).toMatchObject({ code: 0, errors: expect.stringMatching(/^400 tickets, 400 events, .*: verified\.\n/mu) })
		expect((await exportOf(to)) === (await exportOf(from))).toBe(true)
		// What the sample's commits save as due is not what a policy says.
		const checked = await run('check', to.address)
		expect(checked).toMatchObject({ code: 1, errors: expect.stringContaining('400 tickets, 400 events') })
		expect(checked.output).toMatch(/^BD-1: the clock looks at it .*\n/u)
		expect(`${copied.errors}${checked.output}${checked.errors}`).not.toMatch(/anna|ddd|contoso/iu)
		await Promise.all([from.remove(), to.remove()])
	})
})

/** Starts a copy and kills it once something has come. */
async function killed(from: LowdbPlace, to: LowdbPlace): Promise<void> {
	const child = spawn(process.execPath, [PROGRAM, 'copy', from.address, to.address])
	const ended = once(child, 'exit')
	const growing = path.join(to.folder, 'incoming', 'journal-1.jsonl')
	const size = async () => (await stat(growing).catch(() => undefined))?.size ?? 0
	while (child.exitCode === null && (await size()) === 0) await pause(2)
	child.kill('SIGKILL')
	await ended
	expect(child.signalCode).toBe('SIGKILL')
}
