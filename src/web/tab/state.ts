import type { DeskNotification, NoticeView, Notifications, Person, Session, TicketDetail, TicketList } from './contract.ts'
import type { ArticleReport, Gap, GapList } from './report-contract.ts'
import type { Route } from './route.ts'

/** A sentence above the ticket: something was refused, or changed meanwhile. */
export interface Hint {
	readonly tone: 'info' | 'warning' | 'error'
	readonly text: string
}

/** All that the page shows. Views read it; only the desk changes it. */
export interface DeskState {
	readonly session: Session
	route: Route
	me?: Person
	list?: TicketList | undefined
	listProblem?: string | undefined
	detail?: TicketDetail | undefined
	ticketProblem?: string | undefined
	hint?: Hint | undefined
	notifications?: Notifications | undefined
	gaps?: GapList | undefined
	articleReport?: ArticleReport | undefined
	reportProblem?: string | undefined
	isOnline: boolean
	/** The verb that runs now, without a form. */
	running?: string | undefined
	/** Milliseconds since 1970; renewed with every refresh. */
	now: number
}

/** What a person can do on the page; the views call it and never the server. */
export interface Desk {
	go(change: Partial<Route>, options?: { replace: boolean }): void
	act(verb: string): void
	sendAgain(notice: NoticeView): void
	shareTicket(): void
	openDispute(): void
	openNotifications(): void
	followNotification(item: DeskNotification, act: boolean): void
	openKnowledge(): void
	/** Deletes what is kept of a customer; of the ticket's where one is named. */
	eraseCustomer(ticket?: string): void
	draftArticle(gap: Gap): void
	dismissGap(gap: Gap): void
	choosePerson(id: string): void
	chooseLanguage(locale: 'en' | 'fr'): void
	refresh(): void
}
