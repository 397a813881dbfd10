import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { type ImportReport, type ImportRequest, importFolder } from '../../../src/knowledge/import/import-folder.ts'

export type Files = Readonly<Record<string, string | Uint8Array>>

/** Long enough to be worth importing, in French. */
export const FRENCH = `Les factures de vos clients se trouvent dans l'espace de facturation, où chaque ligne porte la période, la quantité et
le prix de l'abonnement. Vous pouvez les télécharger pour les comparer avec votre propre fichier avant de les envoyer.`
export const ENGLISH = `The invoices of your customers are in the billing workspace, where every line carries the period, the quantity and
the price of the subscription. You can download them to compare them with your own file before you send them on.`

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

/** A folder of its own that goes away with the test file. */
export async function newFolder(files: Files = {}, name = 'docs'): Promise<string> {
	const parent = await mkdtemp(path.join(tmpdir(), 'know-'))
	folders.push(parent)
	const folder = path.join(parent, name)
	await mkdir(folder)
	for (const [file, content] of Object.entries(files)) {
		await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
		await writeFile(path.join(folder, file), content)
	}
	return folder
}

/** Imports the files into a new knowledge folder. */
export async function importFiles(files: Files, change: Partial<ImportRequest> = {}): Promise<ImportReport & { to: string }> {
	const folder = change.folder ?? (await newFolder(files))
	const to = change.to ?? (await newFolder({}, 'knowledge'))
	const report = await importFolder({ audience: ['staff'], dryRun: false, ...change, folder, to })
	return { ...report, to }
}

/** What one document becomes, without its front matter. */
export async function importText(text: string, change: Partial<ImportRequest> & { files?: Files } = {}): Promise<string> {
	const { files = {}, ...request } = change
	const { to, imported, skips } = await importFiles({ 'page.md': text, ...files }, request)
	const article = imported.find(({ file }) => file === 'page.md')?.article
	if (article === undefined) throw new Error(`page.md was not imported: ${JSON.stringify(skips)}`)
	return (await readFile(path.join(to, article), 'utf8')).replace(/^---\n[\s\S]*?\n---\n/u, '').trim()
}
