import type { Invoice } from '../invoices/invoice.ts'
import { formatMoney, type Money } from '../tickets/money.ts'
import { formCard } from './form-card.ts'
import { amountText, type Field } from './form-fields.ts'
import { formatMonth, type Kit } from './kit.ts'
import type { Card } from './templates.ts'

/** What is known before the form is filled in: from the message, and from the customer's invoices. */
export interface DisputeDraft {
	readonly topic: string
	readonly reason?: string
	readonly invoice?: string
	readonly amount?: Money
	readonly period?: string
	readonly subscription?: string
	readonly invoices: readonly Invoice[]
	/** Set when staff opens it for this person. */
	readonly onBehalfOf?: { readonly userId: string; readonly name: string }
	/** A visitor whom the website did not introduce says who he is. */
	readonly asksWho?: boolean
	readonly warning?: string
	/** What had been typed before it was refused. */
	readonly typed?: Readonly<Record<string, string>>
}

/**
 * The form that opens a dispute in a minute. Invoices are offered to choose from; everything but the reason may stay empty. Who wants
 * to talk to a person is not asked for money.
 */
export function disputeForm(kit: Kit, draft: DisputeDraft): Card {
	const isDispute = draft.topic !== 'talk-to-person'
	const fields: Field[] = [
		{ id: 'reason', kind: 'text', multiline: true, maxLength: 4000, required: true, value: draft.reason ?? '' },
		...(isDispute ? moneyFields(kit, draft) : []),
		...(draft.asksWho ? WHO : []),
	]
	const { typed = {} } = draft
	return formCard(kit, {
		verb: 'open-dispute',
		...(!isDispute && { texts: draft.topic }),
		data: { topic: draft.topic, ...(draft.onBehalfOf && { customer: draft.onBehalfOf.userId }) },
		fields: fields.map((field) => {
			const kept = typed[field.id]
			return kept === undefined ? field : { ...field, value: kept }
		}),
		values: { name: draft.onBehalfOf?.name ?? '' },
		...(draft.warning !== undefined && { warning: draft.warning }),
	})
}

const WHO: readonly Field[] = [
	{ id: 'name', kind: 'text', required: true, maxLength: 200 },
	{ id: 'company', kind: 'text', required: true, maxLength: 200 },
	{ id: 'email', kind: 'text', required: true, maxLength: 254 },
]

function moneyFields(kit: Kit, draft: DisputeDraft): Field[] {
	return [
		invoiceField(kit, draft),
		{ id: 'amount', kind: 'text', value: amountText(kit, draft.amount) },
		{ id: 'period', kind: 'text', value: draft.period ?? '', maxLength: 7 },
		...(draft.subscription === undefined ? [] : [{ id: 'subscription', kind: 'text', value: draft.subscription } as const]),
	]
}

function invoiceField(kit: Kit, draft: DisputeDraft): Field {
	if (draft.invoices.length === 0) return { id: 'invoice', kind: 'text', value: draft.invoice ?? '', maxLength: 100 }
	const known = draft.invoices.map(({ number, period, total }) => ({
		title: `${number} · ${formatMonth(kit, period)} · ${formatMoney(total, kit.locale)}`,
		value: number,
	}))
	const named = draft.invoice
	const choices =
		named === undefined || known.some(({ value }) => value === named) ? known : [...known, { title: named, value: named }]
	return { id: 'invoice', kind: 'choice', value: named ?? '', choices }
}
