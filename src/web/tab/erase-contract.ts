/** Whose data: a person's by user id, or those of everybody of a company by its id. */
export interface Whose {
	readonly kind: 'person' | 'company'
	readonly id: string
}

/** What `/api/erasures/people` finds: a customer, or a visitor who never said who he is, with one of his chats. */
export type FoundPerson =
	| { readonly userId: string; readonly name: string; readonly company: string }
	| { readonly userId: string; readonly code: string; readonly chat: { readonly at: number; readonly words: string } }

export interface EraseCounts {
	readonly people: number
	readonly tickets: number
	readonly messages: number
	readonly files: number
	readonly mails: number
}

/** What `/api/erasures/preview` says would go. */
export interface ErasePreview {
	readonly whose: Whose
	/** What has to be typed to confirm, or the number of a ticket. */
	readonly name: string
	readonly company: { readonly id: string; readonly name: string }
	readonly counts: EraseCounts
	readonly tickets: readonly string[]
	/** Tickets that must be closed first. */
	readonly open: readonly string[]
}

/** Only with `done` the data are gone from the store's files as well. */
export interface EraseStanding {
	readonly done: boolean
	readonly counts: EraseCounts
}
