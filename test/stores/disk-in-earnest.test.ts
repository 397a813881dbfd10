import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, readdir, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LowdbPlace, lowdbPlace } from './lowdb-place.ts'
import { changesOf, REFUSED, shareOf } from './trouble.ts'

const SCRIPT = fileURLToPath(new URL('trouble-process.ts', import.meta.url))
const NOBODY = 65_534

/** A process that does what it is told, see `trouble-process.ts`. */
function startProcess(folder: string, limitKilobytes: number | 'unlimited', uid: readonly string[] = []) {
	const command = `ulimit -S -f ${limitKilobytes}; exec "$@"`
	const child = spawn('bash', ['-c', command, 'bash', process.execPath, SCRIPT, folder, ...uid], {
		stdio: ['pipe', 'pipe', 'inherit'],
	})
	const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
	const answer = async () => (await lines.next()).value as string
	const ask = (line: string) => {
		child.stdin.write(`${line}\n`)
		return answer()
	}
	const end = async () => {
		child.stdin.end()
		await once(child, 'close')
	}
	return { pid: child.pid ?? 0, opened: answer(), ask, end }
}

describe.skipIf(process.platform !== 'linux')('the operating system in earnest', () => {
	let place: LowdbPlace
	beforeEach(async () => {
		place = await lowdbPlace()
	})
	afterEach(() => place.remove())

	/** Tells it to open tickets until it refuses one; answers their causes, and with what it refused the last one. */
	async function untilRefused(ask: (line: string) => Promise<string>, from: number) {
		for (let index = from; index < from + 1000; index += 1) {
			const said = await ask(`ticket cause-${index} BD-${2000 + index}`)
			if (said !== 'kept') return { next: index, said }
		}
		throw new Error('it never refused')
	}

	it('refuses to let the file grow: nothing torn, reading goes on, and it is written again without a restart', async ({
		skip,
	}) => {
		if (spawnSync('prlimit', ['--version']).status !== 0) return skip('there is no prlimit')
		const { pid, opened, ask, end } = startProcess(place.folder, 64)
		expect(await opened).toBe('opened')
		const { next, said } = await untilRefused(ask, 0)
		expect(said).toBe('busy store-unavailable')
		expect(next).toBeGreaterThan(3)
		expect([await ask(`ticket again BD-1500`), await ask('read BD-1500'), await ask('read BD-2000')]).toEqual([
			'busy store-unavailable',
			'none',
			'kept',
		])
		execFileSync('prlimit', ['--pid', String(pid), '--fsize=unlimited:'])
		expect(await ask(`ticket again BD-1500`)).toBe('kept')
		await end()
		const store = await place.open()
		for (let index = 0; index < next; index += 1)
			expect(await store.tickets.ticketOfCause(`cause-${index}`)).toBe(`BD-${2000 + index}`)
		expect(await store.tickets.count({})).toBe(next + 1)
		await store.close()
	})

	it('denies a folder: uploads are refused as long, and what was acknowledged is there', async () => {
		const isRoot = process.getuid?.() === 0
		if (isRoot) await chown(place.folder, NOBODY, NOBODY)
		const { opened, ask, end } = startProcess(place.folder, 'unlimited', isRoot ? [String(NOBODY)] : [])
		expect(await opened).toBe('opened')
		expect([await ask('ticket one BD-2000'), await ask('file f')]).toEqual(['kept', 'kept'])
		await chmod(place.folder, 0)
		expect([await ask('file g'), await ask('ticket two BD-2001')]).toEqual(['busy store-unavailable', 'busy store-unavailable'])
		expect([await ask('probe'), await ask('read BD-2000')]).toEqual(['busy store-unavailable', 'kept'])
		await chmod(place.folder, 0o700)
		expect([await ask('probe'), await ask('file g'), await ask('ticket two BD-2001')]).toEqual(['kept', 'kept', 'kept'])
		await end()
	})

	it('has no room left: what is refused is refused as a whole, and room that is made is used at once', async ({ skip }) => {
		const disk = path.join(place.folder, 'small')
		await mkdir(disk)
		const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]).status === 0
		if (!isMounted) return skip('only who may mount a file system can fill one')
		try {
			const ballast = path.join(disk, 'ballast')
			await writeFile(ballast, Buffer.alloc(1_500_000))
			const store = await place.open({ folder: path.join(disk, 'store') })
			let kept = 0
			const cause = async () => {
				for (; kept < 400; kept += 1) await store.tickets.commit(`cause ${kept}`, changesOf(kept).changes)
			}
			await expect(cause()).rejects.toMatchObject({ ...REFUSED, cause: { code: 'ENOSPC' } })
			expect(await shareOf(store.tickets, kept - 1)).toBe(1)
			await unlink(ballast)
			expect(await store.tickets.commit(`cause ${kept}`, changesOf(kept).changes)).toBe('committed')
			await store.close()
			expect(await readdir(path.join(disk, 'store'))).not.toContain('snapshot.jsonl.tmp')
			const again = await place.open({ folder: path.join(disk, 'store') })
			expect(await again.tickets.count({})).toBe(2 * kept + 2)
			await again.close()
		} finally {
			spawnSync('umount', [disk])
		}
	})

	it('cannot open a folder: who starts the desk is told what to do', async () => {
		const inTheWay = path.join(place.folder, 'file')
		await writeFile(inTheWay, '')
		const told = { code: 'misconfigured', message: expect.stringContaining(`the store in ${inTheWay}`) }
		await expect(place.open({ folder: inTheWay })).rejects.toMatchObject(told)
	})
})
