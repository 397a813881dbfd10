import { parseArgs } from 'node:util'
import { AppError } from '../../errors.ts'
import { teaching } from '../../knowledge/article-index.ts'
import type { Article } from '../../knowledge/article.ts'
import { draftOf } from '../../knowledge/gaps/draft.ts'
import { backgrounds, findGaps, type Gap, ticketsOf } from '../../knowledge/gaps/find-gaps.ts'
import { draftSource } from '../../knowledge/gaps/save-article.ts'
import { reasonOf } from '../../knowledge/gaps/unanswered.ts'
import { loadArticles } from '../../knowledge/load-articles.ts'
import { factsOf } from '../../server/ticket-facts.ts'
import { formatMoney } from '../../tickets/money.ts'
import { dayOf } from '../../tickets/ticket.ts'
import { type Command, KNOWLEDGE_FOLDER, readLanguage } from './command.ts'
import { type Recorded, withQuestions } from './read-questions.ts'

const EXAMPLES = 3

export const gapsCommand: Command = {
	usage: 'gaps [--store PLACE] [--language en|fr] [--json] [--draft NUMBER]',
	about: 'Shows what people asked and nobody answered, most frequent first; --draft prints the article that a gap asks for.',
	async run(args) {
		const { values } = parseArgs({
			args: [...args],
			options: {
				store: { type: 'string' },
				language: { type: 'string' },
				json: { type: 'boolean', default: false },
				draft: { type: 'string' },
			},
		})
		const wanted = readLanguage(values.language)
		const articles = await loadArticles(KNOWLEDGE_FOLDER)
		const found = await withQuestions(values.store, (recorded) => gapsIn(recorded, articles))
		const gaps = found.filter(({ language }) => language === (wanted ?? language))
		if (values.draft !== undefined) process.stdout.write(draftText(gaps[Number(values.draft) - 1], articles, Date.now()))
		else process.stdout.write(values.json ? `${JSON.stringify(gaps, undefined, 2)}\n` : listText(gaps))
		return 0
	},
}

async function gapsIn({ questions, tickets, knownNames }: Recorded, articles: readonly Article[]): Promise<Gap[]> {
	const numbers = ticketsOf(questions.filter((question) => reasonOf(question) !== undefined))
	const background = backgrounds(teaching(articles))
	return findGaps({ questions, tickets: await factsOf({ tickets, knownNames }, numbers), background })
}

function listText(gaps: readonly Gap[]): string {
	if (gaps.length === 0) return 'No gaps: everything that was asked has been answered.\n'
	return `${gaps.map(gapText).join('\n\n')}\n`
}

function gapText({ language, times, conversations, amounts, tickets, examples, topic, answered }: Gap, index: number): string {
	const money = amounts.map((amount) => formatMoney(amount, 'en'))
	const lines = [
		`${index + 1}. [${language}] asked ${times} × in ${conversations} conversation${conversations === 1 ? '' : 's'}`,
		money.length > 0 && `disputed: ${money.join(' + ')}`,
		tickets.length > 0 && `tickets: ${tickets.join(', ')}`,
		topic !== undefined && `nearest topic: ${topic}`,
		answered !== undefined && `answered in ${answered.ticket}: --draft ${index + 1} prints an article`,
	]
	const quotes = examples.slice(0, EXAMPLES).map((text) => `   “${text.replace(/\s+/gu, ' ')}”`)
	return [lines.filter((line) => line !== false).join('; '), ...quotes].join('\n')
}

function draftText(gap: Gap | undefined, articles: readonly Article[], now: number): string {
	if (gap === undefined) throw new AppError('bad-input', 'There is no gap with this number.')
	const topics = new Set(articles.map(({ topic }) => topic))
	const ids = new Set(articles.map(({ id }) => id))
	const draft = draftOf(gap, { topics, isTaken: (id) => ids.has(id), today: dayOf(now) })
	if (draft === undefined) throw new AppError('bad-input', 'Nobody has answered in a ticket of this gap yet.')
	return draftSource(draft)
}
