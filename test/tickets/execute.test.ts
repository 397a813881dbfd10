import { describe, expect, it } from 'vitest'
import { execute, open } from '../../src/tickets/execute.ts'
import { createTestDesk, FORM, refusal, RESOLUTION } from './model/desk.ts'
import { ACTORS, REPORTERS } from './model/people.ts'

const OPENING = { actor: ACTORS.reporter, cause: 'activity-1', input: FORM, reporter: REPORTERS.reporter }

describe('the one path of every command', () => {
	it('opens one ticket for one activity, also when it comes three times at once', async () => {
		const { desk, store } = createTestDesk()
		const answers = await Promise.all([open(desk, OPENING), open(desk, OPENING), open(desk, OPENING)])
		expect(store.tickets.size).toBe(1)
		expect(new Set(answers.map(({ ticket }) => ticket.number)).size).toBe(1)
		expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
		expect((await open(desk, OPENING)).repeated).toBe(true)
		expect(store.notices.size).toBe(1)
	})

	it('does one command for one request, also when it comes three times at once', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const reply = () => the.does('agent', 'reply-to-customer', number, { text: 'soon' }, { cause: 'request-1' })
		const tickets = await Promise.all([reply(), reply(), reply()])
		expect(the.events(number).filter((type) => type === 'replied')).toHaveLength(1)
		expect(new Set(tickets.map(({ sequence }) => sequence)).size).toBe(1)
	})

	it('answers the second of two that came at once with what the first has done, not with a refusal', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const command = { ticket: number, verb: 'set-priority', input: { priority: 'high' }, actor: ACTORS.agent, cause: 'button-1' }
		const { version } = the.ticket(number)
		let isFirst = true
		const load: typeof the.store.load = async (asked) => {
			if (isFirst) {
				isFirst = false
				await execute(the.desk, { ...command, version } as Parameters<typeof execute>[1])
			}
			return the.store.load(asked)
		}
		const slower = { ...the.desk, tickets: { ...the.store, load } }
		const { ticket, repeated } = await execute(slower, { ...command, version } as Parameters<typeof execute>[1])
		expect([repeated, ticket.version, ticket.priority]).toEqual([true, version + 1, 'high'])
	})

	it('answers a repeated request with the ticket as it is now, and does nothing', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'resolve', number, RESOLUTION, { cause: 'request-1' })
		await the.does('reporter', 'reject', number, { resolution: 1 })
		const [before, commits] = [the.ticket(number), the.store.commits.length]
		expect(await the.does('agent', 'resolve', number, RESOLUTION, { cause: 'request-1' })).toBe(before)
		expect(the.store.commits).toHaveLength(commits)
	})

	it('writes a merge into both histories at the same moment, by the same person, for the same cause', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open(), await the.open()]
		the.pass(60_000)
		await the.does('agent', 'merge', one, { into: two }, { cause: 'request-1' })
		const ends = [one, two].map((number) => the.store.historyNow(number).at(-1))
		expect(ends).toMatchObject([one, two].map((ticket) => ({ ticket, at: the.now(), by: ACTORS.agent, cause: 'request-1' })))
		expect(ends.map((end) => end?.event.type)).toEqual(['closed', 'absorbed'])
	})

	it('answers a repeated merge with the ticket that was merged, not with the other one', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open(), await the.open()]
		const merge = () => the.does('agent', 'merge', one, { into: two }, { cause: 'request-1' })
		expect((await merge()).number).toBe(one)
		expect((await merge()).number).toBe(one)
	})

	it("does not show another one's ticket to a customer who repeats a cause that was not his", async () => {
		const the = createTestDesk()
		await open(the.desk, OPENING)
		const foreign = { ...OPENING, actor: ACTORS.stranger, reporter: REPORTERS.stranger }
		expect(await refusal(open(the.desk, foreign))).toBe('not-found')
	})

	it('decides again when somebody else was faster', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const messages = ['one', 'two', 'three', 'four'].map((text) =>
			the.does('reporter', 'add-message', number, { text }, { version: undefined }),
		)
		await Promise.all(messages)
		expect(the.events(number).filter((type) => type === 'customer-wrote')).toHaveLength(4)
	})

	it('lets one of two win who act on the same version, and shows the other that it is stale', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const outcomes = await Promise.allSettled([the.does('agent', 'assign', number), the.does('otherAgent', 'assign', number)])
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
		expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'stale' } })
	})

	it('gives up with "busy" when it is never fast enough, and has changed nothing', async () => {
		let jammed = false
		const the = createTestDesk(undefined, () => jammed)
		const number = await the.open()
		const before = the.ticket(number)
		jammed = true
		expect(await refusal(the.does('agent', 'add-note', number, { text: 'note' }))).toBe('busy')
		expect(await refusal(the.open())).toBe('busy')
		expect(the.ticket(number)).toBe(before)
		expect(the.store.tickets.size).toBe(1)
	})

	it('refuses an unknown ticket and input that does not fit, naming fields and no contents', async () => {
		const the = createTestDesk()
		const number = await the.open()
		expect(await refusal(the.does('agent', 'add-note', 'BD-9', { text: 'note' }))).toBe('not-found')
		const error = await the.does('agent', 'add-note', number, { text: { secret: 'hush' } }).catch((reason: unknown) => reason)
		expect(error).toMatchObject({ code: 'bad-input', details: { fields: ['text'] } })
		const shapeless = the.does('agent', 'add-note', number, 7)
		await expect(shapeless).rejects.toMatchObject({ code: 'bad-input', details: { fields: [] } })
		expect(JSON.stringify(error)).not.toContain('hush')
		for (const input of [undefined, null, 'text', 7, []]) {
			expect(await refusal(the.does('agent', 'merge', number, input === undefined ? null : input))).toBe('bad-input')
		}
		expect(the.ticket(number).version).toBe(1)
	})

	it('calls delivery after a commit, and not after a refusal or a repetition', async () => {
		const the = createTestDesk()
		let calls = 0
		const desk = { ...the.desk, committed: () => (calls += 1) }
		const { ticket } = await open(desk, OPENING)
		await open(desk, OPENING)
		const note = { actor: ACTORS.agent, verb: 'add-note', ticket: ticket.number, cause: 'n' } as const
		await refusal(execute(desk, { ...note, input: {} }))
		expect(calls).toBe(1)
		await execute(desk, { ...note, input: { text: 'note' } })
		expect(calls).toBe(2)
	})

	it('commits nothing when the clock finds nothing to do', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const commits = the.store.commits.length
		const command = { verb: 'raise-alarm', ticket: number, input: { key: 'first-response:0:1' } } as const
		const { repeated } = await execute(the.desk, { ...command, actor: ACTORS.clock, cause: 'tick-1' })
		expect([repeated, the.store.commits.length]).toEqual([false, commits])
	})
})
