import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { stringsOf } from '../cards/card-check.ts'
import { executeOf, type Said } from './desk.ts'
import { useBotDesk } from './use-bot-desk.ts'

const bot = useBotDesk()
const spoken = (said: readonly Said[]) => said.flatMap(({ text, card }) => [text ?? '', ...stringsOf(card)]).join('\n')
const STRANGER = '99999999-9999-4999-8999-999999999999'

describe('a customer with a forged card', () => {
	it.each(['show-ticket', 'confirm', 'reject', 'withdraw', 'add-message', 'show-form'])(
		"cannot tell another customer's ticket from one that does not exist: %s",
		async (verb) => {
			const number = await bot().openDispute('chloe')
			await bot().act('dana', number, 'resolve', { outcome: 'corrected', text: 'The second line is gone.' })
			const before = await bot().events(number)
			const press = (ticket: string) =>
				bot().presses('alex', verb, { ticket, resolution: 1, text: 'mine', comment: 'mine', form: 'withdraw' })
			const foreign = spoken(await press(number))
			expect(foreign.replaceAll(number, 'X')).toBe(spoken(await press('BD-9999')).replaceAll('BD-9999', 'X'))
			expect(foreign).not.toMatch(/Ateliers|Chloé|second line/)
			expect(await bot().events(number)).toEqual(before)
		},
	)

	it.each(['BD-0', '../../etc/passwd', '__proto__', 'constructor', 'x'.repeat(7000), '${ticket}', '', ' '])(
		'gets a friendly answer to a number that is none: %s',
		async (ticket) => {
			for (const verb of ['show-ticket', 'confirm', 'withdraw', 'show-form']) {
				const said = await bot().presses('alex', verb, { ticket, resolution: 1 })
				expect(said).not.toEqual([])
			}
		},
	)

	it.each(['no-such-verb', '', 'toString', '__proto__', 'constructor', 'resolve', 'assign', 'close-silent', 'record-delivery'])(
		'can press no button that is not his: %s',
		async (verb) => {
			const number = await bot().openDispute('alex')
			const before = await bot().load(number)
			const said = await bot().presses('alex', verb, { ticket: number, version: before.version, text: 'x', outcome: 'corrected' })
			expect(spoken(said)).toContain('I do not know this button')
			expect(await bot().load(number)).toEqual(before)
		},
	)

	it('gets a friendly answer to data that no form of ours sends', async () => {
		const number = await bot().openDispute('alex')
		for (const data of [{ ticket: { number } }, { ticket: [number] }, { comment: 'x'.repeat(9000), ticket: number }]) {
			const said = await bot().presses('alex', 'withdraw', data)
			expect(spoken(said)).toContain('needs another look')
		}
		expect((await bot().load(number)).state).toBe('new')
	})

	it('cannot name who reports, nor who acts', async () => {
		await bot().presses('alex', 'open-dispute', {
			topic: 'duplicate-charge',
			reason: 'Charged twice in October',
			name: 'Chloé Garnier',
			email: 'chloe@ateliers-garnier.example',
			company: 'Ateliers Garnier',
			customer: 'chloe',
			reporter: 'chloe',
		})
		expect((await bot().tickets())[0]?.reporter).toMatchObject({ userId: 'alex', customer: { id: 'northwind-bikes' } })
	})
})

describe('the same activity again', () => {
	it('three times at once is one ticket and one reply', async () => {
		const activity = bot().fromCustomer('alex', {
			value: { verb: 'open-dispute', card: 'c', topic: 'duplicate-charge', reason: 'Charged twice in October' },
		})
		const said = await Promise.all([bot().take(activity), bot().take(activity), bot().take(activity)])
		expect(said.flat()).toHaveLength(1)
		expect(await bot().tickets()).toHaveLength(1)
		expect(await bot().take(activity)).toEqual([])
	})

	it('as a new activity of the same press acts once and shows the same ticket', async () => {
		const number = await bot().openDispute()
		const { version } = await bot().load(number)
		const press = () =>
			bot().take(bot().fromStaff('dana', executeOf('add-note', 'card-1', { ticket: number, version, text: 'once' })))
		const said = await Promise.all([press(), press(), press()])
		for (const one of said)
			expect(one[0]?.invoke).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
		expect((await bot().events(number)).filter((type) => type === 'note-added')).toHaveLength(1)
	})

	it('of two different conversations is two', async () => {
		const text = 'I want to talk to a human being'
		await bot().says('alex', text, { id: 'same' })
		await bot().says('chloe', text, { id: 'same' })
		expect(await bot().tickets()).toHaveLength(2)
	})
})

