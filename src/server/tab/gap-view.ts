import type { Kit } from '../../cards/kit.ts'
import type { Gap } from '../../knowledge/gaps/find-gaps.ts'
import { REASONS } from '../../knowledge/gaps/unanswered.ts'
import { formatMoney } from '../../tickets/money.ts'

/** Messages that are shown of a gap. */
const EXAMPLES = 6

/** A gap as the tab shows it. Times are milliseconds since 1970 UTC. */
export function gapView(kit: Kit, gap: Gap, titleOf: (article: string, language: Gap['language']) => string): object {
	const { id, language, times, conversations, tickets, examples, topic, article, audience, firstAt, lastAt, answered } = gap
	return {
		id,
		language,
		times,
		conversations,
		tickets,
		firstAt,
		lastAt,
		examples: examples.slice(0, EXAMPLES),
		more: Math.max(0, examples.length - EXAMPLES),
		reasons: REASONS.flatMap((reason) => {
			const count = gap.reasons[reason]
			return count === undefined ? [] : [{ reason, text: kit.text(`gaps.reasons.${reason}`, { count }) }]
		}),
		amounts: gap.amounts.map((amount) => formatMoney(amount, kit.locale)),
		topicText: topic === undefined ? undefined : kit.topicTitle(topic),
		articleText: article === undefined ? undefined : titleOf(article, language),
		staffOnly: !audience.includes('customer'),
		answeredIn: answered?.ticket,
	}
}
