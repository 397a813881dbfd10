import { readdir, truncate } from 'node:fs/promises'
import path from 'node:path'
import type { Logger } from 'pino'
import { applyResting, isList, refreshFacts, type StoreData } from './data.ts'
import { openFile, sizeOf } from './disk.ts'
import { NONE } from './key-index.ts'
import { type JournalEnd, journalFile } from './journal.ts'
import { damaged, eachLine, isSealed, type Line, unseal } from './lines.ts'
import { restingRecord } from './resting-record.ts'

const JOURNAL_NAME = /^journal-([1-9]\d*)\.jsonl$/

/** The generations of the journals in the folder, oldest first. */
export async function journalsIn(folder: string): Promise<number[]> {
	const names = await readdir(folder)
	const numbers = names.flatMap((name) => JOURNAL_NAME.exec(name)?.[1] ?? [])
	return numbers.map(Number).toSorted((a, b) => a - b)
}

/**
 * Brings the data from its snapshot to the last commit that was kept, and tells where the journal goes on. A torn last record was
 * never acknowledged and is cut away. Throws `damaged`, naming file and line, for anything else that was not written so.
 */
export async function replay(folder: string, data: StoreData, logger: Logger): Promise<JournalEnd> {
	const { generation: first, record: firstRecord } = data.position
	const generations = (await journalsIn(folder)).filter((generation) => generation >= first)
	const sizes = await Promise.all(generations.map((generation) => sizeOf(journalFile(folder, generation))))
	// A crash while a new journal was begun leaves an empty one behind the one that is still written.
	const lastWritten = generations[sizes.findLastIndex((size) => size > 0)]
	let end: JournalEnd = { generation: first, record: firstRecord, length: 0 }
	const tickets = new Set<number>()
	for (const [index, generation] of generations.entries()) {
		if (generation !== first + index) throw missing(folder, first + index)
		const file = journalFile(folder, generation)
		const reading = await readJournal(file, data, end.record, tickets)
		if (reading.torn !== undefined && (generation !== lastWritten || !reading.tornIsLast)) throw bad(file, reading.torn)
		if (reading.torn !== undefined) await cutTail(file, reading.torn, logger)
		end = { generation, record: reading.record, length: reading.length }
	}
	if (generations.length === 0 && first > 1) throw missing(folder, first)
	refreshFacts(data, tickets)
	return end
}

interface Reading {
	readonly record: number
	readonly length: number
	readonly torn: Line | undefined
	readonly tornIsLast: boolean
}

/** Adds the numbers of the tickets that were put. */
async function readJournal(file: string, data: StoreData, firstRecord: number, tickets: Set<number>): Promise<Reading> {
	let record = firstRecord
	let length = 0
	let torn: Line | undefined
	let tornIsLast = true
	await eachLine(file, (line) => {
		const isGood = line.isWhole && isSealed(line)
		if (torn !== undefined) {
			const content = isGood ? unseal(line) : undefined
			tornIsLast &&= content === undefined || isOfWrite(content, record)
			return
		}
		if (!isGood) {
			torn = line
			return
		}
		replayRecord({ file, line, expected: record }, data, tickets)
		record += 1
		length = line.place + (line.end - line.start) + 1
	})
	return { record, length, torn, tornIsLast }
}

/** Whether it was written together with this record: then neither was acknowledged where one is not whole. */
function isOfWrite([own, , first]: unknown[], record: number): boolean {
	return Number(first ?? own) <= record
}

interface ToReplay {
	readonly file: string
	readonly line: Line
	readonly expected: number
}

function replayRecord({ file, line, expected }: ToReplay, data: StoreData, tickets: Set<number>): void {
	const record = restingRecord(line, isList)
	if (record === undefined) throw damaged(file, line.number, 'not a commit')
	if (record.number !== expected) throw damaged(file, line.number, `record ${expected} should stand here, not ${record.number}`)
	try {
		for (const operation of record.operations) {
			const ticket = applyResting(data, operation)
			if (ticket !== NONE) tickets.add(ticket)
		}
	} catch (error) {
		throw damaged(file, line.number, error instanceof Error ? error.message : 'not a commit', error)
	}
}

async function cutTail(file: string, torn: Line, logger: Logger): Promise<void> {
	logger.warn({ file, line: torn.number, bytes: torn.end - torn.start }, 'the last record was cut off by a crash and is dropped')
	await truncate(file, torn.place)
	const handle = await openFile(file)
	try {
		await handle.sync()
	} finally {
		await handle.close()
	}
}

function bad(file: string, line: Line): Error {
	return damaged(file, line.number, line.isWhole ? 'the checksum is wrong' : 'the record is cut off')
}

function missing(folder: string, generation: number): Error {
	return damaged(path.join(folder, `journal-${generation}.jsonl`), 1, 'the file is missing')
}
