import type { HistoryEntry } from './contract.ts'

/** The history, newest first; entries of the same instant keep the server's order. */
export function newestFirst(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
	const isAscending = (history[0]?.at ?? 0) <= (history.at(-1)?.at ?? 0)
	return isAscending ? history.toReversed() : history
}
