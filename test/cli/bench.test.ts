import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const ROOT = path.join(import.meta.dirname, '../..')

/** Runs the program behind `npm run bench -- ...`. */
function bench(...words: string[]): Promise<{ code: number; output: string; errors: string }> {
	const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: { bench: string } }
	const [program, ...fixed] = scripts.bench.split(' ')
	expect(program).toBe('node')
	return new Promise((resolve) => {
		execFile(process.execPath, [...fixed, ...words], { cwd: ROOT }, (error, output, errors) => {
			resolve({ code: Number(error?.code ?? 0), output, errors })
		})
	})
}

test('without a name the benches are listed, each with what it measures', async () => {
	const { code, output, errors } = await bench()
	expect({ code, errors }).toEqual({ code: 0, errors: '' })
	expect(output).toMatch(/npm run bench -- NAME/u)
	expect(output).toMatch(/^ {2}turn +\S.*echo bot/mu)
	expect(output).toMatch(/^ {2}store +\S.*lowdb/mu)
})

test.each(['trun', 'constructor', '../run', ''])(
	//
	'an unknown bench is refused by name with the list: "%s"',
	async (name) => {
		const { code, output, errors } = await bench(name)
		expect({ code, output }).toEqual({ code: 1, output: '' })
		expect(errors).toContain(`no bench called "${name}"`)
		expect(errors).toMatch(/^ {2}turn /mu)
	},
)

test('an option that cannot be meant is refused before anything is started', async () => {
	const refused = await bench('turn', '--rounds', 'many')
	expect(refused).toEqual({ code: 1, output: '', errors: '--rounds is a whole number from 1 to 200, not "many".\n' })
	expect((await bench('turn', '--round', '3')).code).toBe(1)
})
