import type { ActionDraft } from '../../cards/actions.ts'
import { answerCard, choicesCard } from '../../cards/answer-card.ts'
import { disputeForm } from '../../cards/dispute-form.ts'
import type { Article } from '../../knowledge/article.ts'
import { dayOf } from '../../tickets/ticket.ts'
import type { Entities, TriageResult } from '../../triage/types.ts'
import type { BotDeps, CustomerTurn, Reply } from '../deps.ts'
import { handOver } from './hand-over.ts'
import { recordChoice, rememberQuestion } from './record-question.ts'
import { showTickets } from './show-tickets.ts'

/** Topics that a customer who is lost is offered at most. */
const CHOICES = 3

/** Characters; what is longer tells a story, which belongs into the form. */
const LONGEST_WISH = 50

/** What the bot says to a message, and whether it believes to have understood it. */
export interface Answered {
	readonly replies: Reply[]
	readonly understood: boolean
}

/**
 * Triage decides, the answer ladder follows: answer, ask back at most twice, then a person.
 * @param mayBeReply a solution is proposed: what is not understood then is about it, and no question.
 */
export async function answerQuestion(deps: BotDeps, turn: CustomerTurn, text: string, mayBeReply: boolean): Promise<Answered> {
	await turn.showTyping()
	const today = dayOf(deps.desk.clock())
	const { locale, askedBack } = turn.state
	const result = deps.triage.triage({ text, locale, audience: 'customer', today, askedBack })
	const here = { ...turn, kit: deps.kitFor(result.language, turn.kit.surface) }
	const understood = result.decision !== 'ask-back' && result.decision !== 'hand-over' && result.decision !== 'out-of-scope'
	const article = result.decision === 'answer' ? articleOf(deps, result)?.id : undefined
	const isQuestion = understood || isWish(result) || !mayBeReply
	await rememberQuestion(deps, turn, isQuestion ? { text, result, article } : undefined, {
		locale: result.language,
		askedBack: result.decision === 'ask-back' ? askedBack + 1 : 0,
		lastText: text.slice(0, 4000),
		answeredTopic: article === undefined ? undefined : result.topic,
		...(understood && result.decision !== 'small-talk' && { lastTopic: result.topic }),
	})
	return { replies: await say(deps, here, text, result), understood: understood || isWish(result) }
}

/** A wish for a person is understood; being lost ends in the same decision and is not. */
function isWish(result: TriageResult): boolean {
	return result.decision === 'hand-over' && result.topic === 'talk-to-person'
}

async function say(deps: BotDeps, turn: CustomerTurn, text: string, result: TriageResult): Promise<Reply[]> {
	switch (result.decision) {
		case 'answer':
			return [...sayArticle(deps, turn, result, deps.feedback.idOf(turn.cause)), ...offerSecond(turn, result)]
		case 'ask-back':
			return [askBack(turn, result)]
		case 'open-dispute':
			return [await offerDispute(deps, turn, { ...reasonOf(text, result), topic: result.topic, entities: result.entities })]
		case 'status':
			return showTickets(deps, turn, result.entities.ticket)
		case 'hand-over':
			return isWish(result) ? handOver(deps, turn, text) : [lostCard(turn, 'bot.lost-person')]
		case 'small-talk':
			return smallTalk(deps, turn, result)
		case 'out-of-scope':
			return [...smallTalk(deps, turn, { ...result, topic: 'out-of-scope' }), lostCard(turn, 'bot.out-of-scope-person')]
	}
}

/** "I would like to open a dispute" says that something is wrong, and not what. */
function reasonOf(text: string, { topic, entities }: TriageResult): { reason?: string } {
	const isBareWish = topic === 'open-dispute' && Object.keys(entities).length === 0 && text.length <= LONGEST_WISH
	return isBareWish ? {} : { reason: text }
}

type Found = Pick<TriageResult, 'articles' | 'language'>

function sayArticle(deps: BotDeps, turn: CustomerTurn, result: Found, question: string | undefined): Reply[] {
	const article = articleOf(deps, result)
	if (article === undefined) return [lostCard(turn, 'bot.lost')]
	const card = answerCard(turn.kit, {
		reader: 'customer',
		title: article.title,
		paragraphs: [deps.articles.shortAnswer(article), ...quoted(deps, article, result)],
		sources: article.sources,
		effective: article.effective,
		link: deps.articleLink(article.language, article.id),
		actions: nextActions(turn, article, question),
	})
	return [{ card, summary: article.title }]
}

/** The passage that speaks most of what was asked, under the short answer. */
function quoted(deps: BotDeps, article: Article, { articles: [best] }: Found): string[] {
	const passage = best?.id === article.id ? best.passage : undefined
	if (passage === undefined || passage.text.startsWith(deps.articles.shortAnswer(article))) return []
	return passage.heading === undefined ? [passage.text] : [`**${passage.heading}**`, passage.text]
}

