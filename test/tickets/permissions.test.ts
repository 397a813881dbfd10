import { describe, expect, it } from 'vitest'
import { open } from '../../src/tickets/execute.ts'
import { may, maySee, offeredActions } from '../../src/tickets/permissions.ts'
import { isVerb, VERBS, type VerbName } from '../../src/tickets/verbs.ts'
import { createTestDesk, FORM, PACKET, refusal, RESOLUTION } from './model/desk.ts'
import { ACTORS, CUSTOMERS, MEMBERS, REPORTERS, STAFF_NAMES } from './model/people.ts'

const OF_CUSTOMERS: VerbName[] = ['add-message', 'confirm', 'reject', 'withdraw']
const OF_MANAGERS: VerbName[] = ['acknowledge']
const OF_THE_DESK: VerbName[] = ['record-delivery', 'record-answer', 'raise-alarm', 'remind-customer', 'close-silent']
const ALL = Object.keys(VERBS) as VerbName[]

describe('rule 6: who may do what is decided from server state', () => {
	it('shows and gives a customer only his own tickets, also within one company', async () => {
		const the = createTestDesk()
		const number = await the.open('reporter')
		const ticket = the.ticket(number)
		expect(maySee(ACTORS.reporter, ticket)).toBe(true)
		for (const name of ['colleague', 'stranger'] as const) {
			expect(maySee(ACTORS[name], ticket)).toBe(false)
			expect(offeredActions(ACTORS[name], ticket)).toEqual([])
			for (const verb of ALL) expect(await refusal(the.does(name, verb, number, {}))).toBe('not-found')
		}
		expect(the.ticket(number)).toBe(ticket)
	})

	it.each(OF_CUSTOMERS)('lets no staff and no system %s', async (verb) => {
		const the = createTestDesk()
		const number = await the.open()
		for (const name of [...STAFF_NAMES, 'clock', 'delivery'] as const) {
			expect(await refusal(the.does(name, verb, number, { text: 'x', resolution: 1 }))).toBe('not-allowed')
		}
	})

	it.each(OF_THE_DESK)('lets no person %s', async (verb) => {
		const the = createTestDesk()
		const number = await the.open()
		const input = { notice: 'n', kind: 'resolved', resolution: 1, outcome: 'delivered', channel: 'e-mail', key: 'k' }
		for (const name of ['reporter', ...STAFF_NAMES] as const) {
			expect(await refusal(the.does(name, verb, number, input))).toBe('not-allowed')
		}
	})

	it('lets no customer and no system do a verb of the staff', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const staffVerbs = ALL.filter((verb) => !OF_CUSTOMERS.includes(verb) && !OF_THE_DESK.includes(verb))
		for (const verb of staffVerbs) {
			expect(await refusal(the.does('reporter', verb, number, {}))).toBe('not-allowed')
			expect(await refusal(the.does('clock', verb, number, {}))).toBe('not-allowed')
		}
	})

	it('lets a manager acknowledge an escalation once, and no agent', async () => {
		const the = createTestDesk()
		const number = await the.open()
		expect(await refusal(the.does('manager', 'acknowledge', number))).toBe('wrong-state nothing-to-acknowledge')
		await the.does('agent', 'escalate-to-manager', number, { reason: 'large amount' })
		expect(await refusal(the.does('otherAgent', 'acknowledge', number))).toBe('not-allowed')
		const ticket = await the.does('manager', 'acknowledge', number)
		expect(ticket.escalation).toMatchObject({ reason: 'large amount', acknowledged: { by: 'Staff manager-1', at: the.now() } })
		expect(await refusal(the.does('otherManager', 'acknowledge', number))).toBe('wrong-state nothing-to-acknowledge')
	})

	it('opens for the person that the server knows, and for nobody whom the input names', async () => {
		const { desk, store } = createTestDesk()
		const attempt = { actor: ACTORS.stranger, cause: 'c', input: { ...FORM, reporter: REPORTERS.reporter } }
		expect(await refusal(open(desk, { ...attempt, reporter: REPORTERS.reporter }))).toBe('not-allowed')
		expect(await refusal(open(desk, { ...attempt, actor: ACTORS.clock, reporter: REPORTERS.reporter }))).toBe('not-allowed')
		const { ticket } = await open(desk, { ...attempt, reporter: REPORTERS.stranger })
		expect(ticket.reporter).toEqual(REPORTERS.stranger)
		expect(store.tickets.size).toBe(1)
	})

	it('assigns to a member of the team only', async () => {
		const the = createTestDesk()
		const number = await the.open()
		expect(await refusal(the.does('agent', 'assign', number, { to: 'user-1' }))).toBe('not-found unknown-colleague')
		expect((await the.does('agent', 'assign', number, { to: 'manager-2' })).assignee).toEqual({
			id: 'manager-2',
			name: MEMBERS[3].name,
		})
		expect(await refusal(the.does('agent', 'assign', number, { to: 'manager-2' }))).toBe('wrong-state already-assigned')
	})

	it('offers only what would not be refused for its state', async () => {
		const the = createTestDesk()
		const number = await the.open()
		expect(offeredActions(ACTORS.reporter, the.ticket(number))).toEqual(['add-message', 'withdraw'])
		const offered = () => offeredActions(ACTORS.agent, the.ticket(number))
		expect(offered()).toEqual(expect.arrayContaining(['assign', 'resolve', 'escalate-upstream', 'merge']))
		expect(offered()).not.toContain('record-upstream-answer')
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		expect(offered()).toContain('record-upstream-answer')
		expect(offered()).not.toContain('escalate-upstream')
		await the.does('agent', 'resolve', number, RESOLUTION)
		expect(offeredActions(ACTORS.reporter, the.ticket(number))).toEqual(['add-message', 'confirm', 'reject', 'withdraw'])
		expect(may(ACTORS.agent, 'resolve', the.ticket(number))).toBe(false)
		await the.does('reporter', 'withdraw', number)
		expect(offered()).toContain('reopen')
	})

	it('offers a manager to acknowledge what was escalated, until somebody has', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const isOffered = () => offeredActions(ACTORS.manager, the.ticket(number)).includes('acknowledge')
		expect(isOffered()).toBe(false)
		await the.does('agent', 'escalate-to-manager', number, { reason: 'large amount' })
		expect(isOffered()).toBe(true)
		await the.does('otherManager', 'acknowledge', number)
		expect(isOffered()).toBe(false)
	})

	it('offers no second request while the customer does not know yet that the first was solved', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const isOffered = () =>
			offeredActions(ACTORS.agent, the.ticket(number)).filter((verb) => verb === 'escalate-upstream' || verb === 'prepare-packet')
		await the.does('agent', 'escalate-upstream', number, { request: '1', packet: PACKET })
		await the.does('agent', 'record-upstream-answer', number, { text: 'credited', solved: true })
		expect(isOffered()).toEqual([])
		the.pass(1)
		await the.does('agent', 'resolve', number, RESOLUTION)
		await the.receives(number)
		await the.does('reporter', 'reject', number, { resolution: 1 })
		expect(isOffered()).toEqual(['prepare-packet', 'escalate-upstream'])
	})

	it('offers neither reopening nor a no on a ticket that was merged away', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open(), await the.open()]
		await the.does('agent', 'resolve', one, RESOLUTION)
		await the.does('agent', 'merge', one, { into: two })
		expect(offeredActions(ACTORS.agent, the.ticket(one))).not.toContain('reopen')
		expect(offeredActions(ACTORS.reporter, the.ticket(one))).not.toContain('reject')
	})

	it('offers a no only when there is an outcome to refuse', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('reporter', 'withdraw', number)
		expect(offeredActions(ACTORS.reporter, the.ticket(number))).not.toContain('reject')
	})

	it('offers the verbs of the desk itself to nobody', async () => {
		const the = createTestDesk()
		const ticket = the.ticket(await the.open())
		for (const name of [...CUSTOMERS, ...STAFF_NAMES]) {
			expect(offeredActions(ACTORS[name], ticket).filter((verb) => OF_THE_DESK.includes(verb))).toEqual([])
		}
		expect(OF_MANAGERS.every((verb) => !may(ACTORS.agent, verb, ticket))).toBe(true)
	})

	it('knows its verbs and nothing that only looks like one', () => {
		expect(ALL.every(isVerb)).toBe(true)
		expect(['close', '__proto__', 'constructor', 'toString', ''].some(isVerb)).toBe(false)
	})
})
