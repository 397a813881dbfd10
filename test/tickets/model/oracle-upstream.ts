import type { Policy } from '../../../src/tickets/policy.ts'
import { all, must, reporterOf } from './facts.ts'
import type { MemoryStore } from './memory-store.ts'
import { DAY } from './people.ts'
import type { Done } from './world.ts'

/** Days of a claim window, or months after the end of the month (facts, section 3), written down a second time on purpose. */
const WINDOWS: Record<string, { readonly days: number } | { readonly months: number } | undefined> = {
	'accidental-purchase-legacy': { days: 90 },
	'duplicate-order-legacy': { days: 120 },
	'sla-credit-azure': { months: 2 },
	'sla-credit-other': { months: 1 },
	'new-commerce-licences': { days: 7 },
	'azure-fraud': { days: 60 },
	'perpetual-software': { days: 30 },
	'software-subscription': { days: 7 },
	'marketplace-monthly': { days: 1 },
	'marketplace-annual': { days: 14 },
	'program-benefits': { days: 30 },
	'us-tax-exemption': { days: 30 },
}

/** The first millisecond on which the claim is late. */
function lateFrom(claim: string, happenedOn: string): number {
	const window = WINDOWS[claim]
	const happened = Date.parse(happenedOn)
	if (window === undefined) return Number.POSITIVE_INFINITY
	if ('days' in window) return happened + (window.days + 1) * DAY
	const [year = 0, month = 1] = happenedOn.split('-').map(Number)
	const next = month + window.months
	return Date.parse(`${year + Math.floor(next / 12)}-${String((next % 12) + 1).padStart(2, '0')}-01`)
}

/** Rule 3: what was filed was complete on its day, and went to whom this partner goes. */
export function expectCompletePacket({ cause, added, now, before }: Done, { partnerType }: Policy): void {
	const commit = added.find((one) => one.cause === cause)
	for (const { event } of all(commit?.changes.flatMap(({ events }) => events) ?? [], 'escalated-upstream')) {
		const { packet, request, target } = event
		must((target === 'indirect-provider') === (partnerType === 'indirect-reseller'), `a ${partnerType} asked ${target}`)
		must(packet.contactEmail.toLowerCase() !== before?.reporter.email?.toLowerCase(), 'filed with the customer as contact')
		must(Date.parse(packet.happenedOn) <= now, 'filed before it happened')
		must(packet.healthChecked && packet.knownIssuesChecked && packet.noDuplicate, 'filed without the checks')
		const texts = [packet.stepsTried, packet.tenant, packet.subscription, packet.invoice, packet.evidence, packet.impact]
		const contact = [packet.contactName, packet.contactPhone, packet.contactEmail.split('@')[1] ?? '']
		must(
			[...texts, ...contact, request].every((text) => text.trim() !== ''),
			'filed with an empty field',
		)
		must(Number.isInteger(packet.amount.minor) && packet.amount.currency.length === 3, 'filed without its amount')
		must(/^\d{4}-\d\d$/.test(packet.period), 'filed without its period')
		const inTime = now < lateFrom(packet.claim, packet.happenedOn)
		must(inTime || (packet.windowReason ?? '').trim() !== '', `filed ${packet.claim} after its window`)
	}
}

/** Rule 3: no two requests of one company about one invoice wait at the same time, closed tickets or not. */
export function expectNoDuplicateRequest(store: MemoryStore): void {
	const waiting = new Map<string, string>()
	for (const number of store.tickets.keys()) {
		const history = store.historyNow(number)
		const turns = history.filter(({ event }) => event.type === 'escalated-upstream' || event.type === 'upstream-answered')
		must(
			turns.every(({ event }, place) => event.type !== turns[place - 1]?.event.type),
			`${number} filed twice, or was answered twice`,
		)
		const turn = turns.at(-1)
		if (turn?.event.type !== 'escalated-upstream') continue
		const company = all(history, 'opened')[0]?.event.reporter.customer.id ?? reporterOf(history)
		const key = `${company}/${turn.event.packet.invoice.trim().toLowerCase()}`
		must(!waiting.has(key), `${waiting.get(key)} and ${number} both wait upstream for ${key}`)
		waiting.set(key, number)
	}
}
