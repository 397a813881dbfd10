import { once } from 'node:events'
import { type FileHandle, open, rename } from 'node:fs/promises'
import { AppError } from '../../errors.ts'
import type { EntrySource } from '../../stores/move/entry.ts'
import { writeExport } from '../../stores/move/write-export.ts'
import { openSource, shownPlace } from '../../stores/open-entries.ts'
import { type Command, logger, readPlace } from './command.ts'
import { amount, createProgress } from './progress.ts'

/** It holds all that customers wrote, and the key that signs their links. */
const FILE_MODE = 0o600

export const exportCommand: Command = {
	usage: 'export FROM [FILE]',
	about: [
		'Writes everything as JSON lines into a new file, or to standard output; a desk may go on working meanwhile.',
		'The file holds what customers wrote and the key that signs their links: keep it as you keep the store.',
	],
	isFit: (count) => count === 1 || count === 2,
	async run([given, file]) {
		const from = readPlace(given, 'FROM')
		const source = await openSource({ place: from, logger, alone: false })
		try {
			const count = await (file === undefined ? write(source, toStandardOutput) : writeFile(source, file))
			process.stderr.write(`${amount(count)} records of ${shownPlace(from)} exported.\n`)
			return 0
		} finally {
			await source.close()
		}
	},
}

async function write(source: EntrySource, writeText: (text: string) => Promise<void>): Promise<number> {
	const progress = createProgress()
	try {
		let done = 0
		await writeExport({
			source,
			write: writeText,
			progress(count, collection) {
				done = count
				progress.tell(`exported ${amount(count)} records, at the ${collection}`)
			},
		})
		return done
	} finally {
		progress.end()
	}
}

async function toStandardOutput(text: string): Promise<void> {
	if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** Under another name until it is whole, so that nobody takes the beginning of an export for one. */
async function writeFile(source: EntrySource, file: string): Promise<number> {
	const unfinished = `${file}.part`
	await refuseExisting(file)
	const handle = await openNew(unfinished)
	let count: number
	try {
		count = await write(source, (text) => handle.appendFile(text))
		await handle.sync()
	} finally {
		await handle.close()
	}
	await rename(unfinished, file)
	return count
}

async function refuseExisting(file: string): Promise<void> {
	const handle = await open(file, 'r').catch(() => undefined)
	if (handle === undefined) return
	await handle.close()
	throw new AppError('bad-input', `${file} is there already: name a new file`)
}

async function openNew(file: string): Promise<FileHandle> {
	try {
		return await open(file, 'w', FILE_MODE)
	} catch (error) {
		throw new AppError('bad-input', `${file} cannot be written (${(error as NodeJS.ErrnoException).code})`, { cause: error })
	}
}
