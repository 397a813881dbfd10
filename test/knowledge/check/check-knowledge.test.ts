import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checkKnowledge } from '../../../src/knowledge/check/check-knowledge.ts'
import { findConfusions } from '../../../src/knowledge/check/confusions.ts'
import type { Finding, Rule } from '../../../src/knowledge/check/finding.ts'
import { REQUIRED_TOPICS } from '../../../src/knowledge/check/topic-list.ts'

const TODAY = '2026-11-22'
const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

/** An article of which each field can be changed; a field that is `''` is left out. */
function article(id: string, change: Readonly<Record<string, string>> = {}, body = 'The short answer.'): string {
	const fields = {
		id,
		topic: id,
		title: id,
		audience: '[customer, staff]',
		commerce: '[any]',
		effective: '2023-10-01',
		sources: '\n  - EN docs, October 2023',
		next: 'answer',
		questions: `\n  - what about ${id}`,
		...change,
	}
	const lines = Object.entries(fields).flatMap(([key, value]) => (value === '' ? [] : [`${key}: ${value}`]))
	return `---\n${lines.join('\n')}\n---\n${body}\n`
}

/** The findings of a folder, apart from those about coverage unless they are asked for. */
async function check(files: Readonly<Record<string, string | Uint8Array>>, rules?: readonly Rule[]): Promise<Finding[]> {
	const folder = await mkdtemp(path.join(tmpdir(), 'know-check-'))
	folders.push(folder)
	for (const [file, source] of Object.entries(files)) {
		await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
		await writeFile(path.join(folder, file), source)
	}
	const { findings } = await checkKnowledge(folder, TODAY)
	const coverage: readonly Rule[] = ['missing-topic', 'few-questions', 'new-topic']
	return findings.filter(({ rule }) => (rules === undefined ? !coverage.includes(rule) : rules.includes(rule)))
}

/** The same article in both languages. */
const both = (id: string, ...rest: [Readonly<Record<string, string>>?, string?]) => ({
	[`en/${id}.md`]: article(id, ...rest),
	[`fr/${id}.md`]: article(id, ...rest),
})

test('a sound folder gives no findings', async () => {
	expect(await check(both('tax-vat'))).toEqual([])
})

test('an article in one language only is found', async () => {
	const findings = await check({ 'fr/tax-vat.md': article('tax-vat') })
	expect(findings).toMatchObject([
		{ severity: 'problem', rule: 'translation', file: 'fr/tax-vat.md', line: 2, advice: 'Write en/tax-vat.md.' },
	])
})

test('translations that say different things about themselves are found at the field', async () => {
	const findings = await check({ ...both('tax-vat'), 'fr/tax-vat.md': article('tax-vat', { next: 'dispute' }) })
	expect(findings).toMatchObject([{ severity: 'warning', rule: 'translation-differs', file: 'fr/tax-vat.md', line: 10 }])
})

describe('a broken file is found at its line', () => {
	test.each<[string, string, number, RegExp]>([
		['missing sources', article('x', { sources: '' }), 1, /^sources: /u],
		['an empty list of sources', article('x', { sources: '[]' }), 8, /^sources: /u],
		['an unknown field', article('x', { titel: 'misspelt' }), 13, /titel/u],
		['broken YAML', article('x', { title: 'a: b' }), 4, /./u],
		['an impossible date', article('x', { effective: '2023-02-99' }), 7, /^effective: /u],
		['no front matter', '# Title\n', 1, /front matter/u],
	])('%s', async (_name, source, line, message) => {
		const [first, ...more] = await check({ ...both('tax-vat'), 'en/x.md': source })
		expect(more).toEqual([])
		expect(first).toMatchObject({ severity: 'problem', rule: 'broken', file: 'en/x.md', line })
		expect(first?.message).toMatch(message)
	})

	test('that is not UTF-8', async () => {
		const latin = Buffer.from(article('x', { title: 'Durée' }), 'latin1')
		const [first, ...more] = await check({ ...both('tax-vat'), 'en/x.md': latin })
		expect(more).toEqual([])
		expect(first).toMatchObject({ rule: 'broken', file: 'en/x.md', line: 1, message: 'is not UTF-8; save it as UTF-8' })
		expect(first?.advice).not.toContain('front matter')
	})

	test('two files with one id', async () => {
		const [first] = await check({ ...both('tax-vat'), 'en/more/tax-vat.md': article('tax-vat') })
		expect(first).toMatchObject({ rule: 'broken', message: 'id: "tax-vat" is already the id of en/more/tax-vat.md' })
	})
})

