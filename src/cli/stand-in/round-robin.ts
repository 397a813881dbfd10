import { createServer, type IncomingMessage, request as ask, type RequestOptions, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'

/** What stands before several processes of one desk, played on this machine: each request and each stream goes to the next one. */
export interface RoundRobin {
	/** What `PUBLIC_URL` of the processes is set to. */
	readonly url: string
	/** From now on it goes to these, `http://127.0.0.1:40001`, one after the other. */
	serve(urls: readonly string[]): void
	/** How many requests and streams each of them has had. */
	readonly served: ReadonlyMap<string, number>
	close(): Promise<void>
}

/** One that does not listen has not got the request, so the next one is asked. Any other failure is told: who asked may repeat it. */
const NOT_THERE = 'ECONNREFUSED'

/** Starts it on a free loopback port. Every connection behind it is new, so that none is caught by the end of a process. */
export async function startRoundRobin(): Promise<RoundRobin> {
	let backends: readonly URL[] = []
	let turn = 0
	const served = new Map<string, number>()
	const streams = new Set<Duplex>()

	/** All of them, beginning with the next one. */
	function inTurn(): URL[] {
		turn += 1
		return backends.map((_, index) => backends[(turn + index) % backends.length]).filter((backend) => backend !== undefined)
	}
	const count = ({ origin }: URL) => void served.set(origin, (served.get(origin) ?? 0) + 1)

	const server = createServer((asked, response) => {
		forward(asked, response).catch(() => {
			if (response.headersSent) response.destroy()
			else refuse(response, 502)
		})
	})

	async function forward(asked: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await buffer(asked)
		for (const backend of inTurn()) {
			const answer = await answerOf(backend, asked, body)
			if (answer === undefined) continue
			count(backend)
			response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders)
			answer.on('error', () => response.destroy()).pipe(response)
			return
		}
		refuse(response, 503)
	}

	async function upgrade(asked: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		streams.add(socket)
		socket.on('error', () => socket.destroy()).on('close', () => streams.delete(socket))
		for (const backend of inTurn()) {
			const behind = await connected(backend)
			if (behind === undefined) continue
			count(backend)
			behind.on('error', () => socket.destroy()).on('close', () => socket.destroy())
			socket.on('close', () => behind.destroy())
			behind.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${headLines(asked.rawHeaders)}\r\n`)
			behind.write(head)
			behind.pipe(socket).pipe(behind)
			return
		}
		socket.destroy()
	}

	server.on('upgrade', (asked, socket, head) => void upgrade(asked, socket, head))
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		serve: (urls) => {
			backends = urls.map((url) => new URL(url))
		},
		served,
		async close() {
			const closed = new Promise((resolve) => server.close(resolve))
			for (const stream of streams) stream.destroy()
			server.closeAllConnections()
			await closed
		},
	}
}

function refuse(response: ServerResponse, status: number): void {
	response.writeHead(status)
	response.end()
}

/** Undefined where nobody listens. */
function answerOf({ hostname, port }: URL, asked: IncomingMessage, body: Buffer): Promise<IncomingMessage | undefined> {
	const { method, url: path } = asked
	const headers = { ...asked.headers, connection: 'close' }
	const options = { hostname, port, method, path, headers, agent: false, setHost: false } as RequestOptions
	return new Promise((resolve, reject) => {
		const request = ask(options, resolve)
		request.on('error', (error: NodeJS.ErrnoException) => (error.code === NOT_THERE ? resolve(undefined) : reject(error)))
		request.end(body)
	})
}

function connected({ hostname, port }: URL): Promise<Socket | undefined> {
	return new Promise((resolve) => {
		const socket = connect(Number(port), hostname, () => resolve(socket))
		socket.once('error', () => resolve(undefined))
	})
}

function headLines(raw: readonly string[]): string {
	return raw.map((part, index) => (index % 2 === 0 ? `${part}: ` : `${part}\r\n`)).join('')
}
