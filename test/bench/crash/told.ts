import type { CommitOutcome } from '../../../src/tickets/ports.ts'

/** What a writer says: what it asks of the store, and what the store has told it. Everything else can be derived from the ids. */
export type Told =
	| { readonly kind: 'asks'; readonly cause: string }
	| { readonly kind: 'number'; readonly number: string }
	| {
			readonly kind: 'commit'
			readonly cause: string
			readonly outcome: CommitOutcome
			readonly numbers: readonly string[]
			/** The sequence of the commit's first event, for each ticket. */
			readonly sequences: readonly number[]
	  }
	| { readonly kind: 'attempt'; readonly notice: string; readonly mark: string; readonly to: string; readonly delivered: boolean }
	| { readonly kind: 'said'; readonly chat: string; readonly id: string; readonly number: number }
	| { readonly kind: 'handled'; readonly chat: string; readonly id: string }
	| { readonly kind: 'file' | 'question' | 'outcome' | 'turn' | 'mail'; readonly id: string }
	/** A value that only grows, under a key that is always written by the same writer. */
	| { readonly kind: 'state' | 'person' | 'reference'; readonly id: string; readonly count: number }
	/** `store-unavailable`: nothing was done. `store-unsure`: nobody knows. */
	| { readonly kind: 'refused'; readonly what: string; readonly reason: string; readonly cause?: string }

/** What a commit holds, as it stands in the text of its first event on each ticket: any part of it tells of all the others. */
export interface Contents {
	readonly cause: string
	readonly numbers: readonly string[]
	/** How many notices each ticket brings along. */
	readonly notices: number
}

export function textOf({ cause, numbers, notices }: Contents, filler: string): string {
	return [cause, numbers.join(','), notices, filler].join('|')
}

export function contentsOf(text: string): Contents | undefined {
	const [cause = '', numbers = '', notices = ''] = text.split('|')
	return cause === '' || numbers === '' ? undefined : { cause, numbers: numbers.split(','), notices: Number(notices) }
}

export function noticeIds({ cause, notices }: Contents, number: string): string[] {
	return Array.from({ length: notices }, (_, index) => `${cause}/${number}/${index}`)
}

/** Ids are `round.writer.turn`: those of one writer in the order in which they were asked for. */
export function isLater(id: string, than: string): boolean {
	const [one, other] = [id, than].map((each) => (each.split('/')[0] ?? '').split('.').map(Number)) as [number[], number[]]
	return (one[0] ?? 0) - (other[0] ?? 0) > 0 || (one[0] === other[0] && (one[2] ?? 0) > (other[2] ?? 0))
}

/** The bytes of an uploaded file: a few to some ten thousand, different for each id. */
export function bytesOf(id: string): Buffer {
	const length = Buffer.from(id).reduce((sum, byte) => (sum * 31 + byte) % 40_000, 7)
	return Buffer.alloc(length + 1, `${id}\0é`)
}
