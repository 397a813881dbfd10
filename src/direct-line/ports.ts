/** Who spoke or is spoken to. */
export interface Account {
	readonly id: string
	readonly name?: string
	readonly role?: string
}

/** A file or card of a stored activity. Our own files carry a path as `contentUrl`, which is signed anew for each reader. */
export interface StoredAttachment {
	readonly contentType: string
	readonly content?: unknown
	readonly contentUrl?: string
	readonly name?: string
}

/** An activity as plain JSON: what a Direct Line client reads, times as ISO strings. */
export interface StoredActivity {
	readonly id: string
	readonly type: string
	readonly from?: Account
	readonly timestamp?: string
	readonly attachments?: readonly StoredAttachment[]
	readonly [field: string]: unknown
}

/** One customer's chat. */
export interface Conversation {
	readonly id: string
	readonly userId: string
	/** BCP 47, where the website or the token named one. */
	readonly locale: string | undefined
	readonly createdAt: Date
}

/** An uploaded file. */
export interface StoredFile {
	readonly id: string
	readonly conversationId: string
	readonly name: string
	/** As the client claimed it: never serve it unchecked. */
	readonly contentType: string
	readonly bytes: Uint8Array
}

/**
 * Where chats are kept. The sequence numbers of a conversation count 1, 2, 3 ... without a gap and become visible in that
 * order, so that a watermark (the last number a client has) never hides an activity; every write is durable when it resolves.
 */
export interface TranscriptStore {
	/** Keeps a new conversation; where the id exists already, nothing changes. */
	createConversation(conversation: Conversation): Promise<void>
	/** The conversation, or `undefined`. */
	conversation(id: string): Promise<Conversation | undefined>
	/** The user's conversations, newest first. */
	conversationsOfUser(userId: string): Promise<readonly Conversation[]>
	/** Appends and tells the sequence number; an id that the conversation holds already appends nothing and tells its first number. */
	append(conversationId: string, activity: StoredActivity): Promise<number>
	/** All activities after the watermark in order, and the conversation's latest sequence number (0 where it is empty or unknown). */
	since(
		conversationId: string,
		watermark: number,
	): Promise<{ readonly activities: readonly StoredActivity[]; readonly watermark: number }>
	/** Notes that the bot's turn for this activity of the user is done; again changes nothing. */
	markHandled(conversationId: string, activityId: string): Promise<void>
	/** Whether `markHandled` was called for it. */
	handled(conversationId: string, activityId: string): Promise<boolean>
	/** Every activity with `from.role` `user` that is not handled, oldest first within its conversation. */
	unhandled(): Promise<readonly { readonly conversationId: string; readonly activity: StoredActivity }[]>
	/** Keeps an uploaded file; where the id exists already, nothing changes. */
	saveFile(file: StoredFile): Promise<void>
	/** The file, or `undefined`. */
	file(id: string): Promise<StoredFile | undefined>
}
