import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import wabt from 'wabt'

const FOLDER = path.join(import.meta.dirname, '../../src/triage/classify')
export const COMPILED = path.join(FOLDER, 'kernels-code.ts')

/** The text of `kernels-code.ts`: the binary of `kernels.wat`, in base64. */
export async function compileKernels(): Promise<string> {
	const { parseWat } = await wabt()
	const parsed = parseWat('kernels.wat', readFileSync(path.join(FOLDER, 'kernels.wat'), 'utf8'), { simd: true })
	try {
		parsed.validate()
		const binary = Buffer.from(parsed.toBinary({}).buffer).toString('base64')
		return `/** The binary of \`kernels.wat\`, in base64; \`npm run kernels\` makes it, and a test compares the two. */\nexport const KERNELS_CODE =\n\t'${binary}'\n`
	} finally {
		parsed.destroy()
	}
}

if (process.argv[1] === import.meta.filename) writeFileSync(COMPILED, await compileKernels())
