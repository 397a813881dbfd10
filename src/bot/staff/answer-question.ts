import { answerCard } from '../../cards/answer-card.ts'
import { dayOf } from '../../tickets/ticket.ts'
import type { TriageResult } from '../../triage/types.ts'
import type { BotDeps, Reply, StaffTurn } from '../deps.ts'

/** How many other articles are offered under an answer. */
const OTHERS = 3

/** Answers the staff from all articles, those for the staff included, with their sources. */
export async function answerStaffQuestion(deps: BotDeps, turn: StaffTurn, text: string): Promise<Reply[]> {
	const today = dayOf(deps.desk.clock())
	const result = deps.triage.triage({ text, locale: turn.kit.locale, audience: 'staff', today })
	const kit = deps.kitFor(result.language, turn.kit.surface)
	const article = result.articles.map(({ id }) => deps.articles.article(id, result.language)).find((found) => found !== undefined)
	await rememberStaffQuestion(deps, turn, { text, result, article: article?.id })
	const isTalk = result.decision === 'small-talk' || result.decision === 'out-of-scope'
	const talk = isTalk ? deps.articles.article(result.topic, result.language) : undefined
	if (talk !== undefined) return [{ text: deps.articles.shortAnswer(talk) }]
	if (article === undefined) return [{ text: kit.text('bot.staff-lost') }]
	const others = result.articles.filter(({ id }) => id !== article.id).slice(0, OTHERS)
	const card = answerCard(kit, {
		reader: 'staff',
		title: article.title,
		paragraphs: article.body.split(/\r?\n\s*\r?\n/u).map(withoutHeading),
		sources: article.sources,
		effective: article.effective,
		actions: others.map(({ id, title }) => ({ title, verb: 'show-article', data: { article: id, language: result.language } })),
	})
	return [{ card, summary: article.title }]
}

/** Records the question and the language, with one write to the disk; what the bot says itself is no answer of an article. */
async function rememberStaffQuestion(
	deps: BotDeps,
	turn: StaffTurn,
	{ text, result, article }: { text: string; result: TriageResult; article: string | undefined },
): Promise<void> {
	const { cause, conversationId, state, member } = turn
	const isRefused = result.decision === 'out-of-scope'
	await Promise.all([
		deps.conversations.saveConversationState(conversationId, {
			...state,
			locale: result.language,
			updatedAt: deps.desk.clock(),
		}),
		result.decision !== 'small-talk' &&
			deps.feedback.asked({
				cause,
				conversationId,
				text,
				audience: 'staff',
				channel: 'teams',
				result,
				article: isRefused ? undefined : article,
				names: [member.name],
			}),
	])
}

/** Cards know no headings: they are set in bold. */
function withoutHeading(paragraph: string): string {
	return paragraph.replace(/^#{1,6}\s+(.*)$/gmu, '**$1**')
}

/** Shows one article by its id, in the language of the answer under which it was offered. */
export function showArticle(deps: BotDeps, turn: StaffTurn, id: string, language = ''): Reply[] {
	const kit = deps.kitFor(language === 'en' || language === 'fr' ? language : turn.kit.locale, turn.kit.surface)
	const article = deps.articles.article(id, kit.locale)
	if (article === undefined) return [{ text: kit.text('bot.staff-lost') }]
	const paragraphs = article.body.split(/\r?\n\s*\r?\n/u).map(withoutHeading)
	const { title, sources, effective } = article
	return [{ card: answerCard(kit, { reader: 'staff', title, paragraphs, sources, effective, actions: [] }), summary: title }]
}
