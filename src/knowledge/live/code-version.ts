import { createHash, type Hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

const SRC = path.join(import.meta.dirname, '../..')

/** They change with the code, so that nothing that is kept outlives the code that has made it; and with the form of the kept bytes. */
export type CodeVersions = {
	/** Of what trains the classifier. */
	readonly training: string
	/** Of what reads articles and makes them findable, with the libraries that it uses. */
	readonly reading: string
}

export async function codeVersions(): Promise<CodeVersions> {
	const [triage = [], ...others] = await Promise.all(['triage', 'knowledge', '../package.json'].map(sourcesIn))
	const hash = createHash('sha256').update(process.versions.v8)
	feed(hash, triage)
	const training = hash.copy().digest('hex')
	feed(hash, others.flat())
	return { training, reading: hash.digest('hex') }
}

type Source = { readonly name: string; readonly bytes: Buffer }

function feed(hash: Hash, sources: readonly Source[]): void {
	for (const { name, bytes } of sources) hash.update(`${name} ${bytes.length} `).update(bytes)
}

async function sourcesIn(place: string): Promise<Source[]> {
	const root = path.join(SRC, place)
	if (place.endsWith('.json')) return [{ name: place, bytes: await readFile(root) }]
	const names = (await readdir(root, { recursive: true })).filter((name) => /\.(?:ts|json)$/u.test(name)).sort()
	return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(path.join(root, name)) })))
}
