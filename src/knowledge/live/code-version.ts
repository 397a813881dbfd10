import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

const SRC = path.join(import.meta.dirname, '../..')

/** Changes with every change to the code that trains, so that no kept model outlives it; and with the form of the kept bytes. */
export function trainingVersion(): Promise<string> {
	return versionOf([path.join(SRC, 'triage')])
}

/** The same for the code that reads articles and makes them findable, and for the libraries that it uses. */
export function readingVersion(): Promise<string> {
	return versionOf([path.join(SRC, 'triage'), path.join(SRC, 'knowledge'), path.join(SRC, '../package.json')])
}

async function versionOf(places: readonly string[]): Promise<string> {
	const hash = createHash('sha256').update(process.versions.v8)
	for (const files of await Promise.all(places.map(sourcesIn))) {
		for (const { name, source } of files) hash.update(`${name} ${source.length} `).update(source)
	}
	return hash.digest('hex')
}

async function sourcesIn(place: string): Promise<{ name: string; source: Buffer }[]> {
	if (place.endsWith('.json')) return [{ name: path.basename(place), source: await readFile(place) }]
	const names = (await readdir(place, { recursive: true })).filter((name) => /\.(?:ts|json)$/u.test(name)).sort()
	return Promise.all(names.map(async (name) => ({ name, source: await readFile(path.join(place, name)) })))
}
