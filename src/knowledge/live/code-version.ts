import { createHash, type Hash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const ROOT = path.join(import.meta.dirname, '../../..')
/** The stems of words come from this library: another version of it may give others, and a model knows stems only. */
const packageSchema = z.object({ dependencies: z.object({ natural: z.string() }) })

/** They change with the code, so that nothing that is kept outlives the code that has made it; and with the form of the kept bytes. */
export type CodeVersions = {
	/** Of what trains the classifier, with the library that it uses. */
	readonly training: string
	/** Of what reads articles and makes them findable, with the libraries that it uses. */
	readonly reading: string
}

/** @param root the folder of the product. */
export async function codeVersions(root = ROOT): Promise<CodeVersions> {
	const [triage, knowledge] = await Promise.all(['triage', 'knowledge'].map((room) => sourcesIn(path.join(root, 'src', room))))
	const bytes = await readFile(path.join(root, 'package.json'))
	const { dependencies } = packageSchema.parse(JSON.parse(bytes.toString()))
	const hash = createHash('sha256').update(`${process.versions.v8} ${dependencies.natural} `)
	feed(hash, triage ?? [])
	const training = hash.copy().digest('hex')
	feed(hash, [...(knowledge ?? []), { name: 'package.json', bytes }])
	return { training, reading: hash.digest('hex') }
}

type Source = { readonly name: string; readonly bytes: Buffer }

function feed(hash: Hash, sources: readonly Source[]): void {
	for (const { name, bytes } of sources) hash.update(`${name} ${bytes.length} `).update(bytes)
}

async function sourcesIn(room: string): Promise<Source[]> {
	const names = (await readdir(room, { recursive: true })).filter((name) => /\.(?:ts|json)$/u.test(name)).sort()
	return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(path.join(room, name)) })))
}