/** A message with two problems gets the answer to the first, and the second is not forgotten. */
function offerSecond({ kit }: CustomerTurn, { second }: TriageResult): Reply[] {
	if (second === undefined) return []
	const title = kit.topicTitle(second)
	const text = kit.text('bot.second', { topic: title })
	return [{ card: choicesCard(kit, text, [{ title, verb: 'choose-topic', data: { topic: second } }]), summary: text }]
}

/** What the article offers next, first; then always the way to a person. */
function nextActions({ kit }: CustomerTurn, { topic, next }: Article, question: string | undefined): ActionDraft[] {
	const data = { topic, ...(question !== undefined && { question }) }
	const helped: ActionDraft = { title: kit.text('actions.helped-yes'), verb: 'helped', data }
	const notHelped: ActionDraft = { title: kit.text('actions.helped-no'), verb: 'not-helped', data }
	const dispute: ActionDraft = { title: kit.text('actions.open-dispute'), verb: 'show-dispute-form', data }
	const status: ActionDraft = { title: kit.text('actions.show-status'), verb: 'show-tickets' }
	const person: ActionDraft = { title: kit.text('actions.talk-to-person'), verb: 'talk-to-person', data }
	return [
		helped,
		notHelped,
		...(next === 'status' ? [status] : []),
		...(next === 'handoff' ? [person, dispute] : [dispute, person]),
	]
}

function askBack(turn: CustomerTurn, { choices = [] }: TriageResult): Reply {
	const { kit } = turn
	if (choices.length === 0) return lostCard(turn, 'bot.lost')
	const text = kit.text('bot.which')
	const actions = [
		...choices.slice(0, CHOICES).map((topic) => ({ title: kit.topicTitle(topic), verb: 'choose-topic', data: { topic } })),
		{ title: kit.text('actions.none-of-these'), verb: 'talk-to-person' },
	]
	return { card: choicesCard(kit, text, actions), summary: text }
}

/** Says that it does not understand, with the way to a person. */
function lostCard({ kit }: CustomerTurn, key: string): Reply {
	const text = kit.text(key)
	return { card: choicesCard(kit, text, [{ title: kit.text('actions.talk-to-person'), verb: 'talk-to-person' }]), summary: text }
}

function smallTalk(deps: BotDeps, turn: CustomerTurn, result: TriageResult): Reply[] {
	const article = deps.articles.article(result.topic, result.language)
	return [{ text: article === undefined ? turn.kit.text('bot.welcome-visitor') : deps.articles.shortAnswer(article) }]
}

function articleOf(deps: BotDeps, { articles: [best], language }: Found): Article | undefined {
	return best && deps.articles.article(best.id, language)
}

/** Answers the topic that a customer has chosen among those asked back. */
export async function answerTopic(deps: BotDeps, turn: CustomerTurn, topic: string): Promise<Reply[]> {
	const language = turn.kit.locale
	const text = turn.state.lastText ?? turn.kit.topicTitle(topic)
	const articles = deps.articles.find({ text, topic, language, audience: 'customer', partnerType: deps.desk.policy.partnerType })
	const known = articles.filter(({ id }) => deps.articles.article(id, language)?.topic === topic)
	const found = { articles: known, language }
	const question = await recordChoice(deps, turn, articleOf(deps, found)?.id)
	return sayArticle(deps, turn, found, question)
}

/** The dispute form, filled with what the message and the invoices tell. */
export async function offerDispute(
	deps: BotDeps,
	turn: CustomerTurn,
	known: {
		topic: string
		reason?: string | undefined
		entities?: Entities
		warning?: string
		typed?: Readonly<Record<string, string>>
	},
): Promise<Reply> {
	const { reporter, kit } = turn
	const { entities = {}, topic, reason } = known
	const invoices = reporter === undefined ? [] : await deps.invoices.invoicesOf(reporter.customer.id)
	const card = disputeForm(kit, {
		topic,
		...(reason !== undefined && { reason }),
		...first('invoice', entities.invoice),
		...first('amount', entities.amount),
		...first('period', entities.period),
		...first('subscription', entities.subscription),
		invoices,
		asksWho: reporter === undefined,
		...(known.warning !== undefined && { warning: known.warning }),
		...(known.typed !== undefined && { typed: known.typed }),
	})
	return { card, summary: kit.text('forms.open-dispute.title') }
}

function first<Key extends string, Value>(key: Key, values: readonly Value[] | undefined): { [K in Key]?: Value } {
	const [value] = values ?? []
	return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value })
}
