import type { StaffMember } from '../tickets/actor.ts'
import { CLAIMS } from '../tickets/claim-windows.ts'
import { minorDigits, type Money } from '../tickets/money.ts'
import { windowIsOver } from '../tickets/packet.ts'
import { dayOf, PRIORITIES, type Ticket } from '../tickets/ticket.ts'
import type { Kit } from './kit.ts'

export interface Choice {
	readonly title: string
	readonly value: string
}

/** One input of a form card. The label is `fields.<id>.label` of the locale, or `forms.<verb>.<id>` where a form words it its own way. */
export interface Field {
	readonly id: string
	readonly kind: 'text' | 'choice' | 'toggle' | 'date' | 'time'
	readonly value?: string
	readonly required?: boolean
	readonly multiline?: boolean
	readonly maxLength?: number
	readonly choices?: readonly Choice[]
	readonly expanded?: boolean
}

const MINUTE = 60_000

/** What the forms of a ticket may offer to choose from. */
export interface FormFacts {
	readonly members: readonly StaffMember[]
	/** The customer's other open tickets of the same person, for merging. */
	readonly siblings: readonly Ticket[]
	/** Who fills it in: the partner's contact of a packet. */
	readonly me: { readonly name: string }
}

const text = (id: string, more: Partial<Field> = {}): Field => ({ id, kind: 'text', ...more })
const long = (id: string, more: Partial<Field> = {}): Field => text(id, { multiline: true, maxLength: 4000, ...more })
const needed = (id: string, more: Partial<Field> = {}): Field => long(id, { required: true, ...more })

/** The inputs of the form of a verb, filled with what the ticket knows. */
export function fieldsOf(kit: Kit, verb: string, ticket: Ticket, facts: FormFacts): readonly Field[] {
	const options = (section: string, values: readonly string[]) =>
		values.map((value) => ({ title: kit.text(`${section}.${value}`), value }))
	switch (verb) {
		case 'assign': {
			const others = facts.members.filter(({ id }) => id !== ticket.assignee?.id)
			return [{ id: 'to', kind: 'choice', required: true, choices: others.map(({ id, name }) => ({ title: name, value: id })) }]
		}
		case 'ask-customer':
		case 'reply-to-customer':
		case 'add-note':
		case 'add-message':
			return [needed('text')]
		case 'set-priority':
			return [
				{ id: 'priority', kind: 'choice', value: ticket.priority, expanded: true, choices: options('priorities', PRIORITIES) },
			]
		case 'escalate-to-manager':
		case 'reopen':
			return [needed('reason')]
		case 'prepare-packet':
			return packetFields(kit, ticket, facts)
		case 'escalate-upstream':
			return [text('request', { required: true, maxLength: 100 })]
		case 'record-upstream-answer':
			return [needed('text'), { id: 'solved', kind: 'toggle', value: 'false' }]
		case 'resolve':
			return [
				{
					id: 'outcome',
					kind: 'choice',
					required: true,
					choices: options('outcomes', ['credited', 'corrected', 'charge-valid', 'goodwill']),
				},
				needed('text'),
				text('amount', { value: amountText(kit, ticket.dispute?.amount) }),
			]
		case 'record-call':
			return callFields(kit, ticket, options('call-answers', ['agreed', 'disagreed', 'nothing']))
		case 'merge': {
			const choices = facts.siblings.map(({ number, title }) => ({ title: `${number} · ${title}`, value: number }))
			return [{ id: 'into', kind: 'choice', required: true, choices }]
		}
		case 'withdraw':
			return [long('comment')]
		default:
			return []
	}
}

function callFields(kit: Kit, ticket: Ticket, answers: readonly Choice[]): Field[] {
	// Forms know minutes only: in the minute of the solution the next one is offered, else the call would come before it.
	const isBefore = Math.floor(kit.now / MINUTE) * MINUTE < (ticket.resolution?.at ?? 0)
	const now = new Date(isBefore ? kit.now + MINUTE : kit.now)
	const two = (value: number) => String(value).padStart(2, '0')
	return [
		text('with', { value: ticket.reporter.name, required: true }),
		{ id: 'date', kind: 'date', required: true, value: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}` },
		{ id: 'time', kind: 'time', required: true, value: `${two(now.getHours())}:${two(now.getMinutes())}` },
		{ id: 'said', kind: 'choice', required: true, expanded: true, choices: answers },
		long('comment'),
	]
}

function packetFields(kit: Kit, ticket: Ticket, facts: FormFacts): Field[] {
	const { dispute, reporter, packetDraft: draft = {} } = ticket
	const today = dayOf(kit.now)
	const toggle = (id: 'healthChecked' | 'knownIssuesChecked' | 'noDuplicate'): Field => ({
		id,
		kind: 'toggle',
		value: String(draft[id] ?? false),
	})
	return [
		toggle('healthChecked'),
		toggle('knownIssuesChecked'),
		toggle('noDuplicate'),
		long('stepsTried', { value: draft.stepsTried ?? '' }),
		text('tenant', { value: draft.tenant ?? reporter.customer.tenant ?? '' }),
		text('subscription', { value: draft.subscription ?? dispute?.subscription ?? '' }),
		text('invoice', { value: draft.invoice ?? dispute?.invoice ?? '' }),
		text('amount', { value: amountText(kit, draft.amount ?? dispute?.amount) }),
		text('period', { value: draft.period ?? dispute?.period ?? '' }),
		long('evidence', { value: draft.evidence ?? '' }),
		long('impact', { value: draft.impact ?? '' }),
		text('contactName', { value: draft.contactName ?? facts.me.name }),
		text('contactEmail', { value: draft.contactEmail ?? '' }),
		text('contactPhone', { value: draft.contactPhone ?? '' }),
		{
			id: 'claim',
			kind: 'choice',
			value: draft.claim ?? '',
			choices: CLAIMS.map((value) => ({ title: kit.text(`claims.${value}`), value })),
		},
		{ id: 'happenedOn', kind: 'date', value: draft.happenedOn ?? '' },
		...(windowIsOver(draft, today) ? [long('windowReason', { value: draft.windowReason ?? '' })] : []),
	]
}

/** An amount as a form shows it: with its currency code, so that it reads back the same. */
export function amountText(kit: Pick<Kit, 'locale'>, amount: Money | undefined): string {
	if (amount === undefined) return ''
	const { currency, minor } = amount
	const format = new Intl.NumberFormat(kit.locale, { style: 'currency', currency, currencyDisplay: 'code' })
	return format.format(minor / 10 ** minorDigits(currency))
}
