import { describe, expect, it } from 'vitest'
import { completePacket, lackingIn, type PacketDraft, packetDraftSchema, windowIsOver } from '../../src/tickets/packet.ts'
import { PACKET } from './model/desk.ts'

const TODAY = '2026-10-05'
const FIELDS = Object.keys(PACKET) as (keyof PacketDraft)[]

describe('the packet of an upstream request', () => {
	it('lacks nothing when every field is there', () => {
		expect(lackingIn(PACKET, TODAY)).toEqual([])
		expect(completePacket(PACKET, TODAY)).toEqual(PACKET)
	})

	it('lacks every field of rule 3 when it is empty', () => {
		expect(lackingIn({}, TODAY).sort()).toEqual([...FIELDS].sort())
	})

	it.each(FIELDS)('is not complete without %s', (field) => {
		const { [field]: _left, ...rest } = PACKET
		expect(lackingIn(rest, TODAY)).toEqual([field])
		expect(completePacket(rest, TODAY)).toBeUndefined()
	})

	it.each(['healthChecked', 'knownIssuesChecked', 'noDuplicate'])('is not complete when %s is answered with no', (field) => {
		expect(lackingIn({ ...PACKET, [field]: false }, TODAY)).toEqual([field])
		expect(completePacket({ ...PACKET, [field]: false }, TODAY)).toBeUndefined()
	})

	it.each([
		'stepsTried',
		'tenant',
		'subscription',
		'invoice',
		'evidence',
		'impact',
		'contactName',
		'contactPhone',
		'contactEmail',
	])('is not complete when %s is only spaces', (field) => {
		const draft = packetDraftSchema.parse({ ...PACKET, [field]: '   ' })
		expect(lackingIn(draft, TODAY)).toEqual([field])
	})

	it.each(['billing', 'billing@', '@partner.example', 'a b@partner.example', 'billing@partner'])(
		'does not take "%s" for a mail address',
		(contactEmail) => {
			expect(lackingIn({ ...PACKET, contactEmail }, TODAY)).toEqual(['contactEmail'])
		},
	)

	it('needs a reason from the day after the window, and no reason on its last day', () => {
		const claim: PacketDraft = { ...PACKET, claim: 'sla-credit-other', happenedOn: '2026-02-15' }
		expect(lackingIn(claim, '2026-03-31')).toEqual([])
		expect(lackingIn(claim, '2026-04-01')).toEqual(['windowReason'])
		expect(lackingIn({ ...claim, windowReason: 'incident confirmed late' }, '2026-04-01')).toEqual([])
		expect(windowIsOver(claim, '2026-04-01')).toBe(true)
	})

	it('calls no window over that is not documented or not known', () => {
		expect(windowIsOver({ claim: 'other', happenedOn: '2001-01-01' }, TODAY)).toBe(false)
		expect(windowIsOver({ claim: 'azure-fraud' }, TODAY)).toBe(false)
		expect(windowIsOver({ happenedOn: '2001-01-01' }, TODAY)).toBe(false)
	})

	it.each([
		{ happenedOn: '2026-02-30' },
		{ happenedOn: 'yesterday' },
		{ period: '2026-13' },
		{ claim: 'anything' },
		{ amount: { minor: 1.5, currency: 'EUR' } },
		{ invoice: 'x'.repeat(101) },
	])('does not take %o', (wrong) => {
		expect(packetDraftSchema.safeParse({ ...PACKET, ...wrong }).success).toBe(false)
	})
})
