import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const PROGRAM = path.join(import.meta.dirname, '../../src/cli/knowledge.ts')

type Run = { code: number; output: string; errors: string }

function run(...args: string[]): Promise<Run> {
	return new Promise((resolve) => {
		const child = execFile(process.execPath, [PROGRAM, ...args], { maxBuffer: 1e8 }, (_error, output, errors) => {
			resolve({ code: child.exitCode ?? -1, output, errors })
		})
	})
}

let root = ''
beforeAll(async () => {
	root = await mkdtemp(path.join(tmpdir(), 'know-cli-'))
})
afterAll(() => rm(root, { recursive: true }))

describe('check', () => {
	test('says in its exit code whether something must be mended, and shows file, line and what to do', async () => {
		const folder = path.join(root, 'broken')
		await mkdir(path.join(folder, 'en'), { recursive: true })
		await writeFile(path.join(folder, 'en', 'currency.md'), '---\nid: currency\ntopic: currency\n---\nText.\n')
		const { code, output } = await run('check', folder, '--fast')
		expect(code).toBe(1)
		expect(output).toMatch(/broken\/en\/currency\.md:1 {2}title: .*\n {4}\S.*/u)
		expect(output).toMatch(/1 article: there is something to mend/u)
	})

	test('finds nothing broken in the articles of the desk', async () => {
		const { code, output, errors } = await run('check', '--fast', '--json')
		expect(errors).toBe('')
		const { findings }: { findings: { severity: string }[] } = JSON.parse(output)
		expect(findings.filter(({ severity }) => severity === 'problem')).toEqual([])
		expect(code).toBe(0)
	})

	test('shows which topics would be confused, with a question each', async () => {
		const folder = path.join(root, 'confusing')
		await mkdir(path.join(folder, 'en'), { recursive: true })
		for (const id of ['tax-vat', 'currency']) {
			const questions = [...Array(10).keys()].map(
				(number) => `  - the same words about money ${id === 'currency' ? number : number + 10}`,
			)
			const front = `id: ${id}\ntopic: ${id}\ntitle: Money\naudience: [staff]\ncommerce: [any]\neffective: 2023-10-01\nsources: [x]\nnext: answer`
			await writeFile(path.join(folder, 'en', `${id}.md`), `---\n${front}\nquestions:\n${questions.join('\n')}\n---\nMoney.\n`)
		}
		const { output } = await run('check', folder)
		expect(output).toMatch(/English: of 20 questions that the bot had not seen, it understood \d+\.\d %/u)
		expect(output).toMatch(/"the same words about money \d+" {2}\S*en\/(?:tax-vat|currency)\.md:\d+/u)
	})
})

describe('import', () => {
	test('takes a folder in, says what it skipped and why, and does nothing the second time', async () => {
		const docs = path.join(root, 'guide')
		const to = path.join(root, 'knowledge')
		await mkdir(docs)
		const text = 'The invoice of each month is in the billing workspace, and every line shows the period and the price. '
		await writeFile(path.join(docs, 'invoices.md'), `# Invoices\n\n${text.repeat(3)}`)
		await writeFile(path.join(docs, 'logo.svg'), '<svg/>')
		const first = await run('import', docs, '--to', to)
		expect(first.code).toBe(0)
		expect(first.output).toMatch(/Imported 1 of 2 files into .*knowledge: 1 new, 0 updated, 0 unchanged\./u)
		expect(first.output).toContain('logo.svg is not Markdown')
		expect((await run('import', docs, '--to', to)).output).toContain('0 new, 0 updated, 1 unchanged')
		expect(await readdir(path.join(to, 'en/imported/guide'))).toEqual(['guide-invoices.md'])
	})

	test.each([
		[['import'], /Name one folder/u],
		[['gaps', '--language', 'de'], /--language must be/u],
		[['import', '.', '--language', 'de'], /--language must be en or fr/u],
		[['import', '.', '--source', 'docs'], /--source must be the web address/u],
		[['import', '.', '--audience', 'boss'], /--audience must be/u],
		[['import', '.', '--colour'], /--colour/u],
		[['chekc'], /There is no command "chekc"/u],
	])('%j is refused with a sentence', async (args, message) => {
		const { code, output, errors } = await run(...args)
		expect(code).toBe(2)
		expect(output).toBe('')
		expect(errors).toMatch(message)
		expect(errors).not.toMatch(/^\s+at /mu)
	})
})

test('without a command the commands are listed', async () => {
	const { code, output } = await run()
	expect(code).toBe(0)
	expect(output).toMatch(/check .*\n.*\n {2}import /u)
})
