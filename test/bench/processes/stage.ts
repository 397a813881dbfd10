import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { type ConnectorStandIn, startConnectorStandIn } from '../../../src/cli/stand-in/connector.ts'
import { teamsPerson, type TeamsPerson } from '../../../src/cli/stand-in/teams-person.ts'
import { type ManyProcesses, startMany } from '../../processes/start-many.ts'
import { staffToken } from '../../server/start-desk.ts'

export const DANA = { name: 'Dana Ortiz', aadObjectId: '11111111-1111-4111-8111-111111111111' }

/** Two processes with the bot in Dana's chat in Teams. */
export interface TeamsStage {
	readonly many: ManyProcesses
	readonly standIn: ConnectorStandIn
	readonly dana: TeamsPerson
	/** Opens a ticket as her manager and gives it to Dana, of which she is told; asks until it is done. Its number. */
	give(requestId: string): Promise<string>
	/** Asks the database. */
	ask<Row extends object>(text: string): Promise<Row[]>
	close(): Promise<void>
}

export async function setTeamsStage(): Promise<TeamsStage> {
	const standIn = await startConnectorStandIn()
	const many = await startMany(2, { CONNECTOR_STAND_IN: standIn.url })
	const [first] = many.running
	const token = first === undefined ? '' : await staffToken(first, 'mina')
	const dana = teamsPerson(standIn, many.url, DANA)
	await dana.installs()
	const database = new Client({ connectionString: many.store })
	await database.connect()

	/** Each request has an id of its own, so it may be repeated until it is answered. */
	async function post(route: string, body: object): Promise<Record<string, unknown>> {
		const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
		for (;;) {
			// Without an answer nobody was there, or it has gone in the middle of it.
			const answer = await fetch(`${many.url}${route}`, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
				() => undefined,
			)
			const said = await answer?.json().catch(() => undefined)
			if (answer?.ok === true && said !== undefined) return said as Record<string, unknown>
			if (answer !== undefined && answer.status < 500) throw new Error(`the desk refuses what the bench asks: ${answer.status}`)
			await pause(50)
		}
	}

	async function give(requestId: string): Promise<string> {
		const data = { reason: 'The line is there twice', amount: '484 EUR' }
		const opened = await post('/api/tickets', { requestId, customer: 'alex', data })
		const number = String(opened['number'])
		await post(`/api/tickets/${number}/actions`, {
			verb: 'assign',
			version: 1,
			requestId: `${requestId}-given`,
			data: { to: 'dana' },
		})
		return number
	}

	return {
		many,
		standIn,
		dana,
		give,
		ask: async <Row extends object>(text: string) => (await database.query<Row>(text)).rows,
		async close() {
			await database.end()
			await many.stop()
			await standIn.close()
		},
	}
}

/** Where Dana reads. */
export const DANAS_CHAT = `a:1-${DANA.aadObjectId}`

/** The messages that have arrived in Dana's chat. */
export function inDanasChat({ standIn }: TeamsStage) {
	return standIn.sent.filter(({ conversationId, activity }) => conversationId === DANAS_CHAT && activity['type'] === 'message')
}
