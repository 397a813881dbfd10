/** What the server's `/api` says of gaps and articles. Instants are milliseconds since 1970 UTC; texts come in the person's language. */

export interface Gap {
	readonly id: string
	readonly language: 'en' | 'fr'
	readonly times: number
	readonly conversations: number
	readonly tickets: readonly string[]
	readonly firstAt: number
	readonly lastAt: number
	readonly examples: readonly string[]
	/** Messages beyond the examples. */
	readonly more: number
	readonly reasons: readonly { readonly reason: string; readonly text: string }[]
	readonly amounts: readonly string[]
	readonly topicText?: string
	readonly articleText?: string
	readonly staffOnly: boolean
	/** The ticket in which a person has answered. */
	readonly answeredIn?: string
}

export interface GapList {
	readonly gaps: readonly Gap[]
	readonly mayApprove: boolean
}

export const NEXT_STEPS = ['answer', 'dispute', 'handoff', 'status', 'escalate', 'collections'] as const

export interface ArticleDraft {
	readonly language: 'en' | 'fr'
	readonly id: string
	readonly topic: string
	readonly title: string
	readonly audience: readonly ('customer' | 'staff')[]
	readonly sources: readonly string[]
	readonly next: (typeof NEXT_STEPS)[number]
	readonly questions: readonly string[]
	readonly body: string
}

export interface DraftAnswer {
	readonly draft: ArticleDraft
	readonly topics: readonly { readonly id: string; readonly title: string }[]
}

export interface ArticleCount {
	readonly article: string
	readonly language: 'en' | 'fr'
	readonly title?: string
	readonly asked: number
	readonly helped: number
	readonly notHelped: number
	readonly tickets: number
	readonly persons: number
	readonly reopened: number
	readonly silent: number
}

export interface ArticleReport {
	readonly articles: readonly ArticleCount[]
	readonly since?: number
}
