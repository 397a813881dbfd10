import { link, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeWhole } from '../../src/knowledge/write-whole.ts'

let folder = ''
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'know-write-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('several may write one file at once: one of them is there whole, and nothing else is', async () => {
	const file = path.join(folder, 'en', 'a.md')
	const texts = ['a', 'b', 'c'].map((letter) => letter.repeat(100_000))
	await Promise.all(texts.map((text) => writeWhole(file, text)))
	expect(texts).toContain(await readFile(file, 'utf8'))
	expect(await readdir(path.dirname(file))).toEqual(['a.md'])
})

test('what fails leaves nothing behind', async () => {
	await mkdir(path.join(folder, 'a.md', 'b'), { recursive: true })
	await expect(writeWhole(path.join(folder, 'a.md'), 'text')).rejects.toMatchObject({ syscall: 'rename' })
	expect(await readdir(folder)).toEqual(['a.md'])
})

test('with `link` nothing is written over', async () => {
	const file = path.join(folder, 'a.md')
	await writeWhole(file, 'first', link)
	await expect(writeWhole(file, 'second', link)).rejects.toMatchObject({ code: 'EEXIST' })
	expect(await readFile(file, 'utf8')).toBe('first')
	expect(await readdir(folder)).toEqual(['a.md'])
})
