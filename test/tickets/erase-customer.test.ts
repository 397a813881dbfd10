import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Store } from '../../src/stores/store.ts'
import { type EraseDeps, eraseCustomer, previewErasure } from '../../src/tickets/erase-customer.ts'
import type { Whose } from '../../src/tickets/erasure.ts'
import { type Desk, execute, open } from '../../src/tickets/execute.ts'
import { readReply } from '../../src/triage/read-reply.ts'
import { type LowdbPlace, lowdbPlace } from '../stores/lowdb-place.ts'
import { FORM, refusal } from './model/desk.ts'
import { ACTORS, MEMBERS, POLICY, REPORTERS, type ReporterName, START, TEAM } from './model/people.ts'

let place: LowdbPlace
let store: Store
let desk: Desk
let deps: EraseDeps
const ended: string[] = []
let causes = 0

beforeEach(async () => {
	place = await lowdbPlace()
	store = await place.open()
	desk = { tickets: store.tickets, team: TEAM, policy: POLICY, clock: () => START, readReply }
	const endChats = (ids: readonly string[]) => void ended.push(...ids)
	deps = { desk, notices: store.notices, erasures: store.erasures, questionKey: (id) => `key of ${id}`, endChats }
	await Promise.all(Object.values(REPORTERS).map((person) => store.customers.save(person)))
})
afterEach(async () => {
	await store.close()
	await place.remove()
})

const [agent, , manager] = MEMBERS
const person = (name: ReporterName): Whose => ({ kind: 'person', id: REPORTERS[name].userId })
const cause = () => `cause-${(causes += 1)}`

async function ticketOf(who: ReporterName, isClosed: boolean): Promise<string> {
	const { ticket } = await open(desk, { actor: ACTORS[who], cause: cause(), input: FORM, reporter: REPORTERS[who] })
	const input = { comment: 'words of mine' }
	if (isClosed) await execute(desk, { actor: ACTORS[who], verb: 'withdraw', ticket: ticket.number, input, cause: cause() })
	return ticket.number
}

function erase(whose: Whose, input: object = { typed: 'Person user-1' }, by = manager, the = cause()) {
	return eraseCustomer(deps, { member: by, cause: the, whose, input })
}

describe('erasing a customer', () => {
	it('is for managers only, and so is looking what would go', async () => {
		await ticketOf('reporter', true)
		expect(await refusal(erase(person('reporter'), undefined, agent))).toBe('not-allowed erases-data')
		expect(await refusal(previewErasure(deps, agent, person('reporter')))).toBe('not-allowed erases-data')
	})

	it('names the tickets that are still open, and changes nothing', async () => {
		const [closed, waiting] = [await ticketOf('reporter', true), await ticketOf('reporter', false)]
		expect((await previewErasure(deps, manager, person('reporter'))).open).toEqual([waiting])
		const refused = erase(person('reporter'))
		await expect(refused).rejects.toMatchObject({ reason: 'erase-open-tickets', details: { tickets: [waiting] } })
		expect((await store.tickets.load(closed))?.erased).toBeUndefined()
		expect(await store.customers.person('user-1')).toEqual(REPORTERS.reporter)
	})

	it('needs the name or the number of a ticket, and a reference that names nobody', async () => {
		const number = await ticketOf('reporter', true)
		expect(await refusal(erase(person('reporter'), { typed: 'Person user-2' }))).toBe('bad-input erase-not-confirmed')
		expect(await refusal(erase(person('reporter'), { typed: 'BD-9999' }))).toBe('bad-input erase-not-confirmed')
		for (const reference of ['asked by person X', 'reporter@customer.example']) {
			expect(await refusal(erase(person('reporter'), { typed: number, reference }))).toBe('bad-input erase-reference-names')
		}
		await erase(person('reporter'), { typed: ' person USER-1 ', reference: 'R-12 of 5 October' })
		const last = (await store.tickets.history(number)).at(-1)
		expect(last?.event).toEqual({ type: 'erased', reference: 'R-12 of 5 October' })
	})

	it('leaves colleagues and other companies alone', async () => {
		const [mine, theirs] = [await ticketOf('reporter', true), await ticketOf('colleague', false)]
		await erase(person('reporter'))
		expect((await store.tickets.load(mine))?.reporter).toMatchObject({
			userId: '',
			name: '—',
			customer: { name: 'Company company-1' },
		})
		expect((await store.tickets.load(theirs))?.reporter).toEqual(REPORTERS.colleague)
		expect((await store.customers.search('', 9)).map(({ userId }) => userId)).toEqual(['user-2', 'user-3'])
	})

	it('of a whole company takes everybody of it, and its name from tickets that were erased before', async () => {
		const numbers = [await ticketOf('reporter', true), await ticketOf('colleague', true)]
		await store.transcripts.createConversation({ id: 'chat', userId: 'user-2', locale: 'en', createdAt: new Date(START) })
		await erase(person('reporter'))
		const company: Whose = { kind: 'company', id: 'company-1' }
		expect(await refusal(erase(company))).toBe('bad-input erase-not-confirmed')
		const standing = await erase(company, { typed: 'company company-1' })
		expect(standing).toMatchObject({ people: 1, tickets: 2 })
		for (const number of numbers) expect((await store.tickets.load(number))?.reporter.customer).toEqual({ id: '', name: '—' })
		expect(await store.customers.search('', 9)).toEqual([REPORTERS.stranger])
		expect(ended).toContain('chat')
	})

	it('of a company leaves whoever has gone to another one, but for what he left there', async () => {
		const then = { ...REPORTERS.stranger, customer: REPORTERS.reporter.customer }
		const { ticket } = await open(desk, { actor: ACTORS.stranger, cause: cause(), input: FORM, reporter: then })
		await execute(desk, { actor: ACTORS.stranger, verb: 'withdraw', ticket: ticket.number, input: {}, cause: cause() })
		const standing = await erase({ kind: 'company', id: 'company-1' }, { typed: 'Company company-1' })
		expect(standing).toMatchObject({ people: 2, tickets: 1 })
		expect((await store.tickets.load(ticket.number))?.reporter.name).toBe('—')
		expect(await store.customers.search('', 9)).toEqual([REPORTERS.stranger])
	})

	it('happens once for the same request, also when it comes twice at once, and there is nothing left for another one', async () => {
		const number = await ticketOf('reporter', true)
		const [first, second] = await Promise.all([1, 2].map(() => erase(person('reporter'), undefined, manager, 'twice')))
		expect(second).toMatchObject({ at: first?.at, tickets: 1 })
		expect(await erase(person('reporter'), { typed: 'anything' }, manager, 'twice')).toMatchObject({ at: START, tickets: 1 })
		expect((await store.tickets.history(number)).map(({ event }) => event.type)).toEqual([
			'opened',
			'customer-wrote',
			'closed',
			'erased',
		])
		expect(await refusal(erase(person('reporter')))).toBe('not-found erase-nothing')
	})
})
