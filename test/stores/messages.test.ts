import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createMessages, readMessage } from '../../src/stores/postgres/messages.ts'

test('a word goes out at once, and what a busy process tells after it goes together', async () => {
	const messages = createMessages('one')
	const sent: string[] = []
	messages.sendOver(async (payload) => void sent.push(payload))
	messages.tell({ kind: 'work' })
	await pause(0)
	expect(sent).toHaveLength(1)
	for (let number = 0; number < 100; number += 1) {
		messages.tell({ kind: 'work' })
		messages.tell({ kind: 'chat', conversation: `chat-${number}` })
		await Promise.resolve()
	}
	await messages.settled()
	expect(sent).toHaveLength(2)
	const [first, rest] = sent.map((payload) => readMessage(payload, 'another'))
	expect(first).toEqual([{ kind: 'work' }])
	expect(rest).toHaveLength(101)
	expect(readMessage(sent[1] ?? '', 'one')).toEqual([])
})

test('a word that no connection could carry ends nothing: the next one goes', async () => {
	const messages = createMessages('one')
	const sent: string[] = []
	messages.sendOver(async () => {
		throw new Error('the connection is gone')
	})
	messages.tell({ kind: 'work' })
	await messages.settled()
	messages.sendOver(async (payload) => void sent.push(payload))
	messages.tell({ kind: 'everything' })
	await messages.settled()
	expect(sent.map((payload) => readMessage(payload, 'another'))).toEqual([[{ kind: 'everything' }]])
})
