import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Incoming, readActivity } from '../../src/bot/incoming.ts'

function recorded(name: string): Record<string, unknown> {
	return JSON.parse(readFileSync(path.join(import.meta.dirname, `activities/${name}.json`), 'utf8')) as Record<string, unknown>
}

const NOTE = { ticket: 'BD-1001', version: 1, verb: 'add-note', card: 'card-7', text: 'Called them' }

describe('an incoming activity', () => {
	it.each<[string, Incoming]>([
		['teams-message', { kind: 'message', text: 'my tickets', files: [] }],
		['channel-mention', { kind: 'message', text: 'ticket BD-1001', files: [] }],
		['card-execute', { kind: 'card-action', verb: 'add-note', data: NOTE, invoke: true }],
		['card-submit-fallback', { kind: 'card-action', verb: 'add-note', data: NOTE, invoke: false }],
		['feedback-invoke', { kind: 'other-invoke', name: 'message/submitAction' }],
		['installation-update', { kind: 'joined', team: false }],
		['bot-added-to-team', { kind: 'joined', team: true }],
		['colleague-added-to-team', { kind: 'ignored' }],
		['channel-renamed', { kind: 'ignored' }],
		['file-message', { kind: 'message', text: '', files: [] }],
		['web-chat-file', { kind: 'message', text: 'the two lines', files: [{ id: 'chat-1-7-1', name: 'invoice.pdf' }] }],
		['message-reaction', { kind: 'ignored' }],
		['web-join', { kind: 'joined', team: false }],
		['web-language', { kind: 'language', locale: 'fr' }],
	])('is read from what was recorded: %s', (name, incoming) => {
		expect(readActivity(recorded(name))).toEqual(incoming)
	})

	it('is a card action when the widget posts a button back', () => {
		expect(readActivity(recorded('web-post-back'))).toMatchObject({ kind: 'card-action', verb: 'confirm', invoke: false })
	})

	it('is nothing at all when it is malformed', () => {
		const malformed = recorded('malformed') as unknown as unknown[]
		expect(malformed.length).toBeGreaterThan(12)
		expect(malformed.filter((activity) => readActivity(activity) !== undefined)).toEqual([])
	})

	it('keeps the line breaks and the angle brackets that people write, and loses only mentions', () => {
		const message = { ...recorded('teams-message'), text: '<at>Loopdesk</at> first  line\r\n\r\nis a < b > c & <b>bold</b>' }
		expect(readActivity(message)).toMatchObject({ text: 'first line\nis a < b > c & <b>bold</b>' })
	})

	it('is an unknown button, not an error, when an invoke carries no verb', () => {
		const invoke = recorded('card-execute')
		for (const value of [{ action: {} }, { action: { data: { ticket: 'BD-1' } } }, { action: { data: { verb: 7 } } }]) {
			expect(readActivity({ ...invoke, value })).toMatchObject({ kind: 'card-action', verb: '', invoke: true })
		}
		for (const value of [undefined, null, 'x', {}, { action: 'x' }, { action: { verb: 'x'.repeat(61) } }]) {
			expect(readActivity({ ...invoke, value })).toEqual({ kind: 'card-action', verb: '', data: {}, invoke: true })
		}
	})

	it('greets nobody when the app is taken away or renewed', () => {
		const installed = recorded('installation-update')
		for (const action of ['remove', 'add-upgrade', 'remove-upgrade', undefined]) {
			expect(readActivity({ ...installed, action })).toEqual({ kind: 'ignored' })
		}
	})

	it('takes no other language than the two that it speaks', () => {
		const event = recorded('web-language')
		for (const value of ['de', 'FR', null, {}]) expect(readActivity({ ...event, value })).toEqual({ kind: 'ignored' })
	})
})
