import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { codeVersions } from '../../../src/knowledge/live/code-version.ts'

/** The versions of a small product. */
async function versionsOf({ triage = '1', knowledge = '1', natural = '8.1.1', yaml = '2.9.1' }) {
	const root = await mkdtemp(path.join(tmpdir(), 'know-code-'))
	const files = {
		'src/triage/train.ts': triage,
		'src/knowledge/read.ts': knowledge,
		'package.json': JSON.stringify({ dependencies: { natural, yaml } }),
	}
	for (const [file, content] of Object.entries(files)) {
		await mkdir(path.dirname(path.join(root, file)), { recursive: true })
		await writeFile(path.join(root, file), content)
	}
	const versions = await codeVersions(root)
	await rm(root, { recursive: true })
	return versions
}

test('the same code has the same versions', async () => {
	expect(await versionsOf({})).toEqual(await versionsOf({}))
})

test.each([
	{ change: { triage: '2' }, trains: true },
	{ change: { natural: '9.0.0' }, trains: true },
	{ change: { knowledge: '2' }, trains: false },
	{ change: { yaml: '3.0.0' }, trains: false },
])('$change is another way to read articles, and to train: $trains', async ({ change, trains }) => {
	const [before, after] = await Promise.all([versionsOf({}), versionsOf(change)])
	expect(after.reading).not.toBe(before.reading)
	expect(after.training !== before.training).toBe(trains)
})
