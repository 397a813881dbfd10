import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkOrder, type SystemCall, systemCalls } from './system-calls.ts'

const WRITER = fileURLToPath(new URL('writer-process.ts', import.meta.url))
const STRACE = 'strace'
const CALLS = 'openat,write,pwrite64,writev,pwritev,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat'
/** Longer than any write of the store, so that each shows what it holds. */
const LONGEST_STRING = 4_000_000
const WRITERS = 12
/** Enough for the journal to outgrow its threshold of 4 MiB some times. */
const LONGEST_STATE = 60_000

export interface TracedSyncs {
	readonly calls: number
	readonly syncs: number
	readonly snapshots: number
	/** Acknowledgements whose data were found in a write and that write in a sync. */
	readonly checked: number
	readonly faults: readonly string[]
}

/** Whether this machine can watch the system calls of a process. */
export function hasStrace(): boolean {
	return process.platform === 'linux' && spawnSync(STRACE, ['-e', 'trace=none', 'true']).status === 0
}

/**
 * Watches a real process under load from outside, by its system calls: each acknowledgement is written to the pipe after the end of a
 * sync that began after the end of the write that holds it; files are synced before they get their names, and folders before old
 * files go. `disk` may be one that lies.
 */
export async function tracedSyncs({
	seed,
	acknowledged,
	disk,
}: {
	seed: number
	acknowledged: number
	disk?: string
}): Promise<TracedSyncs> {
	const place = await realpath(await mkdtemp(path.join(tmpdir(), 'traced-')))
	const [folder, log] = [path.join(place, 'store'), path.join(place, 'strace.log')]
	try {
		// With -D the process is our own child, and strace writes its log to the end.
		const options = [
			'-f',
			'--seccomp-bpf',
			'-y',
			'-qq',
			'-s',
			`${LONGEST_STRING}`,
			'-e',
			`trace=${CALLS}`,
			'-e',
			'signal=none',
			'-o',
			log,
		]
		const writer = [WRITER, folder, '1', `${seed}`, `${WRITERS}`, `${LONGEST_STATE}`, disk ?? 'real']
		const child = spawn(STRACE, [...options, process.execPath, ...writer], { stdio: ['pipe', 'pipe', 'inherit'] })
		child.stdin.end('[]')
		const ended = once(child, 'close')
		const enough = Promise.withResolvers<void>()
		let heard = 0
		child.stdout.on('data', (data: Buffer) => {
			heard += data.toString().split('\n').length - 1
			if (heard >= acknowledged) enough.resolve()
		})
		await Promise.race([enough.promise, ended])
		child.kill('SIGKILL')
		await ended
		const calls = systemCalls(await readFile(log, 'latin1'), folder)
		return { ...counted(calls), ...checkOrder(calls, folder) }
	} finally {
		await rm(place, { recursive: true, force: true })
	}
}

function counted(calls: readonly SystemCall[]) {
	const syncs = calls.filter(({ name }) => name === 'fsync' || name === 'fdatasync').length
	const snapshots = calls.filter(({ name, to }) => name.startsWith('rename') && to?.endsWith('snapshot.jsonl') === true).length
	return { calls: calls.length, syncs, snapshots }
}
