import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { judgeRejection } from '../../src/cli/evaluate/judge-rejection.ts'
import { confusedPairs, qualityOf } from '../../src/cli/evaluate/judge.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'evaluate-'))
afterAll(() => rm(folder, { recursive: true }))

const colours = ['red', 'green', 'blue']
const lines = Array.from({ length: 24 }, (_, index) => {
	const label = colours[index % 3] ?? ''
	return JSON.stringify({ text: `the ${label} one, number ${'abcdefgh'.charAt(index / 3)}`, label })
})
const examples = path.join(folder, 'examples.jsonl')
await writeFile(examples, `\uFEFF${lines.join('\r\n')}\r\n\r\n`)

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
	const child = spawn(process.execPath, [path.join(import.meta.dirname, '../../src/cli/evaluate.ts'), ...args])
	const read = { out: '', err: '' }
	child.stdout.on('data', (chunk) => (read.out += String(chunk)))
	child.stderr.on('data', (chunk) => (read.err += String(chunk)))
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
	return { code, ...read }
}

describe('npm run evaluate', () => {
	test('prints one object with --json, and nothing else', async () => {
		const { code, out, err } = await run('--train', examples, '--test', examples, '--json')
		expect({ code, err }).toEqual({ code: 0, err: '' })
		const figures = JSON.parse(out) as Record<string, number>
		expect(Object.keys(figures).sort()).toEqual(
			['accuracy', 'calibrationError', 'macroF1', 'modelBytes', 'p50Micros', 'p99Micros', 'peakRssBytes', 'trainSeconds'].sort(),
		)
		expect(figures).toMatchObject({ accuracy: 1, macroF1: 1 })
		expect(Object.values(figures).every((value) => Number.isFinite(value) && value >= 0)).toBe(true)
	})

	test('cross-validates one file and tells what people want to know', async () => {
		const { code, out } = await run('--train', examples, '--folds', '2', '--effort', 'quick')
		expect(code).toBe(0)
		expect(out).toContain('100.0 % of 24')
	})

	test('tells how well it notices what belongs to no class', async () => {
		const outside = path.join(folder, 'outside.jsonl')
		await writeFile(outside, JSON.stringify({ text: 'tomorrow it will rain', label: 'oos' }))
		const { out } = await run('--train', examples, '--test', examples, '--out-of-scope', outside, '--effort', 'quick')
		expect(out).toContain('AUROC 1.000, 100.0 % caught')
	})

	test.each<[string, string[], number]>([
		['there is no such file', ['--train', '/nowhere', '--test', examples], 1],
		['not a line of JSON', ['--train', import.meta.filename, '--folds', '2'], 1],
		['are too few for 99 folds', ['--train', examples, '--folds', '99'], 1],
		['either --test FILE or --folds N', ['--train', examples], 2],
		['--train FILE', ['--json'], 2],
		['--language is en or fr', ['--train', examples, '--test', examples, '--language', 'de'], 2],
		["Unknown option '--bogus'", ['--bogus'], 2],
	])('says in one line that %s', async (sentence, args, code) => {
		const result = await run(...args)
		expect(result).toMatchObject({ code, out: '' })
		expect(result.err).toContain(sentence)
		expect(result.err.trim().split('\n')).toHaveLength(1)
	})
})

const judged = (label: string, guess: string, chance: number) => ({ text: `${label}?`, label, guess, chance, micros: 1 })

test('quality is what the definitions say', () => {
	const all = [judged('a', 'a', 0.9), judged('a', 'b', 0.9), judged('b', 'b', 0.6), judged('b', 'b', 0.6)]
	const { accuracy, macroF1, calibrationError } = qualityOf(all)
	expect(accuracy).toBe(0.75)
	// a: precision 1, recall 1/2; b: precision 2/3, recall 1.
	expect(macroF1).toBeCloseTo((2 / 3 + 4 / 5) / 2)
	// Half right at 0.9, all right at 0.6.
	expect(calibrationError).toBeCloseTo((0.4 + 0.4) / 2)
	expect(confusedPairs(all)).toEqual([{ pair: ['a', 'b'], times: 1, example: 'a?' }])
})

test('rejection by surety: the area counts pairs, ties by half', () => {
	expect(judgeRejection([0.9, 0.8, 0.7], [0.1, 0.8])).toEqual({ auroc: (3 + 1.5) / 6, caughtAtFive: 0.5 })
})
