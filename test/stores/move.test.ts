import { readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyData } from '../../src/stores/lowdb/data.ts'
import { copy } from '../../src/stores/move/copy.ts'
import { COLLECTIONS, lineOf } from '../../src/stores/move/entry.ts'
import { readExport } from '../../src/stores/move/read-export.ts'
import { openTarget } from '../../src/stores/open-entries.ts'
import { exportOf, move } from './contract-entries.ts'
import { fill, picture } from './contract-reopening.ts'
import { type LowdbPlace, lowdbPlace } from './lowdb-place.ts'

const logger = pino({ level: 'silent' })
const progress = () => undefined

/** An export as it was written before answers that are on their way were part of it. */
const BEFORE = `{"format":"loopdesk-export","version":1}
{"collection":"numbers","key":"ticket","value":1000}
{"collection":"references","key":"team","value":{"id":"x"}}
{"collection":"turns","key":"turn","value":1790856000000}
{"end":{"counts":{"keys":0,"numbers":1,"people":0,"references":1,"tickets":0,"events":0,"notices":0,"causes":0,"mails":0,\
"states":0,"questions":0,"turns":1,"chats":0,"activities":0,"erasures":0,"files":0},\
"hash":"0afd5d3191e8bff3072dbcb830aafefeec8cc9bb97b1a12cce8d5980f7fd5e07"}}
`

let from: LowdbPlace
let to: LowdbPlace
let file = ''
let whole = ''
beforeEach(async () => {
	;[from, to] = [await lowdbPlace(), await lowdbPlace()]
	const store = await from.open()
	await fill(store)
	await store.close()
	whole = await exportOf(from)
	file = path.join(from.folder, '..', `${path.basename(from.folder)}.jsonl`)
	await writeFile(file, whole)
})
afterEach(async () => {
	await Promise.all([from.remove(), to.remove(), rm(file)])
})

async function importFile(): Promise<void> {
	const source = await readExport({ file, progress })
	const target = await openTarget({ place: to.address, from: source.identity, logger })
	try {
		await copy({ source, target, progress })
	} finally {
		await target.close()
	}
}

/** What an import of this text is refused with. */
async function refusalOf(text: string): Promise<string> {
	await writeFile(file, text)
	const error = await importFile().catch((caught: unknown) => caught)
	expect(error).toMatchObject({ code: 'bad-input' })
	return (error as Error).message.replace(file, 'FILE')
}

