import type { SessionStore } from './session-store.ts'
import type { Entry } from './transcript.ts'

/** Counts what the customer has not looked at; remembered for the person, so that a message read in one tab is read in all. */
export interface Unread {
	count(entries: readonly Entry[]): number
	readAll(entries: readonly Entry[]): void
}

const NOTE = 'read'

function theirs(entries: readonly Entry[]): Entry[] {
	return entries.filter(({ from }) => from !== 'user')
}

/** Remembers the id of the last message that was looked at. */
export function createUnread(store: SessionStore): Unread {
	return {
		count(entries) {
			const messages = theirs(entries)
			const read = store.note('person', NOTE)
			return messages.length - 1 - messages.findLastIndex(({ activity }) => activity.id === read)
		},
		readAll(entries) {
			const last = theirs(entries).at(-1)?.activity.id
			if (last !== undefined && last !== store.note('person', NOTE)) store.keep('person', NOTE, last)
		},
	}
}
