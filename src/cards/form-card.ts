import { lackingFor, packetFor } from '../tickets/packet-check.ts'
import { upstreamTarget } from '../tickets/policy.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { cardAction } from './actions.ts'
import { type Field, fieldsOf, type FormFacts } from './form-fields.ts'
import type { Kit } from './kit.ts'
import { packetText } from './packet-text.ts'
import { plain } from './plain.ts'
import type { Card } from './templates.ts'

/** A form before it is rendered. */
export interface FormDraft {
	/** The verb that is sent; texts come from `forms.<verb>` unless others are named. */
	readonly verb: string
	readonly texts?: string
	readonly data: Readonly<Record<string, unknown>>
	readonly fields: readonly Field[]
	readonly values?: Readonly<Record<string, string>>
	readonly warning?: string
	/** Labels of what is still lacking. */
	readonly lacking?: readonly string[]
	/** Text to copy. */
	readonly copy?: string
	/** A button beside "send", such as back to the ticket. */
	readonly cancel?: { readonly title: string; readonly verb: string; readonly data: Readonly<Record<string, unknown>> }
}

/** The form of a verb on a ticket. `warning` says why an earlier try was refused; `typed` keeps what had been typed. */
export function actionForm(
	kit: Kit,
	verb: string,
	ticket: Ticket,
	facts: FormFacts,
	again: { readonly warning?: string; readonly typed?: Readonly<Record<string, string>> } = {},
): Card {
	const typed = again.typed ?? {}
	const fields = fieldsOf(kit, verb, ticket, facts).map((field) => {
		const kept = typed[field.id]
		return kept === undefined ? field : { ...field, value: kept }
	})
	const data = { ticket: ticket.number, version: ticket.version }
	const packet = verb === 'escalate-upstream' ? packetFor(ticket, kit.now) : undefined
	const checked = verb === 'prepare-packet' && ticket.packetDraft !== undefined
	return formCard(kit, {
		verb,
		data,
		fields,
		values: { target: kit.text(`upstream.${upstreamTarget(kit.policy)}`), ticket: ticket.number, name: ticket.reporter.name },
		...(again.warning !== undefined && { warning: again.warning }),
		lacking: checked ? lackingFor(ticket, kit.now).map((field) => kit.text(`fields.${field}.label`)) : [],
		...(packet && { copy: packetText(kit, ticket, packet) }),
		cancel: { title: kit.text('forms.back'), verb: 'show-ticket', data: { ticket: ticket.number } },
	})
}

/** Renders any form. */
export function formCard(kit: Kit, draft: FormDraft): Card {
	const { verb, values, texts = verb } = draft
	const words = (key: string) => kit.find(`forms.${texts}.${key}`, values)
	const submit = cardAction(kit, {
		title: words('submit') ?? kit.text('forms.send'),
		verb,
		data: draft.data,
		style: 'positive',
	})
	const cancel = draft.cancel && cardAction(kit, { ...draft.cancel, skipsInputs: true })
	return kit.render('form', {
		title: plain(words('title') ?? kit.text(`actions.${verb}`)),
		intro: plain(words('intro') ?? ''),
		warning: plain(draft.warning ?? ''),
		lacking: (draft.lacking ?? []).map((label) => ({ label })),
		lackingTitle: kit.text('forms.lacking'),
		copy: draft.copy ?? '',
		copyTitle: kit.text('forms.copy'),
		fields: draft.fields.map((field) => fieldData(kit, texts, field)),
		actions: cancel && kit.surface === 'teams' ? [submit, cancel] : [submit],
	})
}

function fieldData(kit: Kit, texts: string, field: Field): object {
	const label = kit.find(`forms.${texts}.${field.id}`) ?? kit.text(`fields.${field.id}.label`)
	return {
		id: field.id,
		kind: field.kind,
		label,
		hint: kit.find(`forms.${texts}.${field.id}-hint`) ?? kit.find(`fields.${field.id}.hint`) ?? '',
		value: field.value ?? '',
		required: field.required ?? false,
		multiline: field.multiline ?? false,
		maxLength: field.maxLength ?? 300,
		choices: field.choices ?? [],
		style: field.expanded ? 'expanded' : 'compact',
		error: kit.text('forms.required', { label }),
	}
}
