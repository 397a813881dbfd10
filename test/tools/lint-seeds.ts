import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** One complaint of the linter: the file as it was seeded, the rule's name, and the help that it prints. */
export type Complaint = { readonly file: string; readonly rule: string; readonly help: string }

type Report = { readonly diagnostics: readonly { filename: string; code: string; message: string; help?: string }[] }

/** Lints `files` (path to text) in an otherwise empty repository that has our configuration. */
export async function lintSeeds(files: Readonly<Record<string, string>>): Promise<Complaint[]> {
	const folder = await mkdtemp(join(tmpdir(), 'loopdesk-lint-'))
	try {
		await copyFile(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
		await writeFile(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "module": "nodenext", "types": [] } }')
		for (const [path, text] of Object.entries(files)) {
			await mkdir(dirname(join(folder, path)), { recursive: true })
			await writeFile(join(folder, path), text)
		}
		const report: Report = JSON.parse(await oxlint(folder))
		return report.diagnostics.map(({ filename, code, help = '' }) => ({ file: filename, rule: code, help }))
	} finally {
		await rm(folder, { recursive: true, force: true })
	}
}

/** A failing lint is an answer here; only a report that is not JSON is an error. */
function oxlint(cwd: string): Promise<string> {
	const program = join(ROOT, 'node_modules/oxlint/bin/oxlint')
	return new Promise((resolve) => {
		execFile(process.execPath, [program, '--format=json'], { cwd, maxBuffer: 2 ** 26 }, (_error, stdout, stderr) => {
			resolve(stdout || stderr)
		})
	})
}
