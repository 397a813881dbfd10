import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { getCompileCacheDir } from 'node:module'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeScratch } from '../../stores/postgres/scratch.ts'
import { startRoundRobin } from '../stand-in/round-robin.ts'

const MAIN = path.join(import.meta.dirname, '../../main.ts')
const START_MS = 60_000
const STOP_MS = 5000

/** A desk of its own: real server processes on free ports, with a store that is thrown away. */
export interface DeskProcess {
	readonly url: string
	/** Ends the processes and removes the store. Safe to call twice. */
	stop(): Promise<void>
}

/** How the desk runs. */
export interface DeskOptions {
	/** A PostgreSQL server, on which the desk gets a schema of its own; without one it is lowdb. */
	readonly database?: string | undefined
	/** More than one share the store and stand behind a round-robin. */
	readonly processes: number
}

/** Starts the desk against a stand-in of the Bot Connector. Rejects, with what it printed, when it is not ready in time. */
export async function startDesk(
	connectorUrl: string,
	{ database, processes }: DeskOptions = { processes: 1 },
): Promise<DeskProcess> {
	const stops: (() => Promise<void>)[] = []
	const stop = async () => {
		for (const each of stops.splice(0).toReversed()) await each()
	}
	try {
		const store = await (database === undefined ? newFolder() : makeScratch(database, 'loopdesk_tour'))
		stops.push(store.remove)
		// Only these settings: whatever the person's own environment says is for their real desk.
		const env = { HOST: '127.0.0.1', STORE: store.url, CONNECTOR_STAND_IN: connectorUrl, LOG_LEVEL: 'silent' }
		const front = processes > 1 ? await startRoundRobin() : undefined
		if (front !== undefined) stops.push(front.close)
		const urls: string[] = []
		while (urls.length < processes) {
			const child = await spawnDesk({ ...env, ...(front && { PUBLIC_URL: front.url }) })
			stops.push(child.stop)
			urls.push(await child.ready())
		}
		front?.serve(urls)
		return { url: front?.url ?? urls[0] ?? '', stop }
	} catch (error) {
		await stop()
		throw error
	}
}

/** A folder for lowdb; whatever ends the tour must not leave it behind. */
async function newFolder(): Promise<{ url: string; remove: () => Promise<void> }> {
	const folder = await mkdtemp(path.join(tmpdir(), 'loopdesk-tour-'))
	const atExit = () => rmSync(folder, { recursive: true, force: true })
	process.once('exit', atExit)
	const remove = async () => {
		process.off('exit', atExit)
		await rm(folder, { recursive: true, force: true })
	}
	return { url: `lowdb:${folder}`, remove }
}

async function spawnDesk(settings: Readonly<Record<string, string>>) {
	const port = await freePort()
	const env = { ...settings, ...compileCache(), PORT: String(port) }
	const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
	let printed = ''
	const listen = (text: string) => void (printed += text)
	child.stdout.setEncoding('utf8').on('data', listen)
	child.stderr.setEncoding('utf8').on('data', listen)
	child.once('error', (error) => listen(error.message))
	const ended = once(child, 'close').catch(() => undefined)
	const kill = () => void child.kill('SIGKILL')
	process.once('exit', kill)

	async function stop(): Promise<void> {
		child.kill('SIGTERM')
		const timer = setTimeout(kill, STOP_MS)
		if (child.pid !== undefined) await ended
		clearTimeout(timer)
		process.off('exit', kill)
	}
	return { stop, ready: () => untilReady(`http://127.0.0.1:${port}`, child, () => printed) }
}

/** Where this process keeps its compiled code, if it does: the desk need not compile its own anew. */
function compileCache(): { NODE_COMPILE_CACHE?: string } {
	const inUse = getCompileCacheDir()
	return inUse === undefined ? {} : { NODE_COMPILE_CACHE: path.dirname(inUse) }
}

async function untilReady(url: string, child: ChildProcess, printed: () => string): Promise<string> {
	const until = Date.now() + START_MS
	const isRunning = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined
	while (isRunning() && Date.now() < until) {
		if (await isReady(url)) return url
		await pause(25)
	}
	throw new Error(`the desk did not start. It printed:\n${printed()}`)
}

async function isReady(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/readyz`)).ok
	} catch {
		return false
	}
}

async function freePort(): Promise<number> {
	const server = createServer()
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const { port } = server.address() as AddressInfo
	await new Promise((resolve) => server.close(resolve))
	return port
}
