import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clients, connect, isOnline, tokenFor, until } from './client.ts'
import { type Desk, startDesk } from './desk.ts'
import { createMemoryTranscripts } from './memory-transcripts.ts'

function sequenceOf(activity: { channelData?: Record<string, number> }): number {
	return activity.channelData?.['webchat:sequence-id'] ?? Number.NaN
}

describe('a conversation through Microsoft’s client', () => {
	let desk: Desk
	beforeEach(async () => {
		desk = await startDesk()
	})
	afterEach(async () => {
		for (const client of clients.splice(0)) client.end()
		await desk.stop()
	})

	for (const webSocket of [true, false]) {
		describe(webSocket ? 'over the stream' : 'by polling', () => {
			it('greets, echoes the user’s own message and answers, in order', async () => {
				const client = connect(desk, { token: await tokenFor(desk), webSocket })
				await client.hears('Hello')
				const id = await client.say('one')
				await client.say('two')
				await client.hears('echo two')
				const messages = client.activities.flatMap((it) => (it.type === 'message' ? [it.text] : []))
				expect(messages.filter((text) => text !== 'two' && text !== 'echo two')).toEqual(['Hello', 'one', 'echo one'])
				expect(client.activities.find((it) => it.id === id)).toMatchObject({ text: 'one', from: { id: 'anna', role: 'user' } })
			})

			it('resumes the same conversation after a reload, after its watermark only', async () => {
				const before = connect(desk, { token: await tokenFor(desk), webSocket })
				await before.say('one')
				await before.hears('echo one')
				const kept = before.kept()
				before.end()
				const after = connect(desk, { ...kept, webSocket })
				await after.say('two')
				await after.hears('echo two')
				expect(after.kept().conversationId).toBe(kept.conversationId)
				expect(after.texts()).toEqual(['echo two'])
			})

			it('goes on in the same conversation after a restart of the desk', async () => {
				const client = connect(desk, { token: await tokenFor(desk), webSocket })
				await client.say('one')
				await client.hears('echo one')
				const { port, transcripts } = desk
				const { conversationId } = client.kept()
				await desk.stop()
				desk = await startDesk({ port, transcripts })
				// A client that polls gives up when the server is away; a page then comes back with what it kept.
				const back = webSocket ? client : connect(desk, { ...client.kept(), webSocket })
				await desk.adapter.post(conversationId, { text: 'still here?' })
				await back.hears('still here?')
				await back.say('two')
				await back.hears('echo two')
				expect(client.texts().filter((text) => text === 'echo one')).toHaveLength(1)
				expect(await desk.texts(conversationId)).toEqual(['Hello', 'one', 'echo one', 'still here?', 'two', 'echo two'])
			})
		})
	}

	it('replays everything to a page that kept no watermark', async () => {
		const before = connect(desk, { token: await tokenFor(desk) })
		await before.say('one')
		await before.hears('echo one')
		const { token, conversationId } = before.kept()
		const after = connect(desk, { token, conversationId })
		await until(() => after.activities.length === 3)
		expect(after.texts()).toEqual(['Hello', 'echo one'])
	})

	it('sends a long history in pieces, whole and numbered: the client itself mixes pieces that come together', async () => {
		const first = connect(desk, { token: await tokenFor(desk) })
		await first.hears('Hello')
		const { token, conversationId } = first.kept()
		first.end()
		const padding = { padding: 'x'.repeat(20_000) }
		const expected = Array.from({ length: 60 }, (_, index) => String(index))
		for (const text of expected) await desk.adapter.post(conversationId, { text, channelData: padding })
		const second = connect(desk, { token, conversationId })
		await until(() => second.activities.length === 61)
		const inOrder = second.activities.toSorted((a, b) => sequenceOf(a) - sequenceOf(b))
		expect(inOrder.map((it) => (it.type === 'message' ? it.text : it.type))).toEqual(['Hello', ...expected])
		expect(second.kept().watermark).toBe(String((await desk.stored(conversationId)).length))
	})

	it('speaks the language that the page starts with', async () => {
		const client = connect(desk, { token: await tokenFor(desk, 'anna', 'en'), conversationStartProperties: { locale: 'fr' } })
		await client.hears('Bonjour')
		await client.say('who')
		await client.hears('anna|undefined|user|fr')
		expect(client.texts()[0]).toBe('Bonjour')
	})

	it('shows typing live and never keeps it', async () => {
		const client = connect(desk, { token: await tokenFor(desk) })
		await client.hears('Hello')
		await client.say('one')
		await client.hears('echo one')
		const order = client.activities.toSorted((a, b) => sequenceOf(a) - sequenceOf(b)).map(({ type }) => type)
		expect(order).toEqual(['message', 'message', 'typing', 'message'])
		const stored = await desk.stored(client.kept().conversationId)
		expect(stored.map(({ type }) => type)).toEqual(['conversationUpdate', 'message', 'message', 'message'])
	})

	it('starts one conversation when a page starts it several times at once', async () => {
		const token = await tokenFor(desk)
		const pages = [1, 2, 3].map(() => connect(desk, { token }))
		for (const page of pages) await page.hears('Hello')
		expect(new Set(pages.map((page) => page.kept().conversationId)).size).toBe(1)
		expect(desk.bot.heard).toEqual(['joined'])
		await pages[0]?.say('one')
		for (const page of pages) await page.hears('echo one')
	})

	it('keeps parallel customers apart', async () => {
		const customers = await Promise.all(
			['anna', 'ben', 'cleo'].map(async (user) => connect(desk, { token: await tokenFor(desk, user) })),
		)
		await Promise.all(customers.map((client, index) => client.say(`secret ${index}`)))
		await Promise.all(customers.map((client, index) => client.hears(`echo secret ${index}`)))
		for (const client of customers) expect(client.texts()).toHaveLength(2)
	})

	it('carries changes and the answers to card actions as events', async () => {
		const client = connect(desk, { token: await tokenFor(desk) })
		await client.say('change')
		const invoke = { type: 'invoke', name: 'adaptiveCard/action', value: { action: { verb: 'solved' } }, text: undefined }
		const id = await client.say('', invoke)
		await until(() => client.activities.filter(({ type }) => type === 'event').length === 3)
		const first = client.activities.find((it) => it.type === 'message' && it.text === 'first')
		expect(client.activities.filter(({ type }) => type === 'event')).toMatchObject([
			{ name: 'loopdesk/update', value: { activityId: first?.id, activity: { text: 'second' } } },
			{ name: 'loopdesk/delete', value: { activityId: first?.id } },
			{ name: 'loopdesk/invoke-answer', replyToId: id, value: { status: 200, body: { did: 'adaptiveCard/action' } } },
		])
		expect(client.activities.some(({ type }) => type === ('invoke' as string))).toBe(false)
	})

	it('tells the customer when a turn fails, logs it once, and goes on', async () => {
		const client = connect(desk, { token: await tokenFor(desk) })
		await client.say('crash')
		await client.hears('sorry')
		await client.say('one')
		await client.hears('echo one')
		expect(desk.log.filter((line) => line.includes('the echo broke'))).toHaveLength(1)
		expect(await desk.transcripts.unhandled()).toEqual([])
	})

	it('is online again after the network failed, with nothing lost or doubled', async () => {
		const client = connect(desk, { token: await tokenFor(desk) })
		await client.hears('Hello')
		desk.cutConnections()
		for (const text of ['one', 'two']) await client.say(text)
		await client.hears('echo two')
		await client.hears('echo one')
		expect(isOnline(client)).toBe(true)
		// The client itself mixes pieces that come together.
		expect(client.texts().toSorted()).toEqual(['Hello', 'echo one', 'echo two'])
	})

	it('says nothing twice and forgets nothing when the process dies in a turn', async () => {
		const transcripts = createMemoryTranscripts()
		const first = await startDesk({ transcripts })
		first.bot.gate = new Promise(() => undefined)
		const client = connect(first, { token: await tokenFor(first) })
		await client.hears('Hello')
		await client.say('two parts')
		await client.hears('part one')
		await client.say('after')
		const { conversationId } = client.kept()
		client.end()
		await first.stop()

		const second = await startDesk({ transcripts })
		expect(await second.turns.resumeUnhandled()).toBe(2)
		expect(second.bot.heard).toEqual(['two parts', 'after'])
		expect(await second.texts(conversationId)).toEqual(['Hello', 'two parts', 'part one', 'after', 'part two', 'echo after'])
		expect(await second.turns.resumeUnhandled()).toBe(0)
		await second.stop()
	})
})
