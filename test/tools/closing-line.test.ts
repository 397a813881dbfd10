import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Runs vitest on `files` with our reporter; the folder lies inside the repository, where `vitest` itself is found. */
async function closingLineOf(files: Readonly<Record<string, string>>): Promise<string | undefined> {
	await mkdir(join(ROOT, '.cache'), { recursive: true })
	const folder = await mkdtemp(join(ROOT, '.cache/closing-line-'))
	try {
		for (const [name, text] of Object.entries(files))
			await writeFile(join(folder, name), `import { test } from 'vitest'\n${text}`)
		return (await vitest(folder)).trimEnd().split('\n').at(-1)
	} finally {
		await rm(folder, { recursive: true, force: true })
	}
}

function vitest(folder: string): Promise<string> {
	const program = join(ROOT, 'node_modules/vitest/vitest.mjs')
	const reporters = ['--reporter=default', `--reporter=${join(ROOT, 'test/tools/closing-line.ts')}`]
	return new Promise((resolve) => {
		execFile(process.execPath, [program, 'run', '--root', folder, ...reporters], (_error, stdout) => resolve(stdout))
	})
}

test('the last line of a run counts what passed and what failed, and a file that cannot be loaded as failed', async () => {
	const line = await closingLineOf({
		'one.test.ts': `test('a', () => {})\ntest('b', () => {})\ntest('c', () => { throw new Error('no') })\ntest.skip('d', () => {})\n`,
		'two.test.ts': `throw new Error('cannot be loaded')\n`,
	})
	expect(line).toBe('2 passed, 2 failed')
})
