import { articleReportView } from './article-report-view.ts'
import { type Child, type Described, h } from './dom.ts'
import { gapsView } from './gaps-view.ts'
import { messageBar } from './message-bar.ts'
import { addressOf, REPORT_PAGES } from './route.ts'
import { skeletonList } from './skeletons.ts'
import type { Desk, DeskState } from './state.ts'
import { say } from './texts.ts'

const TITLES = { gaps: 'gaps.title', articles: 'feedback.title' } as const
const HINTS = { gaps: 'gaps.hint', articles: 'feedback.hint' } as const

/** What the knowledge lacks, and how its articles did. */
export function reportView(state: DeskState, desk: Desk): Described {
	const page = state.route.report ?? 'gaps'
	return h(
		'main',
		{ class: 'report-pane', id: 'ticket-pane', tabindex: '-1' },
		h(
			'header',
			{ class: 'report-header' },
			h('h1', { 'data-focus-home': true, tabindex: '-1' }, say('gaps.page')),
			h(
				'nav',
				{ class: 'report-pages', 'aria-label': say('gaps.page') },
				REPORT_PAGES.map((each) => pageLink(state, each, each === page)),
			),
			h('p', { class: 'report-hint' }, say(HINTS[page])),
		),
		h('div', { class: 'report-body', key: page }, content(state, desk)),
	)
}

function pageLink({ route }: DeskState, report: (typeof REPORT_PAGES)[number], isOpen: boolean): Described {
	return h(
		'a',
		{
			class: 'report-page',
			key: report,
			href: addressOf({ view: route.view, text: '', report }),
			'data-page': report,
			'aria-current': isOpen ? 'page' : undefined,
		},
		say(TITLES[report]),
	)
}

function content(state: DeskState, desk: Desk): Child {
	const { route, gaps, articleReport, reportProblem } = state
	if (reportProblem !== undefined) return messageBar('error', reportProblem)
	if (route.report === 'articles') return articleReport === undefined ? skeletonList() : articleReportView(articleReport)
	return gaps === undefined ? skeletonList() : gapsView(gaps, state.now, desk)
}
