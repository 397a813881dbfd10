import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const UNPACK = fileURLToPath(new URL('unpack-chromium.ts', import.meta.url))
const run = promisify(execFile)

/** Not the package's own arguments: those (single process, no web security) are for cloud functions and make pages misbehave. */
const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--headless=shell',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
]

/**
 * A real browser without installing one: the one that `CHROME_PATH` names, or the Chromium out of `@sparticuz/chromium` (Linux,
 * x64) with its own libraries and font. The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
	const named = process.env['CHROME_PATH']
	if (named) return chromium.launch({ executablePath: named, args: ARGUMENTS })
	const folder = await unpackedChromium()
	const env = { ...process.env, LD_LIBRARY_PATH: `${folder}/al2023/lib`, FONTCONFIG_FILE: `${folder}/fonts.conf` }
	return chromium.launch({ executablePath: `${folder}/chromium`, args: ARGUMENTS, env })
}

/** Unpacks beside the final place and renames: of several test files that start at once, the first one to finish wins. */
async function unpackedChromium(): Promise<string> {
	if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('Set CHROME_PATH to a Chrome or Chromium.')
	const folder = `${ROOT}.cache/chromium-${bundledVersion()}`
	if (existsSync(folder)) return folder
	await mkdir(`${ROOT}.cache`, { recursive: true })
	const draft = await mkdtemp(`${folder}-draft-`)
	try {
		await run(process.execPath, [UNPACK, folder], { env: { ...process.env, TMPDIR: draft } })
		await rename(draft, folder)
	} catch (error) {
		if (!existsSync(folder)) throw error
	} finally {
		await rm(draft, { recursive: true, force: true })
	}
	return folder
}

function bundledVersion(): string {
	const manifest: { version: string } = JSON.parse(readFileSync(`${ROOT}node_modules/@sparticuz/chromium/package.json`, 'utf8'))
	return manifest.version
}
