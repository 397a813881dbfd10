import path from 'node:path'
import type { Told } from './told.ts'

/** One call of a process to its system, from the log of strace. `began` and `ended` are lines of the log: its order is the truth. */
export interface SystemCall {
	readonly name: string
	/** The file that it is about. */
	readonly file: string
	/** The new name, of a renaming. */
	readonly to: string | undefined
	/** Everything between the brackets. */
	readonly text: string
	readonly began: number
	ended: number
	/** False where the system refused, or where it never came back. */
	isDone: boolean
}

const LINE = /^(\d+) +(?:<\.\.\. (\w+) resumed>|(\w+)\()(.*)$/s
const DESCRIPTOR = /^(?:AT_FDCWD<[^>]*>|\d+<([^>]*)>)/
const RESULT = /\) += (-?\d+)/
const UNFINISHED = '<unfinished ...>'

/** The calls about files below the folder, and those that write to standard output. */
export function systemCalls(log: string, folder: string): SystemCall[] {
	const calls: SystemCall[] = []
	const unfinished = new Map<string, SystemCall>()
	log.split('\n').forEach((line, index) => {
		const [, process = '', resumed, name = '', text = ''] = LINE.exec(line) ?? []
		const waiting = unfinished.get(process)
		if (resumed !== undefined && waiting?.name === resumed) {
			unfinished.delete(process)
			end(waiting, text, index)
		}
		if (name === '') return
		const call = callOf(name, text, index)
		const isOurs = call.file === folder || call.file.startsWith(`${folder}/`) || isSaid(call)
		if (!isOurs) return
		calls.push(call)
		if (text.endsWith(UNFINISHED)) unfinished.set(process, call)
		else end(call, text, index)
	})
	return calls
}

function callOf(name: string, text: string, began: number): SystemCall {
	const descriptor = DESCRIPTOR.exec(text)?.[1]
	const isByName = /^(?:openat|rename|unlink)/.test(name)
	const names = isByName ? [...text.matchAll(/"([^"]*)"/g)].map(([, found]) => found ?? '') : []
	return {
		name,
		file: isByName ? (names[0] ?? '') : (descriptor ?? ''),
		to: names[1],
		text,
		began,
		ended: Infinity,
		isDone: false,
	}
}

function end(call: SystemCall, text: string, index: number): void {
	// The result stands at the end; what was written may hold anything.
	call.isDone = Number(RESULT.exec(text.slice(-200))?.[1] ?? -1) >= 0
	call.ended = index
}

const ID = /\d+\.\d+\.\d+/g
const JOURNAL = /journal-\d+\.jsonl$/
const IS_WRITE = /^p?writev?(?:64)?$/

/** What each order is checked on. */
interface Log {
	readonly calls: readonly SystemCall[]
	readonly folder: string
	readonly syncs: ReadonlyMap<string, readonly SystemCall[]>
}

/** Holds the calls against the rules of durable writing; see the fault texts. */
export function checkOrder(calls: readonly SystemCall[], folder: string): { checked: number; faults: string[] } {
	const log: Log = { calls, folder, syncs: Map.groupBy(calls.filter(isSync), ({ file }) => file) }
	const holding = firstWrites(calls)
	const faults = checkNames(log)
	let checked = 0
	for (const call of calls.filter((each) => isSaid(each))) {
		const id = idOf(call)
		if (id === undefined) continue
		checked += 1
		const write = holding.get(id)
		if (write === undefined) faults.push(`${id} is acknowledged and in no write to a journal`)
		else if (!isSyncedBetween(log, write.file, write.ended, call.began))
			faults.push(`${id} is acknowledged before the sync of its write`)
		else if (!isNamedBefore(log, write, call)) faults.push(`${id} is acknowledged before the name of its journal is synced`)
		if (/"kind":"file"/.test(unescaped(call)) && !isFileKept(log, id, call))
			faults.push(`file ${id} is acknowledged before it is kept`)
	}
	return { checked, faults }
}

function isSaid({ name, text }: SystemCall): boolean {
	return name === 'write' && text.startsWith('1<')
}

function isSync({ name }: SystemCall): boolean {
	return name === 'fsync' || name === 'fdatasync'
}

/** Whether there is a sync of this file that began after one moment and ended before the other. */
function isSyncedBetween({ syncs }: Log, file: string, after: number, before: number): boolean {
	return (syncs.get(file) ?? []).some(({ began, ended, isDone }) => isDone && began > after && ended < before)
}

function firstWrites(calls: readonly SystemCall[]): Map<string, SystemCall> {
	const found = new Map<string, SystemCall>()
	for (const call of calls) {
		if (!IS_WRITE.test(call.name) || !JOURNAL.test(call.file)) continue
		for (const [id] of call.text.matchAll(ID)) if (!found.has(id)) found.set(id, call)
	}
	return found
}

/** The id of what is acknowledged, where it stands in one record only. */
function idOf(call: SystemCall): string | undefined {
	const line = unescaped(call)
	if (!line.startsWith('{')) return undefined
	const told = JSON.parse(line) as Told
	switch (told.kind) {
		case 'commit':
			return told.outcome === 'committed' ? told.cause : undefined
		case 'attempt':
			return told.mark
		case 'said':
		case 'file':
		case 'question':
		case 'turn':
		case 'mail':
			return told.id
		default:
			return undefined
	}
}

function unescaped({ text }: SystemCall): string {
	return text.slice(text.indexOf('"') + 1, text.lastIndexOf('\\n"')).replaceAll('\\"', '"')
}

/** The folder was synced after the journal was made. */
function isNamedBefore(log: Log, write: SystemCall, acknowledgement: SystemCall): boolean {
	const made = log.calls.find(({ name, file, text }) => name === 'openat' && file === write.file && text.includes('O_CREAT'))
	return made !== undefined && isSyncedBetween(log, path.dirname(write.file), made.ended, acknowledgement.began)
}

/** The bytes are synced under another name, that name is changed, and the folder is synced. */
function isFileKept(log: Log, id: string, acknowledgement: SystemCall): boolean {
	const renamed = log.calls.find(({ name, to }) => name.startsWith('rename') && to === path.join(log.folder, 'files', id))
	return renamed !== undefined && isSyncedBetween(log, path.join(log.folder, 'files'), renamed.ended, acknowledgement.began)
}

/** Files get their names after they were synced, and what a snapshot replaces goes after its name was. */
function checkNames(log: Log): string[] {
	const { calls, folder } = log
	const faults: string[] = []
	let named: SystemCall | undefined
	for (const call of calls) {
		const isRename = call.name.startsWith('rename') && call.isDone
		if (isRename) {
			const writes = calls.filter((each) => IS_WRITE.test(each.name) && each.file === call.file && each.ended < call.began)
			const last = writes.at(-1)
			if (last !== undefined && !isSyncedBetween(log, call.file, last.ended, call.began))
				faults.push(`${call.file} gets its name before its sync`)
		}
		if (isRename && call.to?.endsWith('snapshot.jsonl') === true) named = call
		if (!call.name.startsWith('unlink') || !JOURNAL.test(call.file)) continue
		if (named === undefined || !isSyncedBetween(log, folder, named.ended, call.began))
			faults.push(`${call.file} goes before the snapshot is kept`)
	}
	return faults
}
