import type { Actor } from '../tickets/actor.ts'
import type { RecordedEvent } from '../tickets/events.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { type ActionDraft, cardAction } from './actions.ts'
import { historyLine, isInternal } from './history-words.ts'
import { formatInstant, type Kit } from './kit.ts'
import { plainFacts } from './plain.ts'
import type { Card } from './templates.ts'
import { ticketActions } from './ticket-actions.ts'
import { customerFacts, loopWords, staffFacts, stateColor, warningsOf } from './ticket-words.ts'

/** Buttons that Teams shows before it folds the rest away. */
const SHOWN = 5

/** Lines of history on a card; the tab shows all. */
const HISTORY = 6

/** The ticket as this person may see it, with the actions that they may take in its present state. */
export function ticketCard(kit: Kit, actor: Actor, ticket: Ticket, history: readonly RecordedEvent[]): Card {
	const isCustomer = actor.kind === 'customer'
	const lines = history.filter(({ event }) => !isCustomer || !isInternal(event)).slice(-HISTORY)
	return kit.render('ticket', {
		number: ticket.number,
		title: ticket.title,
		state: kit.text(`states.${ticket.state}`),
		stateColor: stateColor(ticket.state),
		warnings: isCustomer ? [] : warningsOf(kit, ticket).map((text) => ({ text })),
		facts: plainFacts(isCustomer ? customerFacts(kit, ticket) : staffFacts(kit, ticket)),
		words: isCustomer ? loopWords(kit, ticket, 'customer') : ticket.description,
		history: lines.map((recorded) => {
			const { at, text } = historyLine(kit, recorded, isCustomer ? 'customer' : 'staff')
			return { when: formatInstant(kit, at), text }
		}),
		actions: drafts(kit, actor, ticket).map((draft) => cardAction(kit, draft)),
	})
}

function drafts(kit: Kit, actor: Actor, ticket: Ticket): ActionDraft[] {
	return ticketActions(kit, actor, ticket).map(({ verb, title, style, form }, index) => ({
		title,
		style,
		verb: form ? 'show-form' : verb,
		data: { ticket: ticket.number, version: ticket.version, ...(form && { form: verb }) },
		secondary: index >= SHOWN,
	}))
}
