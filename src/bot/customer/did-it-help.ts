import { choicesCard } from '../../cards/answer-card.ts'
import type { BotDeps, CustomerTurn, Reply } from '../deps.ts'
import { recordHelped } from './record-question.ts'

/** What a customer's button under an article says, or what he has typed instead: for which question, and about which topic. */
export type Judged = { readonly question?: string | undefined; readonly topic?: string | undefined }

/** The answer helped. */
export async function itHelped(deps: BotDeps, turn: CustomerTurn, { question }: Judged): Promise<Reply[]> {
	await recordHelped(deps, turn, question, true)
	return [{ text: turn.kit.text('bot.glad') }]
}

/** It did not: what can be done instead. */
export async function itDidNotHelp(deps: BotDeps, turn: CustomerTurn, { question, topic }: Judged): Promise<Reply[]> {
	await recordHelped(deps, turn, question, false)
	const { kit } = turn
	const text = kit.text('bot.sorry')
	const data = topic === undefined ? {} : { topic }
	const actions = [
		{ title: kit.text('actions.open-dispute'), verb: 'show-dispute-form', data },
		{ title: kit.text('actions.talk-to-person'), verb: 'talk-to-person', data },
	]
	return [{ card: choicesCard(kit, text, actions), summary: text }]
}
