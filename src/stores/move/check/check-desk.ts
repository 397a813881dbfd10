import type { StoredActivity } from '../../../direct-line/ports.ts'
import type { Policy } from '../../../tickets/policy.ts'
import { createBetweenCheck } from './check-between.ts'
import { checkTicket } from './check-ticket.ts'
import type { BrokenChat, DeskRecords, Finding, KeptTicket, Misfit } from './records.ts'

export interface CheckDeps {
	readonly records: DeskRecords
	readonly policy: Policy
	/** The ids of our own files that an activity shows. */
	readonly filesOf: (activity: StoredActivity) => readonly string[]
	readonly found: (finding: Finding) => void
	readonly progress: (tickets: number) => void
}

/** How much was looked at. */
export interface Checked {
	readonly tickets: number
	readonly events: number
	readonly notices: number
	readonly files: number
	readonly findings: number
}

/** Looks at the rules of every ticket, at what holds between them, at the chats and at the files. */
export async function checkDesk({ records, policy, filesOf, found, progress }: CheckDeps): Promise<Checked> {
	const counts = { tickets: 0, events: 0, notices: 0, findings: 0 }
	const tell = (about: string, text: string) => {
		counts.findings += 1
		found({ about, text })
	}
	const files = await records.files()
	const between = createBetweenCheck(await records.highestNumber())
	for await (const batch of records.tickets()) {
		for (const kept of batch) {
			for (const text of checkTicket(kept, policy)) tell(kept.number, text)
			for (const id of lostFiles(kept, files))
				tell(kept.number, `the file ${id} that belongs to it is gone: ask the customer for it`)
			between.look(kept)
			counts.events += kept.history.length
			counts.notices += kept.notices.length
		}
		counts.tickets += batch.length
		progress(counts.tickets)
	}
	for (const { about, text } of between.findings()) tell(about, text)
	for (const chat of await records.brokenChats()) tell(`chat ${chat.id}`, WORDS[chat.what])
	for await (const batch of records.activities()) {
		const gone = batch.flatMap(([chat, activity]) =>
			filesOf(activity).flatMap((id) => (files.get(id) ? [] : [[chat, id] as const])),
		)
		for (const [chat, id] of gone) tell(`chat ${chat}`, `the file ${id} that was sent in it is gone: ask the customer for it`)
	}
	for await (const batch of records.misfits()) {
		for (const { about, what, columns } of batch)
			tell(about, `${NAMES[what]} is filed under what it does not say (${columns}); ${FILE_ANEW}`)
	}
	return { ...counts, files: files.size }
}

const FILE_ANEW = 'lists, searches and clocks may pass it by. Copy the desk into an empty database, which files it anew'
const NAMES: { readonly [What in Misfit['what']]: string } = {
	ticket: 'it',
	event: 'an event of it',
	notice: 'a notice of it',
	person: 'somebody',
	mail: 'a kept mail',
	question: 'a question',
	reply: 'an answer that is still to be sent',
	message: 'a message',
}

const WORDS: { readonly [What in BrokenChat['what']]: string } = {
	unknown: 'there are messages of it, but no chat: its customer cannot read them; restore the desk from a backup',
	gap: 'its messages are not numbered without a gap: a client may miss some; restore the desk from a backup',
	repetition: 'a message stands in it twice; restore the desk from a backup',
}

/** Files that the customer has sent to this ticket and that are not kept. */
function lostFiles({ history }: KeptTicket, files: ReadonlyMap<string, boolean>): string[] {
	return history.flatMap(({ event }) => {
		const sent = event.type === 'customer-wrote' ? (event.files ?? []) : []
		return sent.map(({ id }) => id).filter((id) => files.get(id) !== true)
	})
}
