import { freeze } from './freeze.ts'
import { type Resting, textOf } from './resting.ts'

/** Items that rest together as the bytes of a JSON array without its brackets. */
export interface Piece extends Resting {
	readonly count: number
}

/** A list that only grows: its older items rest, those since the last snapshot are awake. */
export interface GrowingList<T> {
	pieces: Piece[]
	items: T[]
}

export function emptyList<T>(): GrowingList<T> {
	return { pieces: [], items: [] }
}

export function lengthOf({ pieces, items }: GrowingList<unknown>): number {
	return restingIn(pieces) + items.length
}

export function restingIn(pieces: readonly Piece[]): number {
	let count = 0
	for (const piece of pieces) count += piece.count
	return count
}

/** The items from this place on; places count from 1. */
export function itemsFrom<T>({ pieces, items }: GrowingList<T>, from = 1): T[] {
	const found: T[] = []
	let skip = from - 1
	for (const piece of pieces) {
		if (skip < piece.count) found.push(...(awake(piece).slice(skip) as T[]))
		skip = Math.max(0, skip - piece.count)
	}
	return found.concat(skip === 0 ? items : items.slice(skip))
}

/** Puts items where they belong; doing it again changes nothing. False where there would be a gap before them. */
export function putItems<T>(list: GrowingList<T>, place: number, added: readonly T[]): boolean {
	if (!(place >= 1 && place <= lengthOf(list) + 1)) return false
	if (place <= restingIn(list.pieces)) wakeAll(list)
	const first = place - 1 - restingIn(list.pieces)
	for (const [index, item] of added.entries()) list.items[first + index] = item
	return true
}

/** The same for items that rest. */
export function putPiece(list: GrowingList<unknown>, place: number, piece: Piece): boolean {
	if (list.items.length > 0 || place !== restingIn(list.pieces) + 1) return putItems(list, place, awake(piece))
	list.pieces.push(piece)
	return true
}

/** Wakes everything, to change what is not at the end. */
function wakeAll(list: GrowingList<unknown>): void {
	list.items = itemsFrom(list)
	list.pieces = []
}

function awake(piece: Piece): readonly unknown[] {
	return freeze(JSON.parse(`[${textOf(piece)}]`) as unknown[])
}
