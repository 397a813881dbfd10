import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'

const PATIENCE_MS = 15_000

/** An activity on its way, ready to be sent. */
export type Activity = Readonly<Record<string, unknown>>

/** Where activities go, and with which token. */
export interface Door {
	readonly url: string
	readonly token: string
}

/** How long each took from sending to the whole answer, in milliseconds, and all of them together. */
export interface Timing {
	readonly times: readonly number[]
	readonly wallMs: number
}

/** Posts all activities, `atOnce` at a time over kept connections; `check` throws at an answer that is not the expected one. */
export async function postActivities(
	{ url, token }: Door,
	activities: readonly Activity[],
	atOnce: number,
	check: (body: unknown) => void,
): Promise<Timing> {
	const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
	const bodies = activities.map((activity) => JSON.stringify(activity))
	const times: number[] = []
	let next = 0

	async function sendInTurn(): Promise<void> {
		while (next < bodies.length) {
			const body = bodies[next] ?? ''
			next += 1
			const started = performance.now()
			const answer = await post(agent, `${url}/api/messages`, token, body)
			times.push(performance.now() - started)
			if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${answer.body}`)
			check(answer.body === '' ? undefined : JSON.parse(answer.body))
		}
	}

	const started = performance.now()
	try {
		await Promise.all(Array.from({ length: atOnce }, sendInTurn))
		return { times, wallMs: performance.now() - started }
	} finally {
		agent.destroy()
	}
}

function post(agent: Agent, url: string, token: string, body: string): Promise<{ status: number; body: string }> {
	const headers = {
		authorization: `Bearer ${token}`,
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(body),
	}
	return new Promise((resolve, reject) => {
		const sent = request(url, { method: 'POST', agent, headers }, (response) => {
			text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject)
		})
		sent.on('error', (cause) => reject(new Error(`${url}: ${cause.message}`, { cause })))
		sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error(`${url} did not answer within ${PATIENCE_MS / 1000} s`)))
		sent.end(body)
	})
}
