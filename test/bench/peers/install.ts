import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

const FOLDER = import.meta.dirname

/** Loads a package of the bench's own package.json, not of the product's; installs them when they are not there yet. */
export async function loadPeer(name: string): Promise<unknown> {
	await installPeers(name)
	return createRequire(path.join(FOLDER, 'package.json'))(name)
}

let installing: Promise<void> | undefined

function installPeers(name: string): Promise<void> {
	installing ??= existsSync(path.join(FOLDER, 'node_modules', name)) ? Promise.resolve() : install()
	return installing
}

async function install(): Promise<void> {
	process.stderr.write('Installing what the bench compares with (once, about 120 MB): npm ci --prefix test/bench/peers\n')
	try {
		await promisify(execFile)('npm', ['ci', '--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund'])
	} catch (cause) {
		throw new Error('The peers of the bench could not be installed. Try: npm ci --prefix test/bench/peers', { cause })
	}
}
