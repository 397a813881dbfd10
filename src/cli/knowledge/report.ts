import { parseArgs } from 'node:util'
import { type ArticleCount, countArticles } from '../../knowledge/feedback/count-articles.ts'
import { ticketsOf } from '../../knowledge/gaps/find-gaps.ts'
import type { Command } from './command.ts'
import { type Recorded, withQuestions } from './read-questions.ts'

const COLUMNS = [
	['asked', 'asked'],
	['helped', 'helped'],
	['not helped', 'notHelped'],
	['ticket', 'tickets'],
	['person', 'persons'],
	['reopened', 'reopened'],
	['silent', 'silent'],
] as const satisfies readonly (readonly [title: string, count: keyof ArticleCount])[]

export const reportCommand: Command = {
	usage: 'report [--store PLACE] [--json]',
	about: 'Shows for each article how often it was shown and what came of it: helped, ticket, person, reopened.',
	async run(args) {
		const { values } = parseArgs({
			args: [...args],
			options: { store: { type: 'string' }, json: { type: 'boolean', default: false } },
		})
		const counts = await withQuestions(values.store, countsIn)
		process.stdout.write(values.json ? `${JSON.stringify(counts, undefined, 2)}\n` : tableText(counts))
		return 0
	},
}

async function countsIn({ questions, tickets, now }: Recorded): Promise<ArticleCount[]> {
	const loaded = await Promise.all(ticketsOf(questions).map((number) => tickets.load(number)))
	const reopened = new Set(loaded.flatMap((ticket) => (ticket !== undefined && ticket.reopened > 0 ? [ticket.number] : [])))
	return countArticles(questions, (ticket) => reopened.has(ticket), now)
}

function tableText(counts: readonly ArticleCount[]): string {
	if (counts.length === 0) return 'No article has been shown yet.\n'
	const names = counts.map(({ article, language }) => `${language}/${article}`)
	const width = Math.max('article'.length, ...names.map((name) => name.length))
	const head = ['article'.padEnd(width), ...COLUMNS.map(([title]) => title.padStart(title.length + 2))].join('')
	const rows = counts.map((count, row) => {
		const cells = COLUMNS.map(([title, key]) => String(count[key]).padStart(title.length + 2))
		return [(names[row] ?? '').padEnd(width), ...cells].join('')
	})
	return `${[head, ...rows].join('\n')}\n`
}
