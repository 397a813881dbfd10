import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What knip says about a small repository with our own knip settings, compiler and dependencies. */
async function unused(files: Readonly<Record<string, string>>): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'loopdesk-knip-'))
	try {
		const { knip } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
		await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
		await writeFile(
			join(folder, 'package.json'),
			JSON.stringify({ name: 'seed', type: 'module', dependencies: { zod: '4' }, knip }),
		)
		await mkdir(join(folder, 'src'))
		for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'src', name), text)
		return await report(folder)
	} finally {
		await rm(folder, { recursive: true, force: true })
	}
}

function report(cwd: string): Promise<string> {
	const program = join(ROOT, 'node_modules/knip/bin/knip.js')
	return new Promise((resolve) => {
		execFile(process.execPath, [program, '--no-config-hints', '--reporter=compact'], { cwd }, (_error, stdout, stderr) => {
			resolve(stdout + stderr)
		})
	})
}

test('an export that nobody imports, a file that nobody loads and a package that nobody uses are reported', async () => {
	const said = await unused({
		'main.ts': `import { used } from './part.ts'\nused()\n`,
		'part.ts': `export function used(): void {}\nexport function forgotten(): void {}\nexport type Stale = { a: 1 }\n`,
		'island.ts': `export const alone = 1\n`,
	})
	for (const name of ['src/part.ts: forgotten', 'src/part.ts: Stale', 'src/island.ts', 'zod']) expect(said).toContain(name)
})

test('a repository where everything is used is clean', async () => {
	expect(await unused({ 'main.ts': `import { z } from 'zod'\nz.string()\n` })).toBe('')
})
