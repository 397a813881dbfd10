import { describe, expect, it } from 'vitest'
import { offeredActions } from '../../src/tickets/permissions.ts'
import { createTestDesk, refusal, RESOLUTION } from './model/desk.ts'
import { ACTORS } from './model/people.ts'

/** A desk whose notice of the outcome came to this end; its ticket and the notice's id. */
async function told(outcome: 'failed' | 'ambiguous') {
	const the = createTestDesk()
	const number = await the.open()
	await the.does('agent', 'resolve', number, RESOLUTION)
	const notice = [...the.store.notices.values()].findLast(({ kind }) => kind === 'resolved')?.id ?? ''
	const input = { notice, kind: 'resolved', resolution: 1, outcome, channel: 'e-mail', reason: 'smtp-etimedout' }
	await the.does('delivery', 'record-delivery', number, input)
	const sendAgain = (over: object = {}, more: object = {}) => the.does('agent', 'send-again', number, { notice, ...over }, more)
	return { the, number, notice, sendAgain }
}

describe('a notice of which nobody knows whether it arrived', () => {
	it('is put before the assignee as such, and counts as told to nobody', async () => {
		const { the, number, notice } = await told('ambiguous')
		expect(the.lastNotices()).toEqual(['notice-uncertain -> agent-1'])
		expect(the.ticket(number)).toMatchObject({ failedNotices: [notice], resolution: { told: [] } })
	})
})

describe.each(['failed', 'ambiguous'] as const)('sending a notice again that ended as %s', (outcome) => {
	it('makes a new one with the same words about the same outcome, and settles the old one', async () => {
		const { the, number, sendAgain } = await told(outcome)
		const { version } = the.ticket(number)
		expect(await sendAgain()).toMatchObject({ failedNotices: [], version })
		const notices = the.store.commits.at(-1)?.changes.flatMap((change) => change.notices)
		expect(notices).toMatchObject([
			{ kind: 'resolved', to: { kind: 'customer', id: 'user-1' }, text: RESOLUTION.text, resolution: 1, status: 'waiting' },
		])
	})

	it('lets the loop close once the new one has arrived', async () => {
		const { the, number, sendAgain } = await told(outcome)
		await sendAgain()
		await the.receives(number)
		await the.does('reporter', 'confirm', number, { resolution: 1 })
		expect(the.ticket(number).state).toBe('closed')
	})

	it('happens once, however often the button is pressed', async () => {
		const { the, sendAgain } = await told(outcome)
		await sendAgain({}, { cause: 'press-1' })
		await sendAgain({}, { cause: 'press-1' })
		expect(await refusal(sendAgain({}, { cause: 'press-2' }))).toBe('wrong-state not-failed')
		expect([...the.store.notices.values()].filter(({ kind }) => kind === 'resolved')).toHaveLength(2)
	})

	it('can be done again when the new one fails too', async () => {
		const { the, number, sendAgain } = await told(outcome)
		await sendAgain()
		const second = [...the.store.notices.values()].findLast(({ kind }) => kind === 'resolved')?.id ?? ''
		const input = { notice: second, kind: 'resolved', resolution: 1, outcome: 'failed', reason: 'smtp-550' }
		await the.does('delivery', 'record-delivery', number, input)
		await sendAgain({ notice: second })
		expect([...the.store.notices.values()].filter(({ kind }) => kind === 'resolved')).toHaveLength(3)
	})
})

describe('what cannot be sent again', () => {
	it('is a notice that arrived, that is on its way, or that is of another ticket or of the staff', async () => {
		const { the, number, sendAgain } = await told('failed')
		const other = await the.open()
		for (const notice of [`${number}/1/new-ticket/team`, `${other}/1/new-ticket/team`, '', '../x', 'BD-1/1/resolved/user-1']) {
			expect(await refusal(sendAgain({ notice }))).toBe('wrong-state not-failed')
		}
	})

	it('is a notice of the staff, though it failed: the customer must not get it', async () => {
		const { the, number, sendAgain } = await told('failed')
		const notice = `${number}/1/new-ticket/team`
		const failed = { notice, kind: 'new-ticket', outcome: 'failed' }
		expect((await the.does('delivery', 'record-delivery', number, failed)).failedNotices).toContain(notice)
		expect(the.store.historyNow(number).at(-1)?.event).toEqual({
			type: 'notice-failed',
			notice,
			kind: 'new-ticket',
			reason: 'unknown',
		})
		expect(await refusal(sendAgain({ notice }))).toBe('wrong-state not-failed')
	})

	it('is offered to nobody but the staff, and only while something failed', async () => {
		const { the, number, sendAgain } = await told('failed')
		const offered = (who: 'agent' | 'reporter') => offeredActions(ACTORS[who], the.ticket(number)).includes('send-again')
		expect([offered('agent'), offered('reporter')]).toEqual([true, false])
		await sendAgain()
		expect(offered('agent')).toBe(false)
	})
})
