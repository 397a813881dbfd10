import { describe, expect, it } from 'vitest'
import { lackingFor, packetFor } from '../../src/tickets/packet-check.ts'
import { createTestDesk, FORM, PACKET, refusal, RESOLUTION } from './model/desk.ts'
import { DAY, POLICY } from './model/people.ts'

const FILED = { request: '123456789012345', packet: PACKET }
const ANSWER = { text: 'credit approved', solved: true }

describe('rule 3: upstream escalation needs a complete packet and no duplicate', () => {
	it('files a complete packet: the ticket waits upstream, the customer hears of it, an unowned ticket is taken', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const ticket = await the.does('agent', 'escalate-upstream', number, FILED)
		expect(ticket).toMatchObject({ state: 'pending-upstream', assignee: { id: 'agent-1' } })
		expect(ticket.upstream).toMatchObject({ target: 'microsoft', request: FILED.request, packet: PACKET })
		expect(the.lastNotices()).toEqual(['sent-upstream -> user-1'])
	})

	it('goes to the provider of an indirect reseller', async () => {
		const the = createTestDesk({ ...POLICY, partnerType: 'indirect-reseller' })
		const number = await the.open()
		expect((await the.does('agent', 'escalate-upstream', number, FILED)).upstream?.target).toBe('indirect-provider')
	})

	it('refuses an incomplete packet and names what is lacking', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const packet = { ...PACKET, healthChecked: false, evidence: ' ', amount: undefined }
		const attempt = the.does('agent', 'escalate-upstream', number, { ...FILED, packet })
		await expect(attempt).rejects.toMatchObject({
			code: 'incomplete',
			details: { lacking: ['healthChecked', 'evidence', 'amount'] },
		})
		expect(the.ticket(number)).toMatchObject({ state: 'new', version: 1 })
	})

	it('refuses what has not happened yet, and takes what happened today', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const on = (happenedOn: string) =>
			the.does('agent', 'escalate-upstream', number, { ...FILED, packet: { ...PACKET, happenedOn } })
		await expect(on('2026-10-06')).rejects.toMatchObject({ details: { lacking: ['happenedOn'] } })
		expect((await on('2026-10-05')).state).toBe('pending-upstream')
	})

	it('refuses without a request number', async () => {
		const the = createTestDesk()
		const number = await the.open()
		expect(await refusal(the.does('agent', 'escalate-upstream', number, { ...FILED, request: ' ' }))).toBe('bad-input')
	})

	it('completes a prepared packet with what comes with the filing', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const { contactEmail, ...rest } = PACKET
		expect((await the.does('agent', 'prepare-packet', number, rest)).packetDraft).toEqual(rest)
		expect(await refusal(the.does('agent', 'escalate-upstream', number, { request: '1' }))).toBe('incomplete packet-incomplete')
		const filing = { request: '1', packet: { contactEmail } }
		expect((await the.does('agent', 'escalate-upstream', number, filing)).upstream?.packet).toEqual(PACKET)
	})

	it('takes it on the last day of the claim window, and not on the day after', async () => {
		const the = createTestDesk()
		const number = await the.open()
		// 120 days from the 20th of September end on the 18th of January.
		the.pass(106 * DAY)
		expect(await refusal(the.does('agent', 'escalate-upstream', number, FILED))).toBe('incomplete packet-incomplete')
		the.pass(-DAY)
		expect((await the.does('agent', 'escalate-upstream', number, FILED)).state).toBe('pending-upstream')
	})

	it('refuses after the claim window unless there is a reason', async () => {
		const the = createTestDesk()
		const number = await the.open()
		the.pass(365 * DAY)
		await expect(the.does('agent', 'escalate-upstream', number, FILED)).rejects.toMatchObject({
			details: { lacking: ['windowReason'] },
		})
		const packet = { ...PACKET, windowReason: 'found in the audit' }
		expect((await the.does('agent', 'escalate-upstream', number, { ...FILED, packet })).state).toBe('pending-upstream')
	})

	it("refuses the customer's own address as the partner's contact", async () => {
		const the = createTestDesk()
		const number = await the.open()
		const packet = { ...PACKET, contactEmail: 'Reporter@customer.example' }
		expect(await refusal(the.does('agent', 'escalate-upstream', number, { ...FILED, packet }))).toMatch(/^incomplete/)
	})

	it('says so already while the packet is prepared, not only when it is filed', async () => {
		const the = createTestDesk()
		const number = await the.open()
		const prepared = await the.does('agent', 'prepare-packet', number, { ...PACKET, contactEmail: 'reporter@customer.example' })
		expect(lackingFor(prepared, the.now())).toEqual(['contactEmail'])
		expect(lackingFor(prepared, the.now(), { ...prepared.packetDraft, evidence: '' })).toEqual(['evidence', 'contactEmail'])
		expect(packetFor(prepared, the.now())).toBeUndefined()
		const mended = await the.does('agent', 'prepare-packet', number, { contactEmail: PACKET.contactEmail })
		expect(packetFor(mended, the.now())).toEqual(PACKET)
	})

	it('names a lacking contact once, also where no address of the customer is known', async () => {
		const the = createTestDesk()
		const ticket = the.ticket(await the.open('colleague'))
		expect(lackingFor(ticket, the.now()).filter((field) => field === 'contactEmail')).toEqual(['contactEmail'])
		const shouting = { ...ticket, reporter: { ...ticket.reporter, email: 'BILLING@Partner.example' } }
		expect(lackingFor(shouting, the.now(), PACKET)).toEqual(['contactEmail'])
	})

	it('refuses a second request while the first waits, and allows it after the answer', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'escalate-upstream', number, FILED)
		expect(await refusal(the.does('agent', 'escalate-upstream', number, FILED))).toBe('wrong-state duplicate-upstream')
		await the.does('agent', 'record-upstream-answer', number, { text: 'no', solved: false })
		expect((await the.does('agent', 'escalate-upstream', number, FILED)).state).toBe('pending-upstream')
	})

	it('refuses the same invoice of the same company on another ticket, with or without spaces around it', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open('reporter'), await the.open('colleague')]
		await the.does('agent', 'escalate-upstream', one, FILED)
		const again = (invoice: string) =>
			refusal(the.does('otherAgent', 'escalate-upstream', two, { ...FILED, packet: { ...PACKET, invoice } }))
		expect(await again('INV-1')).toBe('wrong-state duplicate-upstream')
		expect(await again(' INV-1 ')).toBe('wrong-state duplicate-upstream')
	})

	it('refuses it also where the invoice was prepared before, and does not come with the filing', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open('reporter'), await the.open('colleague')]
		await the.does('agent', 'escalate-upstream', one, FILED)
		await the.does('otherAgent', 'prepare-packet', two, PACKET)
		const again = the.does('otherAgent', 'escalate-upstream', two, { request: '2' })
		expect(await refusal(again)).toBe('wrong-state duplicate-upstream')
	})

	it('allows another invoice, and the same number at another company', async () => {
		const the = createTestDesk()
		const [one, two, three] = [await the.open('reporter'), await the.open('reporter'), await the.open('stranger')]
		await the.does('agent', 'escalate-upstream', one, FILED)
		const other = { ...FILED, packet: { ...PACKET, invoice: 'INV-2' } }
		expect((await the.does('agent', 'escalate-upstream', two, other)).state).toBe('pending-upstream')
		expect((await the.does('agent', 'escalate-upstream', three, FILED)).state).toBe('pending-upstream')
	})

	it('files once when two tickets about one invoice are escalated at the same moment', async () => {
		const the = createTestDesk()
		const [one, two] = [await the.open('reporter'), await the.open('colleague')]
		const outcomes = await Promise.allSettled([one, two].map((number) => the.does('agent', 'escalate-upstream', number, FILED)))
		expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
	})

	it('still takes the answer of a request whose ticket was closed meanwhile', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'escalate-upstream', number, FILED)
		await the.does('reporter', 'withdraw', number)
		const ticket = await the.does('manager', 'record-upstream-answer', number, ANSWER)
		expect(ticket.state).toBe('closed')
		expect(the.lastNotices()).toEqual(['solved-upstream -> agent-1'])
	})

	it('goes back to work when upstream answers, and tells the assignee that it is solved there', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'escalate-upstream', number, FILED)
		expect((await the.does('otherAgent', 'record-upstream-answer', number, ANSWER)).state).toBe('open')
		expect(the.lastNotices()).toEqual(['solved-upstream -> agent-1'])
		const again = the.does('otherAgent', 'record-upstream-answer', number, ANSWER)
		expect(await refusal(again)).toBe('wrong-state nothing-upstream')
	})

	it('waits upstream again when the customer has answered a question, or says no, meanwhile', async () => {
		const the = createTestDesk()
		const number = await the.open()
		await the.does('agent', 'escalate-upstream', number, FILED)
		expect((await the.does('agent', 'ask-customer', number, { text: 'which month?' })).state).toBe('pending-customer')
		expect((await the.does('reporter', 'add-message', number, { text: 'May' })).state).toBe('pending-upstream')
		await the.does('agent', 'resolve', number, RESOLUTION)
		expect((await the.does('reporter', 'reject', number, { resolution: 1 })).state).toBe('pending-upstream')
	})

	it('is a verb of the staff only', async () => {
		const the = createTestDesk()
		const number = await the.open('reporter', { ...FORM })
		expect(await refusal(the.does('reporter', 'escalate-upstream', number, FILED))).toBe('not-allowed')
		expect(await refusal(the.does('reporter', 'record-upstream-answer', number, ANSWER))).toBe('not-allowed')
	})
})
