import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to the database that breaks when it is told to. */
export interface LossyLine {
	/** The address of the database through this line. */
	readonly url: string
	/** Breaks the connection when the server answers the next statement of this name: it was done, and nobody is told. */
	loseAnswerTo(statement: string): void
	/** The same with all connections, and lets none through afterwards until it is mended. */
	breakAtAnswerTo(statement: string): void
	mend(): void
	/** How many answers were lost. */
	lost(): number
	close(): Promise<void>
}

export async function lossyLine(database: string): Promise<LossyLine> {
	const target = new URL(database)
	const open = new Set<Socket>()
	let awaited: string | undefined
	let lost = 0
	let staysBroken = false
	let isBroken = false

	const server = createServer((client) => {
		if (isBroken) return void client.destroy()
		const upstream = connect(Number(target.port === '' ? 5432 : target.port), target.hostname)
		let losesNext = false
		for (const socket of [client, upstream]) {
			open.add(socket)
			socket.on('error', () => undefined)
			socket.on('close', () => {
				open.delete(socket)
				client.destroy()
				upstream.destroy()
			})
		}
		client.on('data', (data) => {
			if (awaited !== undefined && data.includes(`\0${awaited}\0`)) {
				awaited = undefined
				losesNext = true
			}
			upstream.write(data)
		})
		upstream.on('data', (data) => {
			if (!losesNext) return void client.write(data)
			lost += 1
			isBroken = staysBroken
			client.destroy()
			if (isBroken) for (const socket of open) socket.destroy()
		})
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const url = new URL(database)
	url.hostname = '127.0.0.1'
	url.port = String((server.address() as AddressInfo).port)
	return {
		url: url.href,
		loseAnswerTo: (statement) => {
			awaited = statement
		},
		breakAtAnswerTo: (statement) => {
			awaited = statement
			staysBroken = true
		},
		mend: () => {
			staysBroken = isBroken = false
		},
		lost: () => lost,
		async close() {
			for (const socket of open) socket.destroy()
			await new Promise((resolve) => server.close(resolve))
		},
	}
}
