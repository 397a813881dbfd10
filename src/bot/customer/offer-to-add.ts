import { choicesCard } from '../../cards/answer-card.ts'
import { plain } from '../../cards/plain.ts'
import { openAbout } from '../../tickets/siblings.ts'
import type { BotDeps, CustomerTurn, Reply } from '../deps.ts'

/**
 * Who reports an invoice again mostly has more to say about the same problem, or has forgotten that it was reported. What he typed is
 * not lost: with one button it goes into that ticket, with the other a second one is opened. A form that is sent twice has opened its
 * ticket already; that is no second report.
 */
export async function offerToAdd(
	{ desk }: BotDeps,
	{ kit, userId, cause }: CustomerTurn,
	typed: Readonly<Record<string, string>>,
): Promise<Reply[]> {
	const { invoice = '', reason = '', amount = '', another } = typed
	const ticket = another === undefined ? await openAbout(desk.tickets, userId, invoice) : undefined
	if (ticket === undefined || (await desk.tickets.ticketOfCause(cause)) !== undefined) return []
	const { number, title } = ticket
	const question = kit.text('bot.same-invoice', { ticket: number, title: plain(title), invoice: plain(invoice.trim()) })
	const text = [reason, amount].filter((part) => part.trim() !== '').join('\n')
	const actions = [
		{ title: kit.text('actions.add-to', { ticket: number }), verb: 'add-message', data: { ticket: number, text } },
		{ title: kit.text('actions.open-another'), verb: 'open-dispute', data: { ...typed, another: 'yes' } },
	]
	return [{ card: choicesCard(kit, question, actions), summary: question }]
}
