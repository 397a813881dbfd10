import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { serialize } from 'node:v8'
import { describe, expect, test, vi } from 'vitest'
import { createKnowledgeCache } from '../../../src/knowledge/live/knowledge-cache.ts'
import { articleText, liveFolder } from './live-folder.ts'

const SOON = { timeout: 60_000, interval: 20 }

describe('saving an article', () => {
	test('changes the answer of the running desk', async () => {
		const { start, file } = await liveFolder()
		const { articles } = await start()
		await writeFile(file('currency'), articleText('currency', 'We bill in euros.'))
		await vi.waitFor(() => expect(articles.article('currency', 'en')?.body).toBe('We bill in euros.'), SOON)
	})

	test('of a new topic teaches the classifier, while the desk answers all the time', async () => {
		const { start, file, learnt } = await liveFolder()
		const { triage, articles } = await start()
		await vi.waitFor(() => expect(learnt()).toBe(1), SOON)
		const questions = ['my parking badge is broken', 'parking fee for visitors', 'where can I park', 'parking place for my car']
		await writeFile(file('parking'), articleText('parking', 'Park behind the house.', questions))
		await vi.waitFor(() => {
			expect(triage.triage({ text: 'hello', locale: 'en' }).topic).toBe('greeting')
			expect(triage.triage({ text: 'my parking badge', locale: 'en' })).toMatchObject({
				topic: 'parking',
				articles: [{ id: 'parking' }],
			})
		}, SOON)
		expect(articles.topics().has('parking')).toBe(true)
	})

	test('is noticed without any sign from the file system too', async () => {
		const { start, file } = await liveFolder()
		const { articles } = await start({ settleMs: 600_000, pollMs: 50 })
		await writeFile(file('currency'), articleText('currency', 'Found by looking.'))
		await vi.waitFor(() => expect(articles.article('currency', 'en')?.body).toBe('Found by looking.'), SOON)
	})

	test('as editors do it, by a second file and a rename, or into a new folder, works alike', async () => {
		const { start, file, folder, said } = await liveFolder()
		const { articles } = await start()
		await writeFile(path.join(folder, 'en', '.currency.md.swp'), 'half')
		await writeFile(`${file('currency')}~`, 'half')
		await writeFile(path.join(folder, 'en', 'currency.md.tmp'), articleText('currency', 'Renamed.'))
		await rename(path.join(folder, 'en', 'currency.md.tmp'), file('currency'))
		await mkdir(path.join(folder, 'fr', 'imported'))
		await writeFile(path.join(folder, 'fr', 'imported', 'parking.md'), articleText('parking', 'Derrière.'))
		await vi.waitFor(() => {
			expect(articles.article('currency', 'en')?.body).toBe('Renamed.')
			expect(articles.article('parking', 'fr')?.body).toBe('Derrière.')
		}, SOON)
		expect(said.filter(({ level }) => level === 'error')).toEqual([])
	})

	test('several times in a row trains once', async () => {
		const { start, file, learnt } = await liveFolder()
		const { articles } = await start({ settleMs: 200 })
		await vi.waitFor(() => expect(learnt()).toBe(1), SOON)
		for (let round = 1; round <= 5; round += 1) await writeFile(file('currency'), articleText('currency', `Version ${round}.`))
		await vi.waitFor(() => expect(learnt()).toBe(2), SOON)
		expect(articles.article('currency', 'en')?.body).toBe('Version 5.')
		await writeFile(file('tax-vat'), articleText('tax-vat', 'Another.'))
		await vi.waitFor(() => expect(learnt()).toBe(3), SOON)
	})
})

