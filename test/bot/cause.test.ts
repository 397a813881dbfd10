import { describe, expect, it } from 'vitest'
import { causeOf } from '../../src/bot/cause.ts'
import type { Incoming } from '../../src/bot/incoming.ts'

const press = (data: Record<string, unknown>, verb = 'confirm'): Incoming => ({ kind: 'card-action', verb, data, invoke: false })
const FIRST = press({ ticket: 'BD-1', card: 'card-1', comment: 'yes' })

describe('the cause of a command', () => {
	it('is the same for the same press, however often and in whatever order Teams sends it', () => {
		const again = press({ comment: 'yes', card: 'card-1', ticket: 'BD-1' })
		expect(causeOf(again, 'activity-2', 'conv', 'alex')).toBe(causeOf(FIRST, 'activity-1', 'conv', 'alex'))
	})

	it('differs by person, button, card and what was typed', () => {
		const causes = [
			causeOf(FIRST, 'a', 'conv', 'alex'),
			causeOf(FIRST, 'a', 'conv', 'chloe'),
			causeOf(press({ ticket: 'BD-1', card: 'card-1', comment: 'yes' }, 'reject'), 'a', 'conv', 'alex'),
			causeOf(press({ ticket: 'BD-1', card: 'card-2', comment: 'yes' }), 'a', 'conv', 'alex'),
			causeOf(press({ ticket: 'BD-1', card: 'card-1', comment: 'yes but' }), 'a', 'conv', 'alex'),
		]
		expect(new Set(causes).size).toBe(causes.length)
	})

	it('of a message is its id in its conversation', () => {
		const message: Incoming = { kind: 'message', text: 'x', files: [] }
		expect(causeOf(message, 'a', 'conv', 'alex')).toBe('activity:conv:a')
		expect(causeOf(press({ ticket: 'BD-1' }), 'a', 'conv', 'alex')).toBe('activity:conv:a')
	})

	it('cannot be chosen by whoever writes the card to be that of another conversation', () => {
		const forged = press({ card: 'activity:conv:a' })
		expect(causeOf(forged, 'b', 'other', 'mallory')).toMatch(/^card:[\w-]{43}$/)
	})
})
