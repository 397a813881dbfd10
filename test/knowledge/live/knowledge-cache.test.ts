import { chmod, readdir, symlink, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createKnowledgeCache } from '../../../src/knowledge/live/knowledge-cache.ts'
import { liveFolder } from './live-folder.ts'

test('what is kept is given back byte by byte, and nothing else is', async () => {
	const { cache: folder, logger, said } = await liveFolder()
	const cache = createKnowledgeCache({ folder, logger })
	expect(await cache.get('model', 'a')).toBeUndefined()
	await cache.put('model', 'a', new Uint8Array([0, 255, 7]))
	expect([...((await cache.get('model', 'a')) ?? [])]).toEqual([0, 255, 7])
	expect(said).toEqual([])
})

test('a model of which the end is missing is not given back', async () => {
	const { cache: folder, logger, said } = await liveFolder()
	const cache = createKnowledgeCache({ folder, logger })
	await cache.put('model', 'a', new Uint8Array(1000))
	await writeFile(path.join(folder, 'a.model'), new Uint8Array(500))
	expect(await cache.get('model', 'a')).toBeUndefined()
	expect(said).toMatchObject([{ level: 'warn' }])
})

test('the oldest of a kind and the remains of an interrupted write are removed', async () => {
	const { cache: folder, logger } = await liveFolder()
	const cache = createKnowledgeCache({ folder, logger })
	for (const [age, key] of ['e', 'd', 'c', 'b', 'a'].entries()) {
		await cache.put('model', key, new Uint8Array([age]))
		const used = new Date(Date.now() - (10 - age) * 60_000)
		await utimes(path.join(folder, `${key}.model`), used, used)
	}
	await cache.put('search', 'old', new Uint8Array([1]))
	const longAgo = new Date(Date.now() - 86_400_000)
	await writeFile(path.join(folder, '.z-1.part'), 'half')
	await utimes(path.join(folder, '.z-1.part'), longAgo, longAgo)
	await writeFile(path.join(folder, 'former.bin'), 'a model of an earlier version')
	await cache.get('model', 'e')
	await cache.put('model', 'f', new Uint8Array([9]))
	expect((await readdir(folder)).sort()).toEqual(['a.model', 'b.model', 'c.model', 'f.model', 'old.search'])
})

test('a half written file that its writer has just named is no reason to warn', async () => {
	const { cache: folder, logger, said } = await liveFolder()
	const cache = createKnowledgeCache({ folder, logger })
	await cache.put('model', 'a', new Uint8Array([1]))
	// It stands in the list, and looking at it finds nothing.
	await symlink('gone', path.join(folder, '.b.part'))
	await cache.put('model', 'b', new Uint8Array([2]))
	expect([...((await cache.get('model', 'b')) ?? [])]).toEqual([2])
	expect(said).toEqual([])
})

// Only root can become somebody who may read the files and does not own them.
test.skipIf(process.getuid?.() !== 0)('what is kept is given back from a folder that belongs to somebody else', async () => {
	const { cache: folder, logger, said } = await liveFolder()
	const cache = createKnowledgeCache({ folder, logger })
	await cache.put('model', 'a', new Uint8Array([7]))
	await chmod(path.join(folder, '../..'), 0o755)
	process.seteuid?.(65_534)
	const kept = await cache.get('model', 'a').finally(() => process.seteuid?.(0))
	expect([...(kept ?? [])]).toEqual([7])
	expect(said).toEqual([])
})
