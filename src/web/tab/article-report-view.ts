import { bar } from './bar.ts'
import { type Child, type Described, h } from './dom.ts'
import { icon } from './icons.ts'
import type { ArticleCount, ArticleReport } from './report-contract.ts'
import { say } from './texts.ts'
import { day } from './times.ts'

/** The columns, with the colour of their bars. */
const COLUMNS = [
	['helped', 'good'],
	['notHelped', 'warning'],
	['tickets', 'danger'],
	['persons', 'purple'],
	['reopened', 'danger'],
	['silent', 'neutral'],
] as const

/** How each article did, the most shown first. */
export function articleReportView({ articles, since }: ArticleReport): Child {
	if (articles.length === 0) {
		return h(
			'div',
			{ class: 'empty', key: 'empty' },
			h('div', { class: 'empty-drawing' }, icon('book')),
			h('h3', {}, say('feedback.none')),
			h('p', {}, say('feedback.noneHint')),
		)
	}
	const most = Math.max(...articles.map(({ asked }) => asked))
	return [
		since !== undefined &&
			h('p', { class: 'quiet', key: 'since' }, say('feedback.since', { date: day(new Date(since).toISOString().slice(0, 10)) })),
		h(
			'table',
			{ class: 'panel article-report', key: 'report' },
			h(
				'thead',
				{},
				h(
					'tr',
					{},
					head('article'),
					head('asked'),
					COLUMNS.map(([column]) => head(column)),
				),
			),
			h(
				'tbody',
				{},
				articles.map((count) => row(count, most)),
			),
		),
	]
}

function head(column: 'article' | 'asked' | (typeof COLUMNS)[number][0]): Described {
	return h('th', { scope: 'col', key: column }, say(`feedback.${column}`))
}

function row(count: ArticleCount, most: number): Described {
	const { article, title, language, asked } = count
	return h(
		'tr',
		{ key: `${language}/${article}`, 'data-article': `${language}/${article}` },
		h(
			'th',
			{ scope: 'row' },
			h('span', { class: 'report-title', lang: language }, title ?? article),
			h('span', { class: 'quiet' }, say(`gaps.language.${language}`)),
		),
		cell('asked', asked, asked / most, 'accent'),
		COLUMNS.map(([column, tone]) => cell(column, count[column], count[column] / asked, tone, asked)),
	)
}

function cell(
	column: 'asked' | (typeof COLUMNS)[number][0],
	count: number,
	share: number,
	tone: string,
	all?: number,
): Described {
	return h(
		'td',
		{
			key: column,
			'data-column': column,
			'data-label': say(`feedback.${column}`),
			title: all === undefined ? undefined : say('feedback.share', { count, all }),
		},
		h('span', { class: `report-number${count === 0 ? ' none' : ''}` }, String(count)),
		bar(share, tone),
	)
}