describe('the rest of a desk that has just started without a model', () => {
	test('goes on when an article is saved', async () => {
		const { start, file, learnt } = await liveFolder()
		const { articles } = await start({ restMs: 600_000 })
		await writeFile(file('currency'), articleText('currency', 'Saved.'))
		await vi.waitFor(() => expect(articles.article('currency', 'en')?.body).toBe('Saved.'), SOON)
		await delay(1500)
		expect(learnt()).toBe(0)
	})

	test('ends at its time all the same', async () => {
		const { start, file, learnt, said } = await liveFolder()
		const started = performance.now()
		const { articles } = await start({ restMs: 2500 })
		await writeFile(file('currency'), articleText('currency', 'Saved.'))
		await vi.waitFor(() => expect(articles.article('currency', 'en')?.body).toBe('Saved.'), SOON)
		expect(learnt()).toBe(0)
		await vi.waitFor(() => expect(learnt()).toBe(1), SOON)
		expect(performance.now() - started).toBeGreaterThan(2500)
		expect(said.filter(({ details }) => details['model'] === 'quick')).toHaveLength(1)
	})
})

describe('a broken article', () => {
	test('is reported with file and field, and its last good version stays until it is mended', async () => {
		const { start, file, said } = await liveFolder()
		const { articles } = await start()
		await writeFile(file('currency'), articleText('currency', 'Broken.').replace('title:', 'titel:'))
		await vi.waitFor(() => expect(said.some(({ level }) => level === 'error')).toBe(true), SOON)
		const [error] = said.filter(({ level }) => level === 'error')
		expect(error?.details).toMatchObject({ file: 'en/currency.md', problem: expect.stringContaining('title') })
		expect(articles.article('currency', 'en')?.body).toBe('The answer about currency.')
		await writeFile(file('currency'), articleText('currency', 'Mended.'))
		await vi.waitFor(() => expect(articles.article('currency', 'en')?.body).toBe('Mended.'), SOON)
	})

	test('is also one that is saved as Latin-1 or UTF-16', async () => {
		const { start, file, said } = await liveFolder()
		const { articles } = await start()
		const errors = () => said.filter(({ level }) => level === 'error').map(({ details }) => details)
		for (const [index, encoding] of (['latin1', 'utf16le'] as const).entries()) {
			await writeFile(file('currency'), Buffer.from(articleText('currency', 'Payé à Orléans.'), encoding))
			await vi.waitFor(() => expect(errors()).toHaveLength(index + 1), SOON)
			expect(articles.article('currency', 'en')?.body).toBe('The answer about currency.')
		}
		expect(errors()[0]).toMatchObject({ file: 'en/currency.md', problem: expect.stringContaining('is not UTF-8') })
		await writeFile(file('currency'), articleText('currency', 'Payé à Orléans.'))
		await vi.waitFor(() => expect(articles.article('currency', 'en')?.body).toBe('Payé à Orléans.'), SOON)
	})

	test('at the start is left out, and the desk starts with the others', async () => {
		const { start, file, said } = await liveFolder()
		await writeFile(file('currency'), 'no front matter')
		const { articles } = await start()
		expect(articles.article('currency', 'en')).toBeUndefined()
		expect(articles.article('tax-vat', 'en')).toBeDefined()
		expect(said).toContainEqual(
			expect.objectContaining({ level: 'error', details: expect.objectContaining({ file: 'en/currency.md' }) }),
		)
	})

	test('with the id of another file is left out', async () => {
		const { start, folder, said } = await liveFolder()
		const { articles } = await start()
		await mkdir(path.join(folder, 'en', 'old'))
		await writeFile(path.join(folder, 'en', 'old', 'currency.md'), articleText('currency', 'Twice.'))
		await vi.waitFor(() => expect(said.some(({ level }) => level === 'error')).toBe(true), SOON)
		expect(articles.article('currency', 'en')?.body).toBe('The answer about currency.')
	})
})

