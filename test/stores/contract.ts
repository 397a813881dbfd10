import { afterEach, beforeEach, describe } from 'vitest'
import type { Store } from '../../src/stores/store.ts'
import { describeTranscriptStore } from '../direct-line/transcript-contract.ts'
import { describeBooks } from './contract-books.ts'
import { describeErasing } from './contract-erase.ts'
import { describeEntries } from './contract-entries.ts'
import { describeNoticeStore } from './contract-notices.ts'
import { describeQuestions } from './contract-questions.ts'
import { describeReplies } from './contract-replies.ts'
import { describeSearch } from './contract-search.ts'
import { describeReopening } from './contract-reopening.ts'
import { describeTicketStore } from './contract-tickets.ts'

/** A place for one store: it can be opened again after it was closed. */
export interface Place {
	/** As it stands in STORE. */
	readonly address: string
	open(): Promise<Store>
	/** Removes it with everything in it. */
	remove(): Promise<void>
}

/** Gives an open, empty store to each test and the means to open it again. */
export interface Opened {
	store(): Store
	reopen(): Promise<Store>
}

/** What every store must do, whatever it is built on; `newPlace` makes an empty place. */
export function describeStore(name: string, newPlace: () => Promise<Place>): void {
	describe(`store: ${name}`, () => {
		let place: Place
		let store: Store
		beforeEach(async () => {
			place = await newPlace()
			store = await place.open()
		})
		afterEach(async () => {
			await store.close()
			await place.remove()
		})
		const opened: Opened = {
			store: () => store,
			async reopen() {
				await store.close()
				store = await place.open()
				return store
			},
		}
		describeTicketStore(opened)
		describeSearch(opened)
		describeNoticeStore(opened)
		describeBooks(opened)
		describeQuestions(opened)
		describeReplies(opened)
		describeReopening(opened)
		describeEntries(newPlace)
		describeErasing(opened)
		describeTranscriptStore(name, async () => store.transcripts)
	})
}
