import type { IncomingMessage } from 'node:http'

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
	/**
	 * Appends and tells the sequence number; an id that the conversation holds already appends nothing and tells its first number.
	 * What a user says is this process's to answer, unless another one that lives still answers that conversation.
	 */
	append(conversationId: string, activity: StoredActivity): Promise<number>
	/** All activities after the watermark in order, and the conversation's latest sequence number (0 where it is empty or unknown). */
	since(
		conversationId: string,
		watermark: number,
	): Promise<{ readonly activities: readonly StoredActivity[]; readonly watermark: number }>
	/** Notes that the bot's turn for this activity of the user is done; again changes nothing. */
	markHandled(conversationId: string, activityId: string): Promise<void>
	/**
	 * The activities with `from.role` `user` of this conversation that are not handled, oldest first; none while another process
	 * that lives answers this conversation.
	 */
	waiting(conversationId: string): Promise<readonly StoredActivity[]>
	/** Those of all conversations that are this process's to answer, once it has taken over what processes left that have gone. */
	unhandled(): Promise<readonly { readonly conversationId: string; readonly activity: StoredActivity }[]>
	/** Leaves what is this process's to answer to the others, at once. Without others it waits for the next start. */
	handOver(): Promise<void>
	/** Keeps an uploaded file; where the id exists already, nothing changes. */
	saveFile(file: StoredFile): Promise<void>
	/** The file, or `undefined`. */
	file(id: string): Promise<StoredFile | undefined>
}

/** Counts what a client does, so that nobody fills the store. Each throws `too-many`, with the `seconds` to wait in its details. */
export interface DirectLineAdmission {
	message(req: IncomingMessage): void
	/** Before so many bytes are read and kept. */
	upload(req: IncomingMessage, bytes: number): void
}

/** The other processes of the desk, as far as its chats go. A desk that is one process has none. */
export interface OtherProcesses {
	/** From now on this process streams the conversation to somebody, or no more. */
	announceStream(conversationId: string, isOpen: boolean): Promise<void>
	/** Whether another one that lives streams it. */
	isStreamed(conversationId: string): Promise<boolean>
	/** The bot has been typing there since `at`, in milliseconds since 1970 UTC. It is not kept and may get lost. */
	tellTyping(conversationId: string, at: number): void
	/** A client holds everything up to this number, and whoever waited for that has been told here. It may get lost. */
	tellSeen(conversationId: string, sequence: number): void
}

/**
 * What another process did. `chat`: the conversation has grown. `turn`: it has grown by what this process has to answer. `typing`
 * and `seen`: see `OtherProcesses`.
 */
export type ChatNews =
	| { readonly kind: 'chat' | 'turn'; readonly conversation: string }
	| { readonly kind: 'typing'; readonly conversation: string; readonly at: number }
	| { readonly kind: 'seen'; readonly conversation: string; readonly sequence: number }
