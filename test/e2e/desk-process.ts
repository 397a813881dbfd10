import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const MAIN = path.join(import.meta.dirname, '../../src/main.ts')
const START_MS = 20_000

/** The real desk as a program of its own, on a free port, with a store of its own. */
export interface DeskProcess {
	/** Without a slash at the end; stays the same over a restart. */
	readonly url: string
	/** Ends the program as an operator does, and starts it again on the same port and store. */
	restart(): Promise<void>
	/** Ends the program and throws its store away. */
	stop(): Promise<void>
}

/** Starts the desk as `npm start` does, with nothing configured but its place. */
export async function startDesk(): Promise<DeskProcess> {
	const folder = await mkdtemp(path.join(tmpdir(), 'loopdesk-e2e-store-'))
	let running = await run(folder, '0')
	const { url } = running
	return {
		url,
		async restart() {
			await end(running.child)
			running = await run(folder, new URL(url).port)
		},
		async stop() {
			await end(running.child)
			await rm(folder, { recursive: true, force: true })
		},
	}
}

async function run(folder: string, port: string): Promise<{ child: ChildProcess; url: string }> {
	const env = { PORT: port, STORE: `lowdb:${folder}`, LOG_LEVEL: 'warn' }
	const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
	process.once('exit', () => child.kill('SIGKILL'))
	let printed = ''
	return new Promise((resolve, reject) => {
		const fail = (why: string) => {
			child.kill('SIGKILL')
			reject(new Error(`The desk ${why}. It printed:\n${printed}`))
		}
		const timer = setTimeout(() => fail('did not start in time'), START_MS)
		child.once('exit', () => fail('ended at once'))
		const read = (text: string) => {
			printed += text
			const url = /Loopdesk is ready[^]*?(http:\S+?)\/\s/u.exec(printed)?.[1]
			if (url === undefined) return
			clearTimeout(timer)
			child.removeAllListeners('exit')
			resolve({ child, url })
		}
		child.stdout.setEncoding('utf8').on('data', read)
		child.stderr.setEncoding('utf8').on('data', read)
	})
}

/** Ends it as Ctrl-C does; a desk that cannot end cleanly is a failure. */
async function end(child: ChildProcess): Promise<void> {
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
	child.kill('SIGTERM')
	const code = child.exitCode ?? (await ended)
	if (code !== 0) throw new Error(`The desk did not end cleanly: ${code}`)
}
