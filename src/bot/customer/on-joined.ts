import { choicesCard } from '../../cards/answer-card.ts'
import type { CustomerTurn, Reply } from '../deps.ts'

/** Greets somebody who opens the chat, and shows what it is for. */
export function onCustomerJoined({ kit, reporter }: CustomerTurn): Reply[] {
	const text =
		reporter === undefined ? kit.text('bot.welcome-visitor') : kit.text('bot.welcome', { name: firstName(reporter.name) })
	const actions = [
		{ title: kit.text('actions.open-dispute'), verb: 'show-dispute-form' },
		{ title: kit.text('actions.show-status'), verb: 'show-tickets' },
		{ title: kit.text('actions.talk-to-person'), verb: 'talk-to-person' },
	]
	return [{ card: choicesCard(kit, text, actions), summary: text }]
}

function firstName(name: string): string {
	return name.split(' ')[0] ?? name
}
