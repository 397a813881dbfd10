import { historyLine, isInternal } from '../cards/history-words.ts'
import { formatInstant, type Kit } from '../cards/kit.ts'
import { customerFacts, loopWords } from '../cards/ticket-words.ts'
import type { RecordedEvent } from '../tickets/events.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { escapeHtml, escapeWords } from './html.ts'

/** What became of the customer's answer. */
export interface Told {
	readonly note?: string
	/** His words where they could not be kept: they stand in the form again. */
	readonly unsent?: string
}

/** A customer's ticket as safe HTML: where it stands, what he can answer, what happened. */
export function statusBody(kit: Kit, ticket: Ticket, history: readonly RecordedEvent[], { note, unsent = '' }: Told): string {
	const say = (key: string) => escapeHtml(kit.text(key))
	const facts = customerFacts(kit, ticket).map(({ title, value }) => `<dt>${escapeHtml(title)}</dt><dd>${escapeHtml(value)}</dd>`)
	const waits = ticket.state === 'pending-customer'
	const where = waits ? '' : ` <span class="soft">${escapeWords(loopWords(kit, ticket, 'customer'))}</span>`
	return `${note === undefined ? '' : `<p class="note" role="status">${escapeHtml(note)}</p>`}
<article><p class="soft">${escapeWords(ticket.number)}</p><h1>${escapeWords(ticket.title)}</h1>
<p><span class="state">${say(waits ? 'status.your-turn' : `states.${ticket.state}`)}</span>${where}</p>
<dl>${facts.join('')}</dl>${answerForm(kit, ticket, escapeHtml(unsent))}</article>
<article><h2>${say('status.history')}</h2><ol>${history.flatMap((each) => lineOf(kit, each)).join('')}</ol></article>
<p class="soft">${say('status.footer')}</p>`
}

function lineOf(kit: Kit, recorded: RecordedEvent): string[] {
	if (isInternal(recorded.event)) return []
	const { at, text, quote } = historyLine(kit, recorded, 'customer')
	const words = quote === undefined ? '' : `<blockquote>${escapeHtml(quote)}</blockquote>`
	return [`<li><span class="soft">${escapeHtml(formatInstant(kit, at))}</span><br>${escapeWords(text)}${words}</li>`]
}

/** What the customer can say now: yes or no to a solution, an answer to a question, or something to add. */
function answerForm(kit: Kit, ticket: Ticket, unsent: string): string {
	const { resolution, state, closure } = ticket
	if (closure?.reason === 'merged') return ''
	if (resolution === undefined || (state !== 'resolved' && state !== 'closed')) return messageForm(kit, ticket, unsent)
	const say = (key: string) => escapeHtml(kit.text(key))
	const yes = `<button class="main" name="answer" value="yes">${say('outcome.yes')}</button>`
	return `<blockquote>${escapeHtml(resolution.text)}</blockquote>
<form method="post"><input type="hidden" name="resolution" value="${resolution.number}"><input type="hidden" name="id" value="${kit.newId()}">
<h2>${say(state === 'resolved' ? 'outcome.question' : 'status.closed-hint')}</h2>
<label>${say('outcome.comment')}<textarea name="comment" maxlength="8000" placeholder="${say('outcome.hint')}">${unsent}</textarea></label>
${state === 'resolved' ? yes : ''}<button name="answer" value="no">${say('outcome.no')}</button></form>`
}

function messageForm(kit: Kit, { state, question, assignee }: Ticket, unsent: string): string {
	const say = (key: string) => escapeHtml(kit.text(key))
	if (state === 'closed') return ''
	const asked = state === 'pending-customer' ? question : undefined
	const name = assignee?.name ?? kit.text('history.desk')
	const heading = asked ? escapeHtml(kit.text('status.asks', { name })) : say('status.add')
	return `<form method="post"><input type="hidden" name="id" value="${kit.newId()}"><h2>${heading}</h2>
${asked ? `<blockquote>${escapeHtml(asked.text)}</blockquote>` : ''}
<label>${say('forms.add-message.text')}<textarea name="comment" maxlength="4000" required>${unsent}</textarea></label>
<button class="main" name="answer" value="message">${say('status.send')}</button></form>`
}
