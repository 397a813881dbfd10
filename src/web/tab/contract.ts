/** What the server's `/api` says to the tab. Instants are milliseconds since 1970 UTC; texts come in the person's language. */

export type TicketState = 'new' | 'open' | 'pending-customer' | 'pending-upstream' | 'resolved' | 'closed'

/** The lists that a person can look at. */
export const VIEWS = ['mine', 'unassigned', 'active', 'resolved', 'closed', 'all'] as const
export type View = (typeof VIEWS)[number]

export interface Session {
	readonly demo: boolean
	readonly partnerName: string
	/** The sample people, in the demo only. */
	readonly staff?: readonly Person[]
}

export interface Person {
	readonly id: string
	readonly name: string
	readonly role: 'agent' | 'manager'
}

export interface TicketRow {
	readonly number: string
	readonly title: string
	readonly state: TicketState
	readonly stateText: string
	readonly priority: 'low' | 'normal' | 'high' | 'urgent'
	readonly priorityText: string
	readonly kind: string
	readonly topic: string
	readonly customer: string
	readonly reporter: string
	readonly amountText?: string
	readonly assignee?: string
	readonly updatedAt: number
	/** When the customer must hear from us. */
	readonly promisedAt?: number
	readonly overdue: boolean
	readonly alarms: readonly string[]
	readonly version: number
}

export interface TicketView extends TicketRow {
	readonly description: string
	readonly facts: readonly { readonly title: string; readonly value: string }[]
	readonly resolution?: { readonly text: string; readonly outcomeText: string; readonly number: number }
	/** Set when the customer's data were deleted. */
	readonly erased?: { readonly at: number; readonly by: string }
	readonly question?: string
	readonly upstream?: {
		readonly targetText: string
		readonly request: string
		readonly at: number
		readonly answerText?: string
	}
}

export interface HistoryEntry {
	readonly at: number
	readonly by: string
	readonly text: string
	readonly kind: 'customer' | 'staff' | 'system' | 'internal'
	readonly quote?: string
	/** Files of the customer's chat; the address holds for half an hour. */
	readonly files?: readonly { readonly name: string; readonly address: string }[]
}

export interface NoticeView {
	readonly id: string
	readonly kindText: string
	readonly to: string
	readonly status: 'waiting' | 'delivered' | 'failed' | 'ambiguous'
	readonly statusText: string
	/** The words of the button that sends it again, where a person may decide so. */
	readonly sendAgain?: string
	readonly attempts: readonly {
		readonly channel: string
		readonly at: number
		readonly outcome: string
		readonly reason?: string
	}[]
}

export interface OfferedAction {
	readonly verb: string
	readonly title: string
	readonly style?: 'positive' | 'destructive' | 'default'
	/** Whether a form must be filled in first. */
	readonly form: boolean
}

/** A ticket with all that the pane shows. */
export interface TicketDetail {
	readonly ticket: TicketView
	readonly history: readonly HistoryEntry[]
	readonly notices: readonly NoticeView[]
	readonly actions: readonly OfferedAction[]
	readonly loop: { readonly told: boolean; readonly agreed: boolean; readonly closed: boolean; readonly text: string }
	/** The form to open after this action (guided escalation). */
	readonly next?: string
}

export type Counts = Readonly<Record<Exclude<View, 'all'>, number>>

export interface TicketList {
	readonly tickets: readonly TicketRow[]
	readonly counts: Counts
}

export interface DeskNotification {
	readonly id: string
	readonly at: number
	readonly text: string
	readonly ticket: string
	readonly kind: string
	readonly read: boolean
	readonly action?: { readonly verb: string; readonly title: string }
}

export interface Notifications {
	readonly items: readonly DeskNotification[]
	readonly unread: number
	/** For managers, while there is something to know. */
	readonly secret?: SecretNews
}

/** The bot's secret ends on an ISO day, in so many days, or Microsoft refuses it. */
export type SecretNews =
	| { readonly level: 'soon' | 'urgent' | 'expired'; readonly expires: string; readonly daysLeft: number }
	| { readonly level: 'refused'; readonly refusal: 'expired' | 'wrong' }

export interface Article {
	readonly id: string
	readonly title: string
	/** The few signs of Markdown that chat texts use. */
	readonly answer: string
	readonly sources: readonly string[]
	readonly effective: string
	readonly topicText: string
}

export interface Customer {
	readonly userId: string
	readonly name: string
	readonly company: string
}
