import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keptTokenKey, tokenKey } from '../../../src/stores/files/token-key.ts'

const NOBODY = 65_534

let folder = ''
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'key-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Root may read everything: it becomes somebody else for a moment. */
async function withoutRights<T>(act: () => Promise<T>): Promise<T> {
	if (process.geteuid?.() !== 0) return act()
	process.seteuid?.(NOBODY)
	try {
		return await act()
	} finally {
		process.seteuid?.(0)
	}
}

it('is made once and stays the same', async () => {
	expect(await keptTokenKey(folder)).toBeUndefined()
	const key = await tokenKey('', folder)
	expect(Buffer.from(key)).toHaveLength(32)
	expect(Buffer.from(await tokenKey('', folder))).toEqual(Buffer.from(key))
})

it('that may not be read stops the start and says what to do, and stays as it was', async () => {
	const file = path.join(folder, 'token-key')
	await writeFile(file, Buffer.alloc(32, 7))
	if (process.geteuid?.() === 0) {
		await chmod(folder, 0o777)
		await chown(file, NOBODY, NOBODY)
	}
	await chmod(file, 0o200)
	const refusal = await withoutRights(() => tokenKey('', folder).catch((error: unknown) => error))
	expect(refusal).toMatchObject({
		code: 'misconfigured',
		message: expect.stringMatching(/token-key cannot be read.*TOKEN_SECRET/u),
	})
	await chmod(file, 0o600)
	expect(await readFile(file)).toEqual(Buffer.alloc(32, 7))
})

it('that is no file stops the start and a copy of the desk alike, where no secret is configured', async () => {
	await mkdir(path.join(folder, 'token-key'))
	await expect(tokenKey('', folder)).rejects.toMatchObject({ code: 'misconfigured' })
	await expect(keptTokenKey(folder)).rejects.toMatchObject({ code: 'misconfigured' })
	expect(Buffer.from(await tokenKey('a secret', folder)).toString()).toBe('a secret')
})
