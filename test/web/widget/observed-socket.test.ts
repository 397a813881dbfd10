import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { observedSocket } from '../../../src/web/widget/observed-socket.ts'

test('a history is handed over at once and in order, before its watermark, and what is no batch does no harm', async () => {
	const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
	const batch = { activities: Array.from({ length: 300 }, (_, index) => ({ id: String(index) })), watermark: '300' }
	server.on('connection', (socket) => {
		for (const text of ['', '{"activities":7}', 'no json', JSON.stringify(batch)]) socket.send(text)
	})
	await once(server, 'listening')
	const told: unknown[] = []
	const watermark = Promise.withResolvers<string>()
	const Observed = observedSocket({
		onOpen: () => undefined,
		onClose: () => undefined,
		onActivity: (activity) => told.push(activity),
		onWatermark: watermark.resolve,
	})
	const socket = new Observed(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
	let rest = 0
	socket.addEventListener('message', ({ data }) => {
		if (data === JSON.stringify(batch)) rest = batch.activities.length - told.length
	})
	expect(await watermark.promise).toBe('300')
	expect(told).toEqual(batch.activities)
	expect(rest).toBe(0)
	socket.close()
	server.close()
})
