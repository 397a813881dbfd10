import type { Locale } from '../cards/texts.ts'
import type { Instant } from '../tickets/ticket.ts'

/** Where the bot may write in Teams: the conversation references it was given, as JSON. */
export interface ReferenceBook {
	/** Keeps the newest reference for a key: `staff:<id>` for a personal chat, `team` for the team's channel. */
	saveReference(key: string, reference: unknown): Promise<void>
	reference(key: string): Promise<unknown>
	/** Forgets a reference that Teams refused for good. One that was kept meanwhile stays: whoever writes has let the bot in again. */
	dropReference(key: string, refused: unknown): Promise<void>
}

/** When something was sent or will be, by key. All processes on a store share it, so that limits hold for all of them together. */
export interface SendBook {
	/**
	 * Hands the sends of each key, oldest first and none for an unknown key, to `change`, and keeps the lists that it answers in
	 * the same order. Atomic over all keys and processes: between reading and keeping, nobody else reads or keeps one of them.
	 * `change` is pure and quick and may be called again. A key whose last send is more than an hour past may be forgotten, and
	 * nothing of it needs to survive a crash.
	 */
	exchange(keys: readonly string[], change: (sends: readonly Sends[]) => readonly Sends[]): Promise<void>
}

export type Sends = readonly Instant[]

/** A mail that the demo kept instead of sending it. */
export interface KeptMail {
	readonly id: string
	readonly to: string
	readonly subject: string
	readonly text: string
	readonly html: string
	readonly at: Instant
}

/** The demo's mail box, used while no mail server is configured. */
export interface Mailbox {
	/** Keeps a mail durably; the same id twice is kept once. */
	keepMail(mail: KeptMail): Promise<void>
	/** Newest first. */
	keptMails(limit: number): Promise<readonly KeptMail[]>
}

/** What delivery puts into a web chat. */
export interface ChatMessage {
	/** The same message never stands in the chat twice. */
	readonly id: string
	readonly type: 'message'
	/** The name that the customer reads; without it the bot speaks. */
	readonly from?: { readonly id: string; readonly name: string; readonly role: 'bot' }
	readonly locale: Locale
	readonly text: string
	/** A person's words are shown as typed. */
	readonly textFormat?: 'plain'
	readonly attachments?: { readonly contentType: string; readonly content: unknown }[]
	readonly channelData: { readonly ticket: string; readonly notice: string; readonly agent?: true }
}

/** The customers' web chats, as far as delivery needs them. */
export interface ChatLine {
	/** The person's newest conversation and the language last spoken in it, where that is known. */
	newestOf(userId: string): Promise<{ readonly id: string; readonly locale?: Locale | undefined } | undefined>
	/** Puts the message in durably, once; `seen` when the customer's client has confirmed that it got it. */
	post(conversationId: string, message: ChatMessage): Promise<{ readonly seen: boolean }>
}
