import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const REPORT_CPU = new URL('report-cpu.ts', import.meta.url).href
const START_MS = 30_000
const STOP_MS = 10_000
/** A server counts as idle that uses less than this in a quarter of a second, three times running. */
const IDLE_MS = 15

/** A server in a process of its own, whose CPU time can be read. */
export interface MeasuredServer {
	readonly url: string
	/** CPU time of the whole process since its start, in milliseconds, user and system. */
	cpuMs(): Promise<number>
	/** Resolves once it does nothing any more by itself, after 10 s at the latest. */
	idle(): Promise<void>
	stop(): Promise<void>
}

/** Starts a program with only these environment variables; it must print its address. */
export async function startMeasured(program: URL, env: Readonly<Record<string, string>>): Promise<MeasuredServer> {
	const child = fork(fileURLToPath(program), [], { execArgv: ['--import', REPORT_CPU], env: { ...env }, silent: true })
	let errors = ''
	child.stderr?.setEncoding('utf8').on('data', (text: string) => {
		errors = `${errors}${text}`.slice(-4000)
	})
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`${program.pathname} ended with ${code}\n${errors}`)
	})
	ended.catch(() => {})

	async function cpuMs(): Promise<number> {
		const answer = once(child, 'message')
		child.send('cpu')
		const [{ user, system }] = (await Promise.race([answer, ended])) as [NodeJS.CpuUsage]
		return (user + system) / 1000
	}

	async function idle(): Promise<void> {
		let before = await cpuMs()
		for (let quiet = 0, looks = 0; quiet < 3 && looks < 40; looks += 1) {
			await new Promise((resolve) => setTimeout(resolve, 250))
			const now = await cpuMs()
			quiet = now - before < IDLE_MS ? quiet + 1 : 0
			before = now
		}
	}

	try {
		return { url: await Promise.race([printedAddress(child), ended]), cpuMs, idle, stop: () => stop(child) }
	} catch (error) {
		await stop(child)
		throw error
	}
}

/** The first address that the program prints. */
async function printedAddress({ stdout }: ChildProcess): Promise<string> {
	let output = ''
	const deadline = AbortSignal.timeout(START_MS)
	stdout?.setEncoding('utf8').on('data', (text: string) => {
		output = `${output}${text}`.slice(-4000)
	})
	for (;;) {
		const address = /https?:\/\/[\w.:[\]]+:\d+(?=\D)/u.exec(output)?.[0]
		if (address !== undefined) return address
		if (deadline.aborted) throw new Error(`it did not say its address within ${START_MS / 1000} s`)
		await new Promise((resolve) => setTimeout(resolve, 25))
	}
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return
	const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
	child.kill('SIGTERM')
	await once(child, 'exit')
	clearTimeout(late)
}
