import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * Writes a file whole or not at all, its folder with it: whoever reads the folder must never find half a file. The temporary name is
 * hidden, and this call's alone, as two may write at once.
 * @param put gives the file its name: `rename` in the place of the one before, `link` (EEXIST) never over another.
 */
export async function writeWhole(file: string, content: string | Uint8Array, put: typeof rename = rename): Promise<void> {
	const folder = path.dirname(file)
	const temporary = path.join(folder, `.${path.basename(file)}.${randomUUID()}.part`)
	await mkdir(folder, { recursive: true })
	try {
		await writeFile(temporary, content, { flush: true })
		await put(temporary, file)
	} finally {
		await rm(temporary, { force: true })
	}
}