describe('links', () => {
	const files = (body: string, sources = '') => ({
		...both('tax-vat', {}, 'See.\n\n## Who pays?\n\nYou.'),
		...both('currency', sources === '' ? {} : { sources: `\n  - ${sources}` }, `Answer.\n\n${body}`),
		'en/sheet.pdf': 'x',
		'fr/sheet.pdf': 'x',
	})

	test.each([
		'[a](tax-vat.md)',
		'[a](tax-vat.md#who-pays)',
		'[a](sheet.pdf)',
		'[a](../fr/tax-vat.md)',
		'[a](https://learn.microsoft.com/x)',
		'[a](mailto:billing@partner.example)',
		'`[a](gone.md)`',
	])('%s is fine', async (link) => {
		expect(await check(files(link))).toEqual([])
	})

	test.each<[string, Rule]>([
		['[a](gone.md)', 'dead-link'],
		['[a](tax-vat.md#gone)', 'dead-link'],
		['[a](#gone)', 'dead-link'],
		['[a]()', 'dead-link'],
		['[a](https://)', 'link-form'],
		['[a](htps://learn.microsoft.com)', 'link-form'],
		['[a](https://learn.microsft.com/x)', 'unknown-host'],
	])('%s is found', async (link, rule) => {
		const findings = await check(files(link))
		expect(findings.map((one) => [one.rule, one.file, one.line])).toEqual([
			[rule, 'en/currency.md', 16],
			[rule, 'fr/currency.md', 16],
		])
	})

	test('of a text full of brackets are looked for in no time', async () => {
		expect(await check(files(`[${'\\[-Name\\] '.repeat(2000)}`))).toEqual([])
	})

	test('to a comment in a code block lead nowhere', async () => {
		expect(await check(files('```sh\n# install\n```\n\n[a](#install)'), ['dead-link'])).toHaveLength(2)
	})

	test('among the sources are read too', async () => {
		expect(await check(files('', 'https://'), ['link-form'])).toMatchObject([{ line: 9 }, { line: 9 }])
		expect(await check(files('', './gone.md'), ['dead-link'])).toHaveLength(2)
	})
})

describe('dates', () => {
	const dated = (change: Readonly<Record<string, string>>) => check(both('tax-vat', change), ['ended', 'not-yet'])

	test('an end that has passed is a problem, also one before the beginning', async () => {
		expect(await dated({ until: '2026-11-21' })).toMatchObject([{ severity: 'problem', line: 13 }, { severity: 'problem' }])
		expect(await dated({ effective: '2027-02-01', until: '2027-01-01' })).toMatchObject([{ rule: 'ended' }, { rule: 'ended' }])
	})

	test('an end or a beginning still to come is a note', async () => {
		expect(await dated({ until: TODAY })).toMatchObject([{ severity: 'note' }, { severity: 'note' }])
		expect(await dated({ effective: '2027-01-01' })).toMatchObject([{ severity: 'note', line: 7 }, { severity: 'note' }])
	})
})

describe('questions', () => {
	const asked = (first: string, second: string, topic = 'currency') =>
		check({
			...both('tax-vat', { questions: `\n  - "${first}"` }),
			...both('currency', { questions: `\n  - a\n  - "${second}"`, topic }),
		})

	test('that teach two topics are a problem, whatever their case, accents and marks', async () => {
		const findings = await asked('Où est la TVA ?', 'ou est LA tva')
		expect(findings.map(({ severity, rule, file, line }) => [severity, rule, file, line])).toEqual([
			['problem', 'conflicting-question', 'en/tax-vat.md', 12],
			['problem', 'conflicting-question', 'fr/tax-vat.md', 12],
		])
		expect(findings[0]?.message).toContain('en/currency.md:13')
	})

	test('that stand twice in one topic, or say almost the same in two, are a warning', async () => {
		const twice = await asked('where is vat', 'where is VAT?', 'tax-vat')
		expect(twice[0]).toMatchObject({ severity: 'warning', rule: 'repeated-question' })
		const similar = await asked('reactivation of a suspended subscription', 'reactivate the suspended subscriptions')
		expect(similar[0]).toMatchObject({ severity: 'warning', rule: 'similar-question' })
	})
})

describe('coverage', () => {
	test('a topic without an article for somebody who asks is a problem', async () => {
		const findings = await check(both('tax-vat', { audience: '[staff]' }), ['missing-topic'])
		expect(findings.length).toBe(2 * REQUIRED_TOPICS.size)
		expect(findings.find(({ file }) => file === 'en/tax-vat.md')).toMatchObject({
			line: 5,
			message: 'no article answers customer about the topic tax-vat',
		})
	})

	test('too few questions are a warning, a new topic is a note, and imported documents count for neither', async () => {
		const imported = article('doc', { topic: 'documentation', questions: '' })
		const findings = await check({ 'en/imported/doc.md': imported, ...both('parking') }, [
			'few-questions',
			'new-topic',
			'translation',
		])
		expect(findings.map(({ severity, rule, file }) => [severity, rule, file])).toEqual([
			['note', 'new-topic', 'en/parking.md'],
			['warning', 'few-questions', 'en/parking.md'],
			['note', 'new-topic', 'fr/parking.md'],
			['warning', 'few-questions', 'fr/parking.md'],
		])
	})
})

test('confusions are shown with their place, both ways of a pair together', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'know-check-'))
	folders.push(folder)
	await mkdir(path.join(folder, 'en'))
	const questions = (word: string) => `\n${[...Array(10).keys()].map((number) => `  - ${word} ${number}`).join('\n')}`
	for (const id of ['red', 'blue', 'green'])
		await writeFile(path.join(folder, 'en', `${id}.md`), article(id, { questions: questions(id) }))
	const { good } = await checkKnowledge(folder, TODAY)
	const wrong: Readonly<Record<string, string>> = { 'red 3': 'blue', 'red 4': 'blue', 'blue 7': 'red' }
	const { accuracy, pairs } = findConfusions(good, [], 'en', (examples) =>
		examples.map((example) => ({ example, guess: wrong[example.text] ?? example.topic })),
	)
	expect(accuracy).toBeCloseTo(0.9)
	expect(pairs).toEqual([{ topic: 'red', takenFor: 'blue', times: 3, question: 'red 3', file: 'en/red.md', line: 15 }])
})

test('a file in place of a knowledge folder is refused in a sentence', async () => {
	await expect(checkKnowledge(import.meta.filename, TODAY)).rejects.toThrow(/is not a knowledge folder/u)
})
