import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ROOT } from '../cards/kit.ts'

const PROGRAM = path.join(ROOT, 'src/main.ts')

/** A folder for a store, to be removed by whoever asked for it. */
export async function newFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
	const folder = await mkdtemp(path.join(tmpdir(), 'desk-'))
	return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

interface Process {
	readonly child: ChildProcess
	output(): string
	log(): string
	/** The exit code, or the signal's name. */
	readonly ended: Promise<number | string>
}

function spawnDesk(env: Readonly<Record<string, string>>): Process {
	const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env
	const child = spawn(process.execPath, [PROGRAM], {
		env: { PATH, NODE_COMPILE_CACHE, PORT: '0', ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	let output = ''
	let log = ''
	child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
	child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
	const ended = once(child, 'close').then(([code, signal]) => (code as number | null) ?? String(signal))
	return { child, output: () => output, log: () => log, ended }
}

async function freePort(): Promise<number> {
	const server = createServer()
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const { port } = server.address() as AddressInfo
	await new Promise((resolve) => server.close(resolve))
	return port
}

/** Runs the product until it ends by itself, for starts that are refused. */
export async function runDesk(
	env: Readonly<Record<string, string>>,
): Promise<{ code: number | string; output: string; log: string }> {
	const desk = spawnDesk(env)
	const timer = setTimeout(() => desk.child.kill('SIGKILL'), 60_000)
	const code = await desk.ended
	clearTimeout(timer)
	return { code, output: desk.output(), log: desk.log() }
}

export interface Answer {
	readonly status: number
	readonly headers: Headers
	readonly text: string
	/** The body where it is a JSON object. */
	readonly json: Readonly<Record<string, unknown>>
}

export interface Asked {
	readonly method?: string
	readonly token?: string | undefined
	readonly body?: unknown
	readonly headers?: Readonly<Record<string, string>>
}

export type DeskProcess = Awaited<ReturnType<typeof startDesk>>

/** Starts the real server as a process of its own on a free port, and waits until it greets. */
export async function startDesk({ folder, env = {} }: { folder: string; env?: Readonly<Record<string, string>> }) {
	const port = env['PORT'] !== undefined ? Number(env['PORT']) : env['PUBLIC_URL'] === undefined ? 0 : await freePort()
	const desk = spawnDesk({ STORE: `lowdb:${folder}`, PORT: String(port), ...env })
	const url = await new Promise<string>((resolve, reject) => {
		desk.child.stdout?.on('data', () => {
			const found = /https?:\/\/[\w.:[\]-]+(?=\/? |\/\s|\n|$)/u.exec(desk.output())?.[0]
			// A desk with a public address does not say which port it took.
			if (found !== undefined) resolve(port === 0 ? found : `http://127.0.0.1:${port}`)
		})
		void desk.ended.then((code) => reject(new Error(`the desk ended by ${code}: ${desk.log()}`)))
	})

	async function ask(route: string, { method, token, body, headers }: Asked = {}): Promise<Answer> {
		const isRaw = body === undefined || typeof body === 'string' || body instanceof FormData || body instanceof URLSearchParams
		const answer = await fetch(`${url}${route}`, {
			method: method ?? (body === undefined ? 'GET' : 'POST'),
			redirect: 'manual',
			body: isRaw ? (body ?? null) : JSON.stringify(body),
			headers: {
				...(typeof body === 'string' || !isRaw ? { 'content-type': 'application/json' } : {}),
				...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
				...headers,
			},
		})
		const text = await answer.text()
		const isJson = answer.headers.get('content-type')?.startsWith('application/json') === true
		return {
			status: answer.status,
			headers: answer.headers,
			text,
			json: isJson && text !== '' ? (JSON.parse(text) as Answer['json']) : {},
		}
	}

	return {
		url,
		folder,
		ask,
		pid: desk.child.pid ?? 0,
		log: desk.log,
		output: desk.output,
		/** What was logged about the request of this answer. The log comes through a pipe: a moment later. */
		async loggedFor({ headers }: Answer): Promise<string[]> {
			const id = headers.get('x-request-id') ?? 'no id'
			const lines = () =>
				desk
					.log()
					.split('\n')
					.filter((line) => line.includes(id))
			for (let left = 50; left > 0 && lines().length === 0; left -= 1) await new Promise((resolve) => setTimeout(resolve, 10))
			return lines()
		},
		/** Ends it by a signal; answers the exit code or the signal's name. */
		stop(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL' = 'SIGINT'): Promise<number | string> {
			desk.child.kill(signal)
			return desk.ended
		},
	}
}

/** A tab token of a sample person of the demo. */
export async function staffToken(desk: Pick<DeskProcess, 'ask'>, staffId: string): Promise<string> {
	return String((await desk.ask('/api/demo/session', { body: { staffId } })).json['token'])
}

let requests = 0
/** A request id that was not used before. */
export const newRequestId = () => `request-${(requests += 1)}-${process.pid}`

/** Opens a dispute for a sample customer from the tab; its number. */
export async function openFor(
	desk: Pick<DeskProcess, 'ask'>,
	token: string,
	reason = 'The line is there twice',
	customer = 'alex',
): Promise<string> {
	const body = { requestId: newRequestId(), customer, data: { reason, amount: '484 EUR' } }
	return String((await desk.ask('/api/tickets', { token, body })).json['number'])
}

interface View {
	readonly ticket: { readonly number: string; readonly version: number; readonly state: string; readonly [more: string]: unknown }
	readonly history: readonly { readonly text: string; readonly by: string; readonly kind: string; readonly quote?: string }[]
	readonly loop: { readonly told: boolean; readonly agreed: boolean; readonly closed: boolean }
}

/** The ticket as the tab shows it. */
export async function viewOf(desk: DeskProcess, token: string, number: string): Promise<View> {
	return (await desk.ask(`/api/tickets/${number}`, { token })).json as unknown as View
}

/** Does something to the newest version of a ticket from the tab. */
export async function act(desk: DeskProcess, token: string, number: string, verb: string, data: object = {}): Promise<Answer> {
	const { version } = (await viewOf(desk, token, number)).ticket
	return desk.ask(`/api/tickets/${number}/actions`, { token, body: { verb, version, requestId: newRequestId(), data } })
}
