import { type View, VIEWS } from './contract.ts'

/** Where the person is. It is kept in the address, so that a reload and the back button keep the place. */
export interface Route {
	readonly view: View
	readonly text: string
	readonly ticket?: string | undefined
	/** A page of the knowledge report instead of tickets. */
	readonly report?: ReportPage | undefined
}

/** The pages of the knowledge report. */
export const REPORT_PAGES = ['gaps', 'articles'] as const
export type ReportPage = (typeof REPORT_PAGES)[number]

const FIRST_VIEW: View = 'active'

/** Reads the part of an address after `#`: `#/tickets/BD-1042?view=mine`. Whatever makes no sense is the start page. */
export function readRoute(hash: string): Route {
	const [path = '', query = ''] = hash.replace(/^#/, '').split('?')
	const parameters = new URLSearchParams(query)
	const view = VIEWS.find((each) => each === parameters.get('view')) ?? FIRST_VIEW
	const ticket = /^\/tickets\/([\w-]{1,40})$/.exec(path)?.[1]
	const report = REPORT_PAGES.find((each) => path === `/knowledge/${each}`)
	return { view, text: parameters.get('text') ?? '', ticket, report }
}

/** The address of a place, from `#` on. */
export function addressOf(route: Route): string {
	if (route.report !== undefined) return `#/knowledge/${route.report}`
	const parameters = new URLSearchParams()
	if (route.view !== FIRST_VIEW) parameters.set('view', route.view)
	if (route.text !== '') parameters.set('text', route.text)
	const query = parameters.size > 0 ? `?${parameters}` : ''
	return `#/tickets${route.ticket === undefined ? '' : `/${route.ticket}`}${query}`
}
