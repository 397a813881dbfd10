import { type Fields, fieldsOf } from './activity.ts'
import type { SessionStore } from './session-store.ts'

/** What was typed and not sent yet, in the composer and in cards: it survives a reload, and a look at another page of the website. */
export interface Drafts {
	of(id: string): Fields | undefined
	/** `undefined` where it was sent. */
	keep(id: string, values: Fields | undefined): void
}

const NOTE = 'drafts'
/** Characters; writing more into the browser's storage at every key would be felt. */
const LARGEST = 16_000

function readKept(json: string | undefined): Map<string, Fields> {
	try {
		const kept = Object.entries(fieldsOf(JSON.parse(json ?? '{}')) ?? {})
		return new Map(kept.flatMap(([id, raw]) => [fieldsOf(raw)].flatMap((values) => (values ? [[id, values] as const] : []))))
	} catch {
		return new Map()
	}
}

/** The drafts that an earlier page of this tab left. */
export function createDrafts(store: Pick<SessionStore, 'note' | 'keep'>): Drafts {
	const drafts = readKept(store.note('tab', NOTE))
	return {
		of: (id) => drafts.get(id),
		keep(id, values) {
			if (values === undefined && !drafts.has(id)) return
			if (values === undefined) drafts.delete(id)
			else drafts.set(id, values)
			const json = JSON.stringify(Object.fromEntries(drafts))
			store.keep('tab', NOTE, drafts.size > 0 && json.length <= LARGEST ? json : undefined)
		},
	}
}
