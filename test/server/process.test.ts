import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/cli/stand-in/connector.ts'
import { type DeskProcess, newFolder, openFor, runDesk, staffToken, startDesk, viewOf } from './start-desk.ts'

const DANA = '11111111-1111-4111-8111-111111111111'

let place: Awaited<ReturnType<typeof newFolder>>
beforeAll(async () => {
	place = await newFolder()
})
afterAll(() => place.remove())

describe('a start that is refused', () => {
	it.concurrent.each([{ HOST: '0.0.0.0' }, { NODE_ENV: 'production' }])(
		'is one of a demo on the network or in production, by code 1 and a sentence that says what to set: %o',
		async (env) => {
			const { code, output, log } = await runDesk({ STORE: `lowdb:${place.folder}/refused`, ...env })
			expect({ code, output }).toEqual({ code: 1, output: '' })
			expect(log).toMatch(/^Loopdesk does not start: .*Set MicrosoftAppId, MicrosoftAppPassword/)
			expect(log).not.toMatch(/ {4}at |node:/)
		},
	)

	it.concurrent('is one on a port that is in use', async () => {
		const other = createServer()
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
		const { port } = other.address() as AddressInfo
		const { code, log } = await runDesk({ STORE: `lowdb:${place.folder}/refused`, PORT: String(port) })
		other.close()
		expect(code).toBe(1)
		expect(log).toContain(`port ${port} is in use. Set PORT to a free one.`)
	})
})

describe('a desk that is ended', () => {
	it.concurrent('by Ctrl-C ends with code 0, though somebody hangs on the line, at once where asked again, and a second start finds everything', async () => {
		const first = await startDesk({ folder: place.folder })
		const token = await staffToken(first, 'dana')
		const number = await openFor(first, token)
		const before = await viewOf(first, token, number)
		const [second, hanging] = await Promise.all([runDesk({ STORE: `lowdb:${place.folder}` }), hangOn(first)])
		expect(second.code).toBe(1)
		expect(second.log).toContain('another process uses the store')
		expect(second.log).toContain('set STORE to another folder')
		expect(await first.stop('SIGINT')).toBe(0)
		hanging.destroy()

		const standIn = await startConnectorStandIn()
		const env = { CONNECTOR_STAND_IN: standIn.url }
		const third = await startDesk({ folder: place.folder, env })
		const after = await viewOf(third, token, number)
		expect(after.ticket).toEqual(before.ticket)
		expect(after.history.slice(0, before.history.length)).toEqual(before.history)
		const lost = await openFor(third, token, 'Saved just before the light went out')
		const { happened } = standIn.fail({ hangMs: 60_000 })
		// The first answer is on its way when the others are acknowledged.
		const asked = ['my tickets', 'unassigned', 'help']
		const says = (text: string, index: number) => standIn.sendActivity(third.url, fromDana(text, `asked-${index}`))
		const answered = says(`ticket ${lost}`, 0)
		await happened
		for (const [index, text] of asked.entries()) expect((await says(text, index + 1)).status).toBe(200)
		expect((await answered).status).toBe(200)
		expect(answersIn(standIn)).toEqual(['asked-0'])
		expect(await third.stop('SIGKILL')).toBe('SIGKILL')

		const fourth = await startDesk({ folder: place.folder, env })
		await expect.poll(() => answersIn(standIn)).toEqual(['asked-0', 'asked-1', 'asked-2', 'asked-3'])
		expect((await viewOf(fourth, token, lost)).history.map(({ text }) => text)).toContain(
			'An answer to Dana Ortiz in Teams may not have arrived',
		)
		expect((await fourth.ask('/api/notifications', { token })).text).toContain('my answer in Teams may not have reached you')
		expect((await fourth.ask('/metrics')).text).toContain('loopdesk_teams_replies_given_up_total{outcome="ambiguous"} 1')
		expect((await viewOf(fourth, token, lost)).ticket).toMatchObject({
			number: lost,
			title: 'Saved just before the light went out',
		})
		expect(await openFor(fourth, token)).not.toBe(lost)
		const stillHanging = await hangOn(fourth)
		const ended = fourth.stop('SIGTERM')
		// npm passes a Ctrl-C on which the terminal sent already: that is no second wish.
		void fourth.stop('SIGTERM')
		expect(await Promise.race([ended, pause(1200, 'not yet')])).toBe('not yet')
		const asking = setInterval(() => void fourth.stop('SIGTERM'), 300)
		expect(await ended).toBe(130)
		clearInterval(asking)
		stillHanging.destroy()
		await standIn.close()
	})
})

function fromDana(text: string, id: string) {
	const conversation = { id: 'a:dana', conversationType: 'personal', tenantId: 'tenant' }
	return { type: 'message', id, text, conversation, from: { id: '29:dana', aadObjectId: DANA } }
}

/** What was answered in Teams, in order, without the notices. */
function answersIn({ sent }: ConnectorStandIn) {
	return sent.map(({ activity }) => activity['replyToId']).filter((id) => id !== undefined)
}

/** A client that began a request and never ends it. */
async function hangOn(desk: DeskProcess) {
	const { port, hostname } = new URL(desk.url)
	const socket = connect(Number(port), hostname)
	socket.on('error', () => undefined)
	await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
	socket.write('POST /api/webchat/token HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"lo')
	return socket
}