describe('deleting', () => {
	test('an article makes the desk forget it', async () => {
		const { start, file } = await liveFolder()
		const { articles } = await start()
		await rm(file('currency'))
		await vi.waitFor(() => expect(articles.article('currency', 'en')).toBeUndefined(), SOON)
	})

	test('all of them is taken for an accident: the desk keeps what it knew', async () => {
		const { start, folder, said } = await liveFolder()
		const { articles } = await start()
		for (const language of ['en', 'fr']) await rm(path.join(folder, language), { recursive: true })
		await vi.waitFor(() => expect(said.some(({ message }) => message.includes('could not be read'))).toBe(true), SOON)
		expect(articles.article('currency', 'en')).toBeDefined()
	})

	test('all of them is told once, and once more when it happens again', async () => {
		const { start, file, folder, said } = await liveFolder()
		const { articles } = await start({ settleMs: 20, pollMs: 20 })
		const told = () => said.filter(({ message }) => message.includes('could not be read')).length
		for (let times = 1; times <= 2; times += 1) {
			for (const language of ['en', 'fr']) await rm(path.join(folder, language), { recursive: true, force: true })
			await vi.waitFor(() => expect(told()).toBe(times), SOON)
			await delay(300)
			expect(told()).toBe(times)
			await mkdir(path.join(folder, 'en'))
			await writeFile(file('currency'), articleText('currency', `Back ${times}.`))
			await vi.waitFor(() => expect(articles.article('currency', 'en')?.body).toBe(`Back ${times}.`), SOON)
		}
	})

	test('a folder without articles does not start', async () => {
		const { start, folder } = await liveFolder()
		for (const language of ['en', 'fr']) await rm(path.join(folder, language), { recursive: true })
		await expect(start()).rejects.toThrow(/no articles/u)
	})
})

describe('kept models', () => {
	test('are used by the next start, which trains nothing', async () => {
		const { start, learnt, cache } = await liveFolder()
		const first = await start()
		await vi.waitFor(() => expect(learnt()).toBe(1), SOON)
		await first.close()
		const kept = await readdir(cache)
		const named = (kind: string) => expect.stringMatching(new RegExp(`^[0-9a-f]{32}\\.${kind}$`, 'u'))
		expect(kept.toSorted(byKind)).toEqual([named('articles'), named('model'), named('search')])
		const { triage } = await start()
		expect(triage.triage({ text: 'hello', locale: 'en' }).topic).toBe('greeting')
		expect(learnt()).toBe(1)
		expect(await readdir(cache)).toEqual(kept)
	})

	test('that are damaged are ignored, with a line in the log, and trained again', async () => {
		const { start, learnt, cache, said } = await liveFolder()
		const first = await start()
		await vi.waitFor(() => expect(learnt()).toBe(1), SOON)
		await first.close()
		for (const kept of await readdir(cache)) await writeFile(path.join(cache, kept), 'damaged')
		const { triage } = await start()
		expect(triage.triage({ text: 'hello', locale: 'en' }).topic).toBe('greeting')
		expect(said.some(({ level, message }) => level === 'warn' && message.includes('damaged'))).toBe(true)
		await vi.waitFor(() => expect(learnt()).toBe(2), SOON)
	})

	test('whose digest is right and whose content is not keep the desk from starting, with a line in the log', async () => {
		const { start, learnt, cache, said, logger } = await liveFolder()
		const first = await start()
		await vi.waitFor(() => expect(learnt()).toBe(1), SOON)
		await first.close()
		const [search = ''] = (await readdir(cache)).filter((name) => name.endsWith('.search'))
		const senseless = serialize({ en: { articles: {}, passages: {} }, fr: { articles: {}, passages: {} } })
		await createKnowledgeCache({ folder: cache, logger }).put('search', search.replace('.search', ''), senseless)
		await expect(start()).rejects.toThrow('without a model')
		expect(said.some(({ level, message }) => level === 'error' && message.includes('cannot be used'))).toBe(true)
	})

	test('that cannot be written keep nobody from answering', async () => {
		const { start, cache, learnt, said } = await liveFolder()
		await mkdir(path.dirname(cache), { recursive: true })
		await writeFile(cache, 'a file in the place of the folder')
		const { triage } = await start()
		await vi.waitFor(() => expect(learnt()).toBe(1), SOON)
		expect(triage.triage({ text: 'hello', locale: 'en' }).topic).toBe('greeting')
		expect(said.some(({ message }) => message.includes('could not be kept'))).toBe(true)
	})
})

function byKind(one: string, other: string): number {
	return path.extname(one).localeCompare(path.extname(other))
}
