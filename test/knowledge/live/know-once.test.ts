import { readdir } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { knowOnce } from '../../../src/knowledge/live/know-once.ts'
import { liveFolder } from './live-folder.ts'

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
