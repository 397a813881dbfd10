import { describe, expect, it } from 'vitest'
import { noticesOf } from '../../src/tickets/notices.ts'
import { createTestDesk, PACKET, RESOLUTION } from './model/desk.ts'
import { DAY, HOUR } from './model/people.ts'

describe('rule 7: everybody who must be told is told in the same commit', () => {
	it('tells the team of a new ticket, and the customer of one that was opened for him', async () => {
		const the = createTestDesk()
		await the.open('reporter')
		expect(the.lastNotices()).toEqual(['new-ticket -> team'])
		const number = await the.open('agent')
		expect(the.lastNotices()).toEqual(['opened-for-you -> user-1'])
		expect(the.ticket(number)).toMatchObject({ state: 'open', assignee: { id: 'agent-1' } })
	})

	it('tells a colleague that a ticket is his, and the customer who looks after it', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'assign', number)
		expect(the.lastNotices()).toEqual(['taken -> user-1'])
		await the.does('agent', 'assign', number, { to: 'agent-2' })
		expect(the.lastNotices()).toEqual(['assigned-to-you -> agent-2', 'taken -> user-1'])
	})

	it('tells the customer of questions, replies, the filing upstream and the outcome, in the words of the person', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		const said = async (verb: 'ask-customer' | 'reply-to-customer' | 'resolve' | 'escalate-upstream', input: object) => {
			await the.does('agent', verb, number, input)
			return [...the.store.notices.values()].at(-1)
		}
		const to = { kind: 'customer', id: 'user-1' }
		expect(await said('ask-customer', { text: 'which line?' })).toMatchObject({ kind: 'question', to, text: 'which line?' })
		expect(await said('reply-to-customer', { text: 'soon' })).toMatchObject({ kind: 'reply', to, text: 'soon' })
		expect(await said('escalate-upstream', { request: '1', packet: PACKET })).toMatchObject({ kind: 'sent-upstream', to })
		expect(await said('resolve', RESOLUTION)).toMatchObject({ kind: 'resolved', to, text: RESOLUTION.text, resolution: 1 })
	})

	it('tells nobody of notes, priorities, acknowledgements and drafts of the packet', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'add-note', number, { text: 'secret' })
		expect(the.lastNotices()).toEqual([])
		await the.does('agent', 'set-priority', number, { priority: 'high' })
		expect(the.lastNotices()).toEqual([])
		await the.does('agent', 'prepare-packet', number, { tenant: 't' })
		expect(the.lastNotices()).toEqual([])
		await the.does('agent', 'escalate-to-manager', number, { reason: 'large amount' })
		await the.does('manager', 'acknowledge', number)
		expect(the.lastNotices()).toEqual([])
	})

	it('tells the assignee what the customer wrote, or the team when nobody owns it', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('reporter', 'add-message', number, { text: 'and another line' })
		expect(the.lastNotices()).toEqual(['customer-wrote -> team'])
		await the.does('agent', 'assign', number)
		await the.does('reporter', 'add-message', number, { text: 'and another line' })
		expect(the.lastNotices()).toEqual(['customer-wrote -> agent-1'])
	})

	it('tells the names of the files that came with a message, or without one', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		const files = [
			{ id: 'f1', name: 'invoice.pdf' },
			{ id: 'f2', name: 'screen.png' },
		]
		const told = async (input: object) => {
			await the.does('reporter', 'add-message', number, input)
			return [...the.store.notices.values()].at(-1)?.text
		}
		expect(await told({ text: 'see here', files })).toBe('see here\n📎 invoice.pdf\n📎 screen.png')
		expect(await told({ files })).toBe('📎 invoice.pdf\n📎 screen.png')
		expect(the.store.historyNow(number).at(-1)?.event).toEqual({ type: 'customer-wrote', text: '', files })
		expect(await told({ files: files.slice(1) })).toBe('📎 screen.png')
		expect(await told({ text: 'only words' })).toBe('only words')
		expect(the.store.historyNow(number).at(-1)?.event).toEqual({ type: 'customer-wrote', text: 'only words' })
	})

	it('tells all managers of an escalation, but not the one who asked', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'escalate-to-manager', number, { reason: 'large amount' })
		expect(the.lastNotices()).toEqual(['escalated -> manager-1', 'escalated -> manager-2'])
		await the.does('manager', 'escalate-to-manager', number, { reason: 'look at this' })
		expect(the.lastNotices()).toEqual(['escalated -> manager-2'])
	})

	it('tells the team of an escalation where there is no manager', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'escalate-to-manager', number, { reason: 'large amount' })
		const recorded = the.store.historyNow(number).at(-1)
		if (recorded === undefined) throw new Error('no event')
		expect(noticesOf(the.ticket(number), recorded, [])).toMatchObject([{ kind: 'escalated', to: { kind: 'team', id: 'team' } }])
		expect(noticesOf(the.ticket(number), recorded, ['boss'])).toMatchObject([{ to: { kind: 'staff', id: 'boss' } }])
	})

	it('tells assignee and managers of a broken promise, each once, though the assignee is a manager', async () => {
		const the = createTestDesk()
		const number = await the.open('manager')
		the.pass(9 * HOUR)
		await the.does('clock', 'raise-alarm', number, { key: 'first-response:0:1' })
		expect(the.lastNotices()).toEqual(['overdue -> manager-1', 'overdue -> manager-2'])
	})

	it('names the top alarms: outcome untold, upstream late', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open('agent'), await the.open('agent')]
		const { resolution } = await the.does('agent', 'resolve', one, RESOLUTION)
		const { upstream } = await the.does('agent', 'escalate-upstream', two, { request: '1', packet: PACKET })
		the.pass(2 * DAY)
		await the.does('clock', 'raise-alarm', one, { key: `untold:${resolution?.at}:1` })
		expect(the.lastNotices()).toEqual(['untold -> agent-1', 'untold -> manager-1', 'untold -> manager-2'])
		await the.does('clock', 'raise-alarm', two, { key: `upstream-late:${upstream?.at}:1` })
		expect(the.lastNotices()).toContain('upstream-late -> agent-1')
	})

	it('puts a notice that failed before the assignee, once', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		const failed = { notice: `${number}/1/opened-for-you/user-1`, kind: 'opened-for-you', outcome: 'failed', reason: 'bounced' }
		expect((await the.does('delivery', 'record-delivery', number, failed)).failedNotices).toEqual([failed.notice])
		expect(the.lastNotices()).toEqual(['notice-failed -> agent-1'])
		const { notice, kind, reason } = failed
		expect(the.store.historyNow(number).at(-1)?.event).toEqual({ type: 'notice-failed', notice, kind, reason })
		const commits = the.store.commits.length
		await the.does('delivery', 'record-delivery', number, failed)
		expect(the.store.commits).toHaveLength(commits)
		const later = { ...failed, outcome: 'delivered', channel: 'e-mail' }
		expect((await the.does('delivery', 'record-delivery', number, later)).failedNotices).toEqual([])
	})

	it('counts nobody as told by a delivery that names no channel', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		const arrived = { notice: `${number}/2/resolved/user-1`, kind: 'resolved', resolution: 1, outcome: 'delivered' }
		expect((await the.does('delivery', 'record-delivery', number, arrived)).resolution?.told).toEqual([])
	})

	it('keeps every notice that failed until it arrives, and then counts it as told', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		const fails = (notice: string, kind: string) =>
			the.does('delivery', 'record-delivery', number, { notice, kind, outcome: 'failed', reason: 'bounced' })
		const [opened, outcome] = [`${number}/1/opened-for-you/user-1`, `${number}/2/resolved/user-1`]
		await fails(opened, 'opened-for-you')
		expect((await fails(outcome, 'resolved')).failedNotices).toEqual([opened, outcome])
		const ticket = await the.receives(number)
		expect(ticket.failedNotices).toEqual([opened])
		expect(ticket.resolution?.told.map(({ notice }) => notice)).toEqual([outcome])
		expect(the.events(number).slice(-2)).toEqual(['notice-recovered', 'told'])
	})

	it('tells customer and assignee that the loop is closed', async () => {
		const the = createTestDesk()
		const number = await the.open('agent')
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.receives(number)
		await the.does('reporter', 'confirm', number, { resolution: 1 })
		expect(the.lastNotices()).toEqual(['closed -> user-1', 'loop-closed -> agent-1'])
	})

	it('gives each notice an id of its own, waiting from the moment of its event', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'assign', number, { to: 'agent-2' })
		const notices = [...the.store.notices.values()]
		expect(notices.map(({ id }) => id)).toEqual([
			`${number}/1/new-ticket/team`,
			`${number}/2/assigned-to-you/agent-2`,
			`${number}/2/taken/user-1`,
		])
		expect(notices.map(({ to }) => to)).toEqual([
			{ kind: 'team', id: 'team' },
			{ kind: 'staff', id: 'agent-2' },
			{ kind: 'customer', id: 'user-1' },
		])
		expect(
			notices.every(
				({ status, attempts, nextAttemptAt, at }) => status === 'waiting' && attempts.length === 0 && nextAttemptAt === at,
			),
		).toBe(true)
	})
})
