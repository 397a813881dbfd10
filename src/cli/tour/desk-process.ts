import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const MAIN = path.join(import.meta.dirname, '../../main.ts')
const START_MS = 20_000
const STOP_MS = 5000

/** A desk of its own: a real server process on a free port, with a store that is thrown away. */
export interface DeskProcess {
	readonly url: string
	/** Ends the process and removes the store. Safe to call twice. */
	stop(): Promise<void>
}

/** Starts the desk against a stand-in of the Bot Connector. Rejects, with what it printed, when it is not ready in time. */
export async function startDesk(connectorUrl: string): Promise<DeskProcess> {
	const folder = await mkdtemp(path.join(tmpdir(), 'loopdesk-tour-'))
	// Only these settings: whatever the person's own environment says is for their real desk.
	const env = { PORT: '0', HOST: '127.0.0.1', STORE: `lowdb:${folder}`, CONNECTOR_STAND_IN: connectorUrl, LOG_LEVEL: 'silent' }
	const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
	let printed = ''
	const listen = (text: string) => void (printed += text)
	child.stdout.setEncoding('utf8').on('data', listen)
	child.stderr.setEncoding('utf8').on('data', listen)
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
	child.once('error', (error) => listen(error.message))
	const kill = () => void child.kill('SIGKILL')
	/** Whatever ends the tour must not leave the desk or its store behind. */
	const atExit = () => {
		kill()
		rmSync(folder, { recursive: true, force: true })
	}
	process.once('exit', atExit)

	async function stop(): Promise<void> {
		child.kill('SIGTERM')
		const timer = setTimeout(kill, STOP_MS)
		await ended
		clearTimeout(timer)
		process.off('exit', atExit)
		await rm(folder, { recursive: true, force: true })
	}

	const isRunning = () => child.exitCode === null && child.signalCode === null && child.pid !== undefined
	try {
		const url = await untilReady(() => printed, isRunning)
		return { url, stop }
	} catch (error) {
		if (isRunning()) await stop()
		else await rm(folder, { recursive: true, force: true })
		throw error
	}
}

async function untilReady(printed: () => string, isRunning: () => boolean): Promise<string> {
	const until = Date.now() + START_MS
	while (isRunning() && Date.now() < until) {
		const url = /https?:\/\/[^\s/]+/u.exec(printed())?.[0]
		if (url !== undefined && (await isReady(url))) return url
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
