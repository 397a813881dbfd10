import { readFile } from 'node:fs/promises'
import path from 'node:path'

const FOLDER = path.join(import.meta.dirname, '../../manifest')

/** What an operator puts in place of each placeholder. */
export const SAMPLE_VALUES: Readonly<Record<string, string>> = {
	MicrosoftAppId: '5f1d2c30-8c1e-4f0a-9a53-0d6c2f4b7a11',
	PUBLIC_HOST: 'billing.contoso.example',
	PARTNER_NAME: 'Contoso Cloud Services',
	WEBSITE_URL: 'https://contoso.example',
	PRIVACY_URL: 'https://contoso.example/privacy',
	TERMS_OF_USE_URL: 'https://contoso.example/terms',
}

export const PLACEHOLDER = /\$\{\{(\w+)\}\}/gu

/** The bytes of a file of the package. */
export function packageFile(name: string): Promise<Buffer> {
	return readFile(path.join(FOLDER, name))
}

/** A file of the package as it is kept. */
export async function packageText(name: string): Promise<string> {
	return (await packageFile(name)).toString('utf8')
}

/** The manifest as an operator uploads it. Unknown placeholders stay. */
export async function filledManifest(): Promise<Record<string, unknown>> {
	const text = await packageText('manifest.json')
	return JSON.parse(text.replaceAll(PLACEHOLDER, (whole, name: string) => SAMPLE_VALUES[name] ?? whole))
}

/** What stands at a path such as `bots[0].commandLists[0].commands[1].title`. */
export function fieldAt(root: unknown, key: string): unknown {
	const steps = key.split(/[.[\]]+/u).filter((step) => step !== '')
	return steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], root)
}

/** Width and height of a PNG in pixels, and whether its pixels can be transparent. */
export function readPng(bytes: Buffer): { width: number; height: number; hasAlpha: boolean } {
	if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error('not a PNG')
	return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), hasAlpha: bytes[25] === 6 }
}