describe('an export', () => {
	it('comes back as the same desk, and is written the same again', async () => {
		await importFile()
		expect(await exportOf(to)).toBe(whole)
		const [one, other] = [await from.open(), await to.open()]
		expect(await picture(other)).toEqual(await picture(one))
		await Promise.all([one.close(), other.close()])
	})

	it('is read as well where it was written before answers that are on their way were part of it', async () => {
		await writeFile(file, BEFORE)
		await importFile()
		expect(await exportOf(to)).toBe(BEFORE)
	})

	it('is refused wherever it is cut off, and nothing of it counts', async () => {
		const bytes = Buffer.from(whole)
		for (let length = 0; length < bytes.length; length += 1999) {
			expect(await refusalOf(bytes.toString('utf8', 0, length))).toMatch(/^FILE, line \d+: .*Nothing was imported$/u)
		}
		expect(await refusalOf(whole.slice(0, -1))).toContain('cut off')
		const store = await to.open()
		expect(await store.tickets.count({})).toBe(0)
		await store.close()
	})

	it('is refused with the line where it does not fit, in words that tell nothing of what stands there', async () => {
		const lines = whole.split('\n')
		const at = (start: string) => lines.findIndex((line) => line.startsWith(start))
		const changed = (index: number, change: (line: string) => string) =>
			lines.map((line, place) => (place === index ? change(line) : line)).join('\n')
		const ticket = at('{"collection":"tickets"')
		const cases: readonly (readonly [string, RegExp])[] = [
			[changed(0, () => '{"format":"loopdesk-export","version":2}'), /^FILE, line 1: version/u],
			[changed(0, () => '{"a":1}'), /^FILE, line 1: /u],
			[changed(ticket, (line) => line.replace('"state":"', '"state":"x')), /line \d+: value\.ticket\.state: Invalid option/u],
			[changed(ticket, (line) => line.replace('"sequence":', '"sequence":-')), /value\.ticket\.sequence: Too small/u],
			[changed(ticket, (line) => line.replace('"key":"BD-', '"key":"XX-')), /key: is not the key of this value/u],
			[changed(ticket, (line) => line.replace('tickets', 'tackets')), /collection: Invalid option/u],
			[changed(ticket, (line) => line.slice(0, -2)), /no JSON/u],
			[changed(ticket, (line) => `${line}\n${line}`), /there are 3 records of tickets and not 2/u],
			[
				changed(at('{"collection":"events"'), (line) => line.replace('Twice', 'Thrice').replace('line', 'lime')),
				/the hash is another one/u,
			],
			[changed(at('{"collection":"files"'), (line) => line.replace('"AQID"', '"?"')), /value\.bytes: Invalid base64/u],
			[
				changed(at('{"collection":"replies"'), (line) => line.replace('"begun":', '"begun":1,"b":')),
				/value\.begun: Invalid input/u,
			],
			[
				lines.filter((line) => !line.startsWith('{"collection":"replies"')).join('\n'),
				/there are 0 records of replies and not 3/u,
			],
			[changed(lines.length - 2, (line) => line.replace('"replies":3,', '')), /there are 3 records of replies and not 0/u],
			[`${whole}${whole}`, /something stands behind the last line/u],
			[[lines[0], ...lines.slice(1, -2).toReversed(), ...lines.slice(-2)].join('\n'), /stand behind/u],
			['', /line 1: the file is empty/u],
		]
		for (const [text, says] of cases) {
			const said = await refusalOf(text)
			expect(said).toMatch(says)
			expect(said).not.toMatch(/anna|twice|salut/iu)
		}
	})

	it('is refused where there is no file', async () => {
		for (const none of [path.join(file, 'none'), `${file}.none`, from.folder]) {
			await expect(readExport({ file: none, progress })).rejects.toMatchObject({ code: 'bad-input' })
		}
	})
})

describe('a copy into a folder', () => {
	it('goes on after its file was torn at any place', async () => {
		const wanted = whole
		for (const share of [0, 0.3, 0.99, 1]) {
			const target = await lowdbPlace()
			await expect(
				move(from, target, (inner) => ({ ...inner, finish: () => Promise.reject(new Error('pulled the plug')) })),
			).rejects.toThrow('pulled the plug')
			const growing = path.join(target.folder, 'incoming', 'journal-1.jsonl')
			await truncate(growing, Math.floor((await readFile(growing)).length * share))
			await move(from, target)
			expect(await exportOf(target)).toBe(wanted)
			await target.remove()
		}
	})

	it('does not count where what was kept is not what was brought', async () => {
		const forgetful = move(from, to, (target) => ({
			...target,
			put: (entries) => {
				const kept = entries.filter(({ collection }) => collection !== 'notices')
				return target.put(kept, kept.map(lineOf))
			},
		}))
		await expect(forgetful).rejects.toMatchObject({
			code: 'damaged',
			message: expect.stringContaining('notices: 0 instead of 2'),
		})
		await expect(to.open()).rejects.toMatchObject({ reason: 'store-half-copied' })
		await move(from, to)
		expect(await exportOf(to)).toBe(whole)
	})

	it('takes every collection of the store', () => {
		const { values, lists } = emptyData()
		const moved = new Set<string>(COLLECTIONS)
		const names = [...Object.keys(values), ...Object.keys(lists)]
		// What is handled stands with the activities.
		expect(names.filter((name) => !moved.has(name))).toEqual(['handled'])
	})

	it('keeps the token key and the files readable for the desk alone', async () => {
		await writeFile(path.join(from.folder, 'token-key'), Buffer.alloc(32, 7))
		await move(from, to)
		expect(await readFile(path.join(to.folder, 'token-key'))).toEqual(Buffer.alloc(32, 7))
		for (const name of ['token-key', 'snapshot.jsonl', 'journal-2.jsonl', 'files/f']) {
			expect((await stat(path.join(to.folder, name))).mode & 0o077).toBe(0)
		}
	})
})
