import type { Kit } from './kit.ts'
import { type ReadAmount, readForm } from './read-form.ts'
import { shorten } from './shorten.ts'

/** A title says what a ticket is about in a line. */
const TITLE_LENGTH = 80

/** Topics that do not say what is wrong; the customer's own words do. */
const GENERAL: ReadonlySet<string> = new Set(['open-dispute', 'talk-to-person'])

/** What the dispute form sends, as the input of a new ticket; the ticket's own schema judges it. Throws `bad-input`. */
export function readDispute(kit: Kit, typed: Readonly<Record<string, string>>, readAmount: ReadAmount): object {
	const { topic = 'open-dispute', reason = '' } = typed
	const dispute = readForm('open-dispute', typed, readAmount)
	const own = GENERAL.has(topic) ? titleFrom(reason) : ''
	const title = own === '' ? kit.topicTitle(topic) : own
	return { topic, title, description: reason, ...(topic !== 'talk-to-person' && { dispute }) }
}

/** The first line of what somebody wrote, short enough for a title. */
export function titleFrom(words: string): string {
	return shorten(words.trim().split(/\r?\n/u)[0] ?? '', TITLE_LENGTH)
}
