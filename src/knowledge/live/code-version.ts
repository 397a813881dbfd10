import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

const TRIAGE = path.join(import.meta.dirname, '../../triage')

/** Changes with every change to the code that trains, so that no kept model outlives it; and with the form of the kept bytes. */
export async function codeVersion(): Promise<string> {
	const names = (await readdir(TRIAGE, { recursive: true })).filter((name) => /\.(?:ts|json)$/u.test(name)).sort()
	const sources = await Promise.all(names.map((name) => readFile(path.join(TRIAGE, name))))
	const hash = createHash('sha256').update(process.versions.v8)
	for (const [index, source] of sources.entries()) hash.update(`${names[index]} ${source.length} `).update(source)
	return hash.digest('hex')
}
