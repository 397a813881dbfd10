import { readdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createModelCache } from '../../../src/knowledge/live/model-cache.ts'
import { liveFolder } from './live-folder.ts'

test('what is kept is given back byte by byte, and nothing else is', async () => {
	const { cache: folder, logger, said } = await liveFolder()
	const cache = createModelCache({ folder, logger })
	expect(await cache.get('a')).toBeUndefined()
	await cache.put('a', new Uint8Array([0, 255, 7]))
	expect([...((await cache.get('a')) ?? [])]).toEqual([0, 255, 7])
	expect(said).toEqual([])
})

test('a model of which the end is missing is not given back', async () => {
	const { cache: folder, logger, said } = await liveFolder()
	const cache = createModelCache({ folder, logger })
	await cache.put('a', new Uint8Array(1000))
	await writeFile(path.join(folder, 'a.bin'), new Uint8Array(500))
	expect(await cache.get('a')).toBeUndefined()
	expect(said).toMatchObject([{ level: 'warn' }])
})

test('the oldest models and the remains of an interrupted write are removed', async () => {
	const { cache: folder, logger } = await liveFolder()
	const cache = createModelCache({ folder, logger })
	for (const [age, key] of ['e', 'd', 'c', 'b', 'a'].entries()) {
		await cache.put(key, new Uint8Array([age]))
		const used = new Date(Date.now() - (10 - age) * 60_000)
		await utimes(path.join(folder, `${key}.bin`), used, used)
	}
	const longAgo = new Date(Date.now() - 86_400_000)
	await writeFile(path.join(folder, '.z-1.part'), 'half')
	await utimes(path.join(folder, '.z-1.part'), longAgo, longAgo)
	await cache.get('e')
	await cache.put('f', new Uint8Array([9]))
	expect((await readdir(folder)).sort()).toEqual(['a.bin', 'b.bin', 'c.bin', 'f.bin'])
})
