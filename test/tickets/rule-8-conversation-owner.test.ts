import { describe, expect, it } from 'vitest'
import { conversationOwner } from '../../src/tickets/conversation-owner.ts'
import { createTestDesk, RESOLUTION, type TestDesk } from './model/desk.ts'
import { HOUR, START } from './model/people.ts'

const ownerAt = (the: TestDesk, releasedAt = 0) =>
	conversationOwner([...the.store.tickets.values()], releasedAt, the.now())?.number

describe('rule 8: while a person owns the conversation, the bot keeps out of it', () => {
	it('leaves the conversation to the bot while a dispute only waits', async () => {
		const the = createTestDesk()
		await the.open()
		expect(ownerAt(the)).toBeUndefined()
	})

	it('gives it to a person from the hand-over of a question until it is resolved', async () => {
		const the = createTestDesk()
		const number = await the.open('reporter', { dispute: undefined })
		the.pass(100 * HOUR)
		expect(ownerAt(the)).toBe(number)
		await the.does('agent', 'resolve', number, RESOLUTION)
		expect(ownerAt(the)).toBeUndefined()
	})

	it('gives it back to the bot when the question is withdrawn', async () => {
		const the = createTestDesk()
		const number = await the.open('reporter', { dispute: undefined })
		await the.does('reporter', 'withdraw', number)
		expect(ownerAt(the)).toBeUndefined()
	})

	it('gives it to a person while his question is unanswered, however long', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'ask-customer', number, { text: 'which line?' })
		the.pass(100 * HOUR)
		expect(ownerAt(the)).toBe(number)
		await the.does('reporter', 'add-message', number, { text: 'the second' })
		expect(ownerAt(the)).toBeUndefined()
	})

	it('gives it to a person for an hour after he wrote', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'reply-to-customer', number, { text: 'I look at it' })
		the.pass(HOUR - 1)
		expect(ownerAt(the)).toBe(number)
		the.pass(1)
		expect(ownerAt(the)).toBeUndefined()
	})

	it('gives it back to the bot when the customer calls it, until a person writes again', async () => {
		const the = createTestDesk()
		const number = await the.open('reporter', { dispute: undefined })
		expect(ownerAt(the, START)).toBeUndefined()
		the.pass(60_000)
		await the.does('agent', 'reply-to-customer', number, { text: 'I look at it' })
		expect(ownerAt(the, START)).toBe(number)
	})

	it('is the ticket on which a person wrote last', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open(), await the.open()]
		await the.does('agent', 'reply-to-customer', two, { text: 'this one' })
		the.pass(60_000)
		await the.does('agent', 'reply-to-customer', one, { text: 'that one' })
		expect(ownerAt(the)).toBe(one)
		the.pass(60_000)
		await the.does('agent', 'reply-to-customer', two, { text: 'this one after all' })
		expect(ownerAt(the)).toBe(two)
	})
})
