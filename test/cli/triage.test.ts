import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'

const PROGRAM = path.join(import.meta.dirname, '../../src/cli/triage.ts')
const KEYS = ['language', 'topic', 'confidence', 'runnerUp', 'decision', 'articles', 'entities']

type Line = Record<string, unknown>

function run(input: string, ...options: string[]): Promise<{ code: number | null; lines: Line[]; errors: string }> {
	const child = spawn(process.execPath, [PROGRAM, ...options], { stdio: ['pipe', 'pipe', 'pipe'] })
	let output = ''
	let errors = ''
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		output += text
	})
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		errors += text
	})
	child.stdin.end(input)
	return new Promise((resolve, reject) => {
		child.on('error', reject)
		child.on('close', (code) => {
			const lines = output.split('\n').filter((line) => line !== '')
			resolve({ code, errors, lines: lines.map((line): Line => JSON.parse(line)) })
		})
	})
}

test('each line is answered in order, with the documented keys and no others', { timeout: 60_000 }, async () => {
	const input = [
		{ text: 'charged twice??', locale: 'en-GB' },
		{ text: 'facture G012345678 du mois dernier', today: '2026-11-22', audience: 'customer' },
		{ text: 'how do I escalate to Microsoft', audience: 'staff' },
		{ text: '' },
	]
	const { code, lines, errors } = await run(input.map((line) => `${JSON.stringify(line)}\n`).join(''))
	expect(errors).toBe('')
	expect(code).toBe(0)
	for (const line of lines) expect(Object.keys(line)).toEqual(KEYS)
	expect(lines.map((line) => line['topic']).slice(0, 3)).toEqual(['duplicate-charge', 'get-invoice', 'escalate-upstream'])
	expect(lines[1]).toMatchObject({ language: 'fr', entities: { invoice: ['G012345678'], period: ['2026-10'] } })
	expect(lines[3]).toMatchObject({ decision: 'ask-back' })
})

test('where a line does not tell who asks, what only staff ask about is understood as well', { timeout: 60_000 }, async () => {
	const text = 'which of our clients have invoices that are past due and when do I chase them'
	const { lines } = await run(`${JSON.stringify({ text })}\n${JSON.stringify({ text, audience: 'customer' })}\n`)
	expect(lines[0]).toMatchObject({ topic: 'collections', decision: 'answer' })
	expect(lines[1]?.['topic']).not.toBe('collections')
})

test('there is one line for each line, in order, whatever stands in it, and the exit code tells of a malformed one', {
	timeout: 60_000,
}, async () => {
	const hello = '{"text":"hello"}'
	const harmless = [
		`\uFEFF${hello}`,
		`${hello}\r`,
		JSON.stringify({ text: 'hello\u2028there\u2029\u0085' }),
		JSON.stringify({ text: 'hello', locale: null, audience: null, today: null, id: 7 }),
	]
	const malformed = ['nope', '', '  ', 'null', '[]', '['.repeat(100_000), '{"text":"a\rb"}', '{"text":7}']
	const misfits = ['{"text":"hello","audience":"boss"}', '{"text":"hello","today":"soon"}']
	const { code, lines, errors } = await run([...harmless, ...malformed, ...misfits, hello].join('\n'))
	expect({ code, errors }).toEqual({ code: 1, errors: '' })
	expect(lines).toHaveLength(15)
	for (const line of lines.slice(4, 14)) expect(Object.keys(line)).toEqual(['error'])
	for (const line of lines.slice(0, 4)) expect(Object.keys(line)).toEqual(KEYS)
	expect(lines[14]).toMatchObject({ topic: 'greeting', decision: 'small-talk' })
})

test('a megabyte of emoji is answered like any other line', { timeout: 60_000 }, async () => {
	const { code, lines } = await run(`${JSON.stringify({ text: '🙂'.repeat(262_144) })}\n${JSON.stringify({ text: 'thanks' })}\n`)
	expect(code).toBe(0)
	expect(lines.map((line) => line['decision'])).toEqual(['ask-back', 'small-talk'])
})

test('with --reply each line is the answer to "is it solved?"', async () => {
	const texts = ['Yes, thank you!', 'oui mais le montant est faux', 'Merci', 'Out of office until Monday', 'we will see']
	const { code, lines } = await run(`${texts.map((text) => JSON.stringify({ text })).join('\n')}\n{"text":7}`, '--reply')
	expect(code).toBe(1)
	expect(lines.map((line) => line['reply'])).toEqual(['confirmed', 'rejected', 'thanks-only', 'auto-reply', 'unclear', undefined])
	expect(Object.keys(lines[5] ?? {})).toEqual(['error'])
})
