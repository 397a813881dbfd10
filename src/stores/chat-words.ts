import type { StoredActivity } from '../direct-line/ports.ts'

/** Chats whose words are looked through, the newest. */
export const LOOKED_THROUGH = 20_000
const FIRST_WORDS = 200

/** Whether the chat's user wrote this, which is in small letters, or sent it in a form. */
export function saysIt(activity: StoredActivity, wanted: string): boolean {
	if (activity.from?.role !== 'user') return false
	const { text, value } = activity
	return [text, ...Object.values(Object(value) as object)].some((each) => textOf(each).toLowerCase().includes(wanted))
}

/** What the chat's user wrote first, short enough for a line. */
export function firstWords(activities: readonly StoredActivity[]): string {
	const own = activities.filter(({ from }) => from?.role === 'user').map(({ text }) => textOf(text).trim())
	return (own.find((text) => text !== '') ?? '').slice(0, FIRST_WORDS).toWellFormed()
}

function textOf(text: unknown): string {
	return typeof text === 'string' ? text : ''
}
