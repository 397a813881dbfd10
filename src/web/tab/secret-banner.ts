import type { SecretNews } from './contract.ts'
import { type Child, h } from './dom.ts'
import { icon } from './icons.ts'
import { say } from './texts.ts'
import { day, inDays } from './times.ts'

/** What a manager does about the bot's secret before Teams falls silent, or once it has. */
export function secretBanner(news: SecretNews | undefined): Child {
	if (news === undefined) return undefined
	return h(
		'div',
		{ class: news.level === 'soon' ? 'banner' : 'banner urgent', key: 'secret', 'data-testid': 'secret' },
		icon('warning'),
		h('p', {}, what(news), ' ', h('span', { class: 'banner-more' }, say('secret.renew'))),
	)
}

function what(news: SecretNews): string {
	if (news.level === 'refused') return say(`secret.refused.${news.refusal}`)
	const { level, expires, daysLeft } = news
	return say(level === 'expired' ? 'secret.expired' : 'secret.expires', { date: day(expires), when: inDays(daysLeft) })
}
