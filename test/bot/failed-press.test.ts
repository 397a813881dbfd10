import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createOnTurnError } from '../../src/bot/on-turn-error.ts'
import { createTeamsAdapter } from '../../src/bot/teams-adapter.ts'
import { standInAuthentication } from '../../src/bot/teams-authentication.ts'
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/cli/stand-in/connector.ts'
import { AppError } from '../../src/errors.ts'
import { kitsAt } from '../cards/kit.ts'
import { keepingOf } from '../delivery/memory-replies.ts'
import { executeOf } from './desk.ts'

let standIn: ConnectorStandIn
let stop: () => void
let url = ''
/** The real door for Teams, with a bot behind it whose store has just gone away. */
beforeEach(async () => {
	standIn = await startConnectorStandIn()
	const logger = pino({ level: 'silent' })
	const adapter = createTeamsAdapter({
		authentication: standInAuthentication(standIn.url),
		logger,
		onTurnError: createOnTurnError(kitsAt(0)),
		replies: keepingOf(async () => 'permanent', logger),
	})
	const fails = async () => {
		throw new AppError('busy', 'the database cannot be reached', { reason: 'store-unavailable' })
	}
	const server = createServer((request, response) => {
		const answer = async () => adapter.receive(request.headers.authorization ?? '', await json(request), fails)
		void answer().then(({ status, body }) => {
			response.statusCode = status
			response.end(JSON.stringify(body ?? {}))
		})
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
	stop = () => server.close()
})
afterEach(async () => {
	stop()
	await standIn.close()
})

it('a press that cannot be saved is answered by 200 with what to do now, not by the 501 of the SDK', async () => {
	const from = { id: '29:dana', aadObjectId: '11111111-1111-4111-8111-111111111111' }
	const conversation = { id: 'a:dana', conversationType: 'personal' }
	const invoke = { id: 'press-1', from, conversation, locale: 'fr-FR', ...executeOf('take', 'card', { ticket: 'BD-1001' }) }
	const { status, body } = await standIn.sendActivity(url, invoke)
	expect(status).toBe(200)
	expect(body).toMatchObject({
		statusCode: 200,
		type: 'application/vnd.microsoft.activity.message',
		value: expect.stringContaining('Je n’ai pas pu enregistrer') as string,
	})
})
