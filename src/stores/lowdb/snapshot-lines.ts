import { isResting, type StoreData, type TicketRow } from './data.ts'
import { type GrowingList, type Piece, restingIn } from './growing-list.ts'
import type { LineWriter } from './line-writer.ts'
import type { Resting } from './resting.ts'

const ITEMS_PER_LINE = 50
/** Pieces of a list are put together up to this size, so that they do not become many. */
const PIECE_BYTES = 16 * 1024

/**
 * Puts the whole state into the writer, one line at each step. What has been put there rests from then on: the state is the same
 * at every step, and may change between two of them.
 */
export function* snapshotLines(data: StoreData, writer: LineWriter): Generator<void> {
	for (const [number, row] of data.tickets) yield putTicket(number, row, writer)
	for (const [collection, values] of Object.entries(data.values)) {
		for (const [key, value] of values) yield writer.add(JSON.stringify([collection, key, value]).slice(1))
	}
	for (const [collection, lists] of Object.entries(data.lists)) {
		for (const [key, list] of lists) yield* putList(collection, key, list, writer)
	}
}

function putTicket(number: string, row: TicketRow, writer: LineWriter): void {
	const head = JSON.stringify(['tickets', number, row.facts]).slice(1, -1)
	if (!isResting(row.content)) row.content = writer.addResting(head, JSON.stringify(row.content))
	else row.content = writer.addResting(head, row.content)
}

function* putList(collection: string, key: string, list: GrowingList<unknown>, writer: LineWriter): Generator<void> {
	const headOf = (place: number, count: number) => JSON.stringify([collection, key, place, count]).slice(1, -1)
	for (let done = 0; done < list.pieces.length; done += 1) {
		const group = groupFrom(list.pieces, done)
		const count = restingIn(group)
		const head = headOf(restingIn(list.pieces.slice(0, done)) + 1, count)
		const only = group.length === 1 ? group[0] : undefined
		const resting = writer.addResting(head, only === undefined ? group : arrayOf(only))
		list.pieces.splice(done, group.length, pieceOf(resting, count))
		yield
	}
	while (list.items.length > 0) {
		const batch = list.items.slice(0, ITEMS_PER_LINE)
		const head = headOf(restingIn(list.pieces) + 1, batch.length)
		list.pieces.push(pieceOf(writer.addResting(head, JSON.stringify(batch)), batch.length))
		list.items.splice(0, batch.length)
		yield
	}
}

/** As many pieces as make a line. */
function groupFrom(pieces: readonly Piece[], first: number): Piece[] {
	const group: Piece[] = []
	let bytes = 0
	for (const piece of pieces.slice(first)) {
		bytes += piece.end - piece.start
		if (group.length > 0 && bytes > PIECE_BYTES) break
		group.push(piece)
	}
	return group
}

/** With the brackets, which stand around each piece where it rests. */
function arrayOf({ bytes, start, end }: Piece): Resting {
	return { bytes, start: start - 1, end: end + 1 }
}

/** What is between the brackets. */
function pieceOf({ bytes, start, end }: Resting, count: number): Piece {
	return { bytes, start: start + 1, end: end - 1, count }
}
