import { type ChatActivity, type Fields, readActivity, textOf } from './activity.ts'
import { type Connection, type ConnectionEvents, createConnection, type Status } from './connection.ts'
import type { WidgetOptions } from './options.ts'
import { createOutbox, type Outgoing } from './outbox.ts'
import { createSessions, type Session } from './session.ts'
import type { SessionStore } from './session-store.ts'
import type { Locale } from './texts.ts'
import { attachmentOf } from './upload.ts'
import { createTranscript, type Entry, type Transcript } from './transcript.ts'

/** What the screen hears. */
export interface ConversationEvents {
	onStatus(status: Status): void
	onSession(session: Session, isNew: boolean): void
	/** A message that is new here, or whose delivery changed. */
	onEntry(entry: Entry): void
	onTyping(name: string | undefined): void
	/** Nothing of the conversation is kept any more; its transcript is empty. */
	onGone(): void
}

/** The conversation with the desk, without its screen. */
export interface Conversation {
	transcript: Transcript
	start(): void
	/** The network or the computer is back. */
	wake(): void
	/** Says something, now or as soon as the desk can hear it. */
	say(activity: Fields): void
	/** Sends a message, each file as an attachment. */
	write(text: string, files: readonly File[]): void
	tryAgain(key: string): void
}

interface Dependencies {
	options: WidgetOptions
	store: SessionStore
	locale: () => Locale
	now: () => number
	random: () => number
	newId: () => string
	events: ConversationEvents
}

/** What is missed arrives in the first moments of a line; an echo among it saves sending again. */
const BACKLOG_TIME = 400
/** An older "is typing" is history. */
const TYPING_FRESH = 15_000

/** Makes the conversation; nothing is sent before `start`. */
export function createConversation({ options, store, locale, now, random, newId, events }: Dependencies): Conversation {
	const transcript = createTranscript()
	const outbox = createOutbox({ post, store, newId, onChange: onOutgoing })
	const sessions = createSessions({ options, store, now })
	const listener: ConnectionEvents = { onStatus: events.onStatus, onSession, onActivity, onGone, onReady }
	const connection: Connection = createConnection({ base: options.base, sessions, store, locale, now, random, events: listener })
	let userId = store.read()?.userId ?? ''

	function post(activity: object) {
		return connection.post({ ...activity, from: { id: userId, role: 'user' }, locale: locale() })
	}

	function isMessage({ activity }: Outgoing): boolean {
		return activity['type'] === 'message'
	}

	function onOutgoing(outgoing: Outgoing): void {
		if (isMessage(outgoing)) events.onEntry(transcript.sending(outgoing, userId, now()))
	}

	function onSession(session: Session, isNew: boolean): void {
		userId = session.userId
		// Numbered from one again: among the messages of the earlier conversation they would stand anywhere.
		if (isNew) transcript.clear()
		events.onSession(session, isNew)
		if (isNew) showPending()
	}

	function onGone(): void {
		transcript.clear()
		events.onGone()
		showPending()
	}

	/** What was written and has not left yet. */
	function showPending(): void {
		for (const outgoing of outbox.pending()) onOutgoing(outgoing)
	}

	function onReady(): void {
		const tries = outbox.pending().find(({ delivery }) => delivery === 'waiting')?.tries ?? 0
		setTimeout(() => outbox.flush(), BACKLOG_TIME * 2 ** tries)
	}

	function onTyping({ at, from }: ChatActivity): void {
		if (from.id !== userId && now() - at < TYPING_FRESH) events.onTyping(from.name ?? '')
	}

	/** Direct Line knows no changed messages: the desk tells of them by events, which its other clients ignore. */
	function onEvent({ name, value, from }: ChatActivity): void {
		const activityId = textOf(value?.['activityId'])
		if (from.id === userId || activityId === undefined) return
		const changed = name === 'loopdesk/delete' ? { type: 'message' } : name === 'loopdesk/update' && value?.['activity']
		const activity = readActivity(changed, now())
		const entry = activity && transcript.update(activityId, activity)
		if (entry) events.onEntry(entry)
	}

	function onActivity(raw: unknown): void {
		const activity = readActivity(raw, now())
		if (!activity) return
		if (activity.type === 'typing') return onTyping(activity)
		if (activity.type === 'event') return onEvent(activity)
		const entry = transcript.receive(activity, userId)
		if (!entry) return
		if (entry.from === 'user') outbox.arrived(entry.key)
		events.onEntry(entry)
	}

	function say(activity: Fields): void {
		outbox.add(activity)
	}

	return {
		transcript,
		say,
		start() {
			showPending()
			connection.start()
		},
		wake: () => connection.wake(),
		tryAgain: (key) => outbox.tryAgain(key),
		write(text, files) {
			const words = text === '' ? {} : { text, textFormat: 'plain' }
			const attachments = files.length > 0 ? { attachments: files.map(attachmentOf) } : {}
			say({ type: 'message', ...words, ...attachments })
		},
	}
}
