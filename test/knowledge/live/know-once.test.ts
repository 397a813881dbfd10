import { readdir, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { knowOnce } from '../../../src/knowledge/live/know-once.ts'
import { articleText, liveFolder } from './live-folder.ts'

test('without a kept model a quick one answers, and nothing is kept', async () => {
	const { folder, cache, logger, said } = await liveFolder()
	const { triage, articles } = await knowOnce({ folder, cache, logger, effort: 'quick' })
	expect(triage.triage({ text: 'hello', locale: 'en' }).topic).toBe('greeting')
	expect(articles.article('currency', 'en')?.title).toBe('About currency')
	expect(said.map(({ details }) => details['model']).filter(Boolean)).toEqual(['quick'])
	await expect(readdir(cache)).rejects.toThrow(/ENOENT/u)
})

test('a model that a desk has trained, or an earlier full run, is used', async () => {
	const { folder, cache, logger, said, start, learnt } = await liveFolder()
	const models = () => said.map(({ details }) => details['model']).filter(Boolean)
	const live = await start()
	await vi.waitFor(() => expect(learnt()).toBe(1), { timeout: 60_000 })
	await live.close()
	await knowOnce({ folder, cache, logger, effort: 'quick' })
	await knowOnce({ folder, cache, logger, effort: 'full' })
	expect(models()).toEqual(['quick', 'full', 'kept', 'kept'])
})

test('a full model is trained at once, without a quick one that nobody would ask', async () => {
	const { folder, cache, logger, said } = await liveFolder()
	const { triage } = await knowOnce({ folder, cache, logger, effort: 'full' })
	expect(triage.triage({ text: 'hello', locale: 'en' }).topic).toBe('greeting')
	expect(said.map(({ details }) => details['model']).filter(Boolean)).toEqual(['full'])
})

test('articles that were read before are read again from what was kept, and a changed one from its file', async () => {
	const { folder, cache, logger } = await liveFolder()
	const know = () => knowOnce({ folder, cache, logger, effort: 'full' })
	const first = await know()
	const kept = (await readdir(cache)).sort()
	expect(kept.map((name) => path.extname(name)).sort()).toEqual(['.articles', '.model', '.search'])
	const second = await know()
	expect(second.articles.examples()).toEqual(first.articles.examples())
	expect((await readdir(cache)).sort()).toEqual(kept)
	await writeFile(path.join(folder, 'en/currency.md'), articleText('currency', 'Billed in euros only.'))
	const { articles } = await know()
	const currency = articles.article('currency', 'en')
	expect(currency?.body).toBe('Billed in euros only.')
	const found = articles.find({ text: 'euros only', language: 'en', audience: 'customer' })
	expect(found[0]).toMatchObject({ id: 'currency', passage: { text: 'Billed in euros only.' } })
})

test('what was kept and got damaged is made again', async () => {
	const { folder, cache, logger, said } = await liveFolder()
	const know = () => knowOnce({ folder, cache, logger, effort: 'full' })
	const { articles } = await know()
	for (const name of await readdir(cache)) await truncate(path.join(cache, name), 100)
	expect((await know()).articles.examples()).toEqual(articles.examples())
	expect(said.filter(({ level }) => level === 'warn')).toHaveLength(3)
})