describe('somebody in Teams who is not on the team', () => {
	it.each(['my tickets', 'ticket BD-1001', 'unassigned', 'open a dispute for Northwind', 'why was it charged twice?'])(
		'learns nothing: %s',
		async (text) => {
			const number = await bot().openDispute()
			const said = await bot().staffSays(STRANGER, text.replace('BD-1001', number))
			expect(spoken(said)).toBe('I do not know you yet. Ask your administrator to add you to the team list of Loopdesk.')
		},
	)

	it('changes nothing by a button, and is not written to later', async () => {
		const number = await bot().openDispute()
		const before = await bot().load(number)
		for (const verb of ['take', 'resolve', 'show-ticket', 'open-dispute']) {
			const said = await bot().staffPresses(STRANGER, verb, { ticket: number, version: 1, customer: 'alex', reason: 'x' })
			expect(said[0]?.invoke).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.activity.message' })
			expect(spoken(said)).not.toMatch(/Alex|Northwind|licence/)
		}
		expect(await bot().load(number)).toEqual(before)
		expect(await bot().store.references.reference(`staff:${STRANGER}`)).toBeUndefined()
	})

	it('does not decide where new tickets are announced', async () => {
		const added = { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }], channelData: { team: { id: 't' } } }
		const channel = { conversation: { id: '19:evil', conversationType: 'channel' } }
		await bot().take(bot().fromStaff(STRANGER, { ...added, ...channel }))
		expect(await bot().store.references.reference('team')).toBeUndefined()
		await bot().take(bot().fromStaff('dana', { ...added, conversation: { id: '19:ours', conversationType: 'channel' } }))
		expect(await bot().store.references.reference('team')).toMatchObject({ conversation: { id: '19:ours' } })
	})

	it('is not a customer by writing without an object id', async () => {
		const activity = { ...bot().fromStaff('alex', { text: 'where is my ticket?' }), from: { id: 'alex' } }
		expect(spoken(await bot().take(activity))).toContain('I do not know you yet')
	})
})

describe('a malformed activity', () => {
	it('is refused and changes nothing', async () => {
		const malformed = JSON.parse(readFileSync(path.join(import.meta.dirname, 'activities/malformed.json'), 'utf8')) as unknown[]
		for (const activity of malformed) {
			if (typeof activity !== 'object' || activity === null) continue
			await expect(bot().take(activity)).rejects.toMatchObject({ code: 'bad-input' })
		}
		for (const hole of ['from', 'conversation']) {
			await expect(bot().take({ ...bot().fromCustomer('alex', { text: 'hi' }), [hole]: undefined })).rejects.toMatchObject({
				code: 'bad-input',
			})
		}
		expect(await bot().tickets()).toEqual([])
	})

	it('that is only unknown is passed over in silence, but an invoke is always answered', async () => {
		expect(await bot().take(bot().fromStaff('dana', { type: 'messageReaction' }))).toEqual([])
		const said = await bot().take(bot().fromStaff('dana', { type: 'invoke', name: 'message/submitAction', value: {} }))
		expect(said[0]?.invoke?.statusCode).toBe(200)
	})

	it('of a very long text is answered or refused, never a crash', async () => {
		const said = await bot().says('alex', '😀'.repeat(4000))
		expect(said.length).toBeGreaterThan(0)
	})
})

describe('the log of the bot', () => {
	it('tells each refusal once, without the words or the addresses of people', async () => {
		const number = await bot().openDispute('chloe', { reason: 'SECRET-WORDS about money' })
		await bot().says('alex', 'SECRET-WORDS again')
		const before = bot().log.length
		await bot().presses('alex', 'withdraw', { ticket: number, comment: 'SECRET-WORDS' })
		expect(
			bot()
				.log.slice(before)
				.filter((line) => line.includes('refused')),
		).toHaveLength(1)
		expect(bot().log.join('\n')).not.toMatch(/SECRET-WORDS|@|Garnier/)
	})
})
