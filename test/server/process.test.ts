import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskProcess, newFolder, openFor, runDesk, staffToken, startDesk, viewOf } from './start-desk.ts'

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
	it.concurrent('by Ctrl-C ends with code 0, though somebody hangs on the line, and a second start finds everything', async () => {
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

		const third = await startDesk({ folder: place.folder })
		const after = await viewOf(third, token, number)
		expect(after.ticket).toEqual(before.ticket)
		expect(after.history.slice(0, before.history.length)).toEqual(before.history)
		const lost = await openFor(third, token, 'Saved just before the light went out')
		expect(await third.stop('SIGKILL')).toBe('SIGKILL')

		const fourth = await startDesk({ folder: place.folder })
		expect((await viewOf(fourth, token, lost)).ticket).toMatchObject({
			number: lost,
			title: 'Saved just before the light went out',
		})
		expect(await openFor(fourth, token)).not.toBe(lost)
		expect(await fourth.stop('SIGTERM')).toBe(0)
	})
})

/** A client that began a request and never ends it. */
async function hangOn(desk: DeskProcess) {
	const { port, hostname } = new URL(desk.url)
	const socket = connect(Number(port), hostname)
	socket.on('error', () => undefined)
	await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
	socket.write('POST /api/webchat/token HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"lo')
	return socket
}
