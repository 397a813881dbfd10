import { appendFile, mkdir, readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/errors.ts'
import { createArticleIndex } from '../../../src/knowledge/article-index.ts'
import { loadArticles } from '../../../src/knowledge/load-articles.ts'
import { fingerprint } from '../../../src/knowledge/import/write-article.ts'
import { ENGLISH, FRENCH, importFiles, newFolder } from './folder.ts'

const GUIDE = `---
title: "Lire la facture | Espace partenaires"
ms.date: 03/31/2021
ms.sourcegitcommit: 57442bbbef15a70bd9a042642140cbf2c8608b09
ms.contentlocale: fr-FR
---
# <a name="read"></a>Comment lire la facture

${FRENCH}
`

/** The article as earlier versions wrote it: with the fingerprint of its body alone. */
function asOnceImported(source: string, body: string): string {
	return source.replace(/^imported: .*$/mu, `imported: "${fingerprint(body)}"`)
}

describe('an imported document', () => {
	test('is an article with its title, its date and where it comes from, and without questions', async () => {
		const { to, imported } = await importFiles(
			{ 'billing/lire.md': GUIDE },
			{ source: 'https://learn.example.com/fr-fr/partner' },
		)
		expect(imported).toEqual([{ file: 'billing/lire.md', article: 'fr/imported/docs/docs-billing-lire.md', outcome: 'new' }])
		const [article] = await loadArticles(to)
		expect(article).toMatchObject({
			id: 'docs-billing-lire',
			topic: 'documentation',
			title: 'Lire la facture',
			language: 'fr',
			audience: ['staff'],
			effective: '2021-03-31',
			sources: ['https://learn.example.com/fr-fr/partner/billing/lire', 'docs/billing/lire.md, commit 57442bbbef15, 2021-03-31'],
			questions: [],
		})
		expect(article?.body).toBe(FRENCH)
	})

	test.each([
		['TOML', '+++\ntitle = "Your invoice"\ndate = 2022-05-06\n+++\n', 'Your invoice', '2022-05-06'],
		['broken YAML', '---\ntitle: Your invoice: a guide\nms.date: 13/02/2022\n---\n', 'Your invoice: a guide', '2022-02-13'],
		['YAML that is never closed', '---\ntitle: Your invoice\ndate: 2020-01-02\n\n', 'Your invoice', '2020-01-02'],
		['no front matter', '# Your *own* invoice\n\n', 'Your own invoice', undefined],
	])('is read with %s', async (_kind, front, title, date) => {
		const { to } = await importFiles({ 'page.md': `${front}${ENGLISH}` })
		const [article] = await loadArticles(to)
		expect(article?.title).toBe(title)
		expect(article?.body).toBe(ENGLISH)
		const written = (await stat(path.join(to, 'en/imported/docs/docs-page.md'))).mtime.toISOString().slice(0, 10)
		expect(article?.effective).toBe(date ?? written)
	})

	test('may come from old tools: Latin-1, Windows line ends and a byte order mark', async () => {
		const latin = Buffer.from(`# Durée\r\n\r\n${FRENCH.replaceAll('\n', '\r\n')}`, 'latin1')
		const { to } = await importFiles({ 'a.md': latin, 'b.md': `\ufeff# Autre\n\n${FRENCH} Et plus.` })
		const bodies = (await loadArticles(to)).map(({ title, body }) => [title, body])
		expect(bodies).toEqual([
			['Durée', FRENCH],
			['Autre', `${FRENCH} Et plus.`],
		])
	})

	test('is found by search, and teaches the classifier nothing', async () => {
		const { to } = await importFiles({ 'page.md': `# Reading invoices\n\n${ENGLISH}` })
		const index = createArticleIndex(await loadArticles(to))
		expect(index.examples()).toEqual([])
		expect(index.topics().size).toBe(0)
		const found = index.find({ text: 'price of the subscription', language: 'en', audience: 'staff' })
		expect(found.map(({ id }) => id)).toEqual(['docs-page'])
		expect(index.find({ text: 'price of the subscription', language: 'en', audience: 'customer' })).toEqual([])
	})
})

test('the own article stands above an imported one that fits better, and the document keeps a place', async () => {
	const { to } = await importFiles({ 'page.md': `# Price of the subscription\n\n${ENGLISH}` })
	const own = (number: number) => `---
id: own-${number}
topic: tax-vat
title: Tax ${number}
audience: [staff]
commerce: [any]
effective: 2023-10-01
sources: [x]
next: answer
questions: [what about the subscription]
---
The tax of the subscription.
`
	for (let number = 1; number <= 6; number += 1) await writeFile(path.join(to, 'en', `own-${number}.md`), own(number))
	const index = createArticleIndex(await loadArticles(to))
	const found = index.find({ text: 'price of the subscription', language: 'en', audience: 'staff', topic: 'tax-vat' })
	expect(found.map(({ topic }) => topic)).toEqual(['tax-vat', 'tax-vat', 'tax-vat', 'tax-vat', 'documentation'])
})

describe('what is left out is named with its reason', () => {
	test.each([
		['picture.png', 'x', 'not-markdown'],
		['TOC.md', `# [Contents](a.md)\n${ENGLISH}`, 'contents-page'],
		['links.md', `# All\n${'- [one page of this documentation](a.md)\n'.repeat(20)}`, 'contents-page'],
		['includes/note.md', ENGLISH, 'fragment'],
		['stub.md', '# Soon\n\nTo be written.', 'too-short'],
		['empty.md', '---\ntitle: x\n---\n<!-- nothing -->', 'no-text'],
		['moved.md', `---\nredirect_url: /elsewhere\n---\n${ENGLISH}`, 'redirect'],
		['archive.md', new Uint8Array([80, 75, 0, 3]), 'unreadable'],
		['deutsch.md', 'Die Rechnungen Ihrer Kunden finden Sie im Bereich Abrechnung. '.repeat(8), 'unknown-language'],
		['large.md', 'word '.repeat(300_000), 'too-large'],
	])('%s', async (file, content, reason) => {
		const { imported, skips } = await importFiles({ [file]: content })
		expect(imported).toEqual([])
		expect(skips).toMatchObject([{ file, reason }])
	})

	test('a text that is there already, in this folder or among the articles', async () => {
		const first = await importFiles({ 'a.md': ENGLISH, 'b.md': `# Title\n\n${ENGLISH.toUpperCase()}` })
		expect(first.skips).toMatchObject([{ file: 'b.md', reason: 'duplicate', detail: 'says the same as a.md' }])
		const other = await importFiles({}, { to: first.to, folder: await newFolder({ 'c.md': ENGLISH }, 'other') })
		expect(other.skips).toMatchObject([{ reason: 'duplicate', detail: 'says the same as en/imported/docs/docs-a.md' }])
	})

	test('a text that an article has already, written on Windows', async () => {
		const first = await importFiles({ 'a.md': ENGLISH })
		const file = path.join(first.to, 'en/imported/docs/docs-a.md')
		await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'))
		const other = await importFiles({}, { to: first.to, folder: await newFolder({ 'c.md': ENGLISH }, 'other') })
		expect(other.skips).toMatchObject([{ reason: 'duplicate', detail: 'says the same as en/imported/docs/docs-a.md' }])
	})

	test.each(['', 'en', 'en/imported'])(
		'a file in the place of the folder "%s" of the articles is refused in a sentence',
		async (place) => {
			const to = path.join(await newFolder({}, 'parent'), 'to')
			await mkdir(path.dirname(path.join(to, place)), { recursive: true })
			await writeFile(path.join(to, place), 'x')
			await expect(importFiles({ 'page.md': ENGLISH }, { to })).rejects.toThrow(AppError)
		},
	)

	test('a missing folder is refused with its name', async () => {
		await expect(importFiles({}, { folder: '/nowhere/docs' })).rejects.toThrow(/\/nowhere\/docs: cannot be read/u)
	})
})

describe('documents whose names come to the same id', () => {
	const text = (name: string) => `# ${name}\n\n${ENGLISH} This is about ${name}.`
	const ids = ({ imported }: { imported: readonly { file: string; article: string }[] }) =>
		new Map(imported.map(({ file, article }) => [file, path.basename(article, '.md')]))

	test('each become an article, which the desk can load', async () => {
		const names = ['basic.md', 'basic!.md', 'B\u00e4sic.md', '中国.md', '日本.md', 'basic.markdown']
		const report = await importFiles(Object.fromEntries(names.map((name, index) => [name, text(`number ${index}`)])))
		expect(report.skips).toEqual([])
		const articles = await loadArticles(report.to)
		expect(articles).toHaveLength(names.length)
		expect(new Set(ids(report).values()).size).toBe(names.length)
		expect([...ids(report).values()].filter((id) => id === 'docs-basic')).toHaveLength(1)
		expect(ids(report).get('中国.md')).toMatch(/^docs-[0-9a-f]{8}$/u)
	})

	test('keep their ids when other documents come and go', async () => {
		const folder = await newFolder({ 'basic.md': text('the first') })
		const { to } = await importFiles({}, { folder })
		await writeFile(path.join(folder, 'basic!.md'), text('the second'))
		const second = await importFiles({}, { folder, to })
		expect(second.imported).toMatchObject([
			{ file: 'basic!.md', outcome: 'new' },
			{ file: 'basic.md', article: 'en/imported/docs/docs-basic.md', outcome: 'unchanged' },
		])
		await unlink(path.join(folder, 'basic.md'))
		const third = await importFiles({}, { folder, to })
		expect(ids(third).get('basic!.md')).toBe(ids(second).get('basic!.md'))
		expect(third).toMatchObject({ imported: [{ outcome: 'unchanged' }], orphans: ['en/imported/docs/docs-basic.md'] })
	})

	test('also where the other article comes from another folder', async () => {
		const { to } = await importFiles({}, { folder: await newFolder({ 'a-page.md': text('one') }) })
		await importFiles({}, { to, folder: await newFolder({ 'page.md': text('two') }, 'docs-a') })
		expect(await loadArticles(to)).toHaveLength(2)
	})
})

describe('another folder of the same name', () => {
	test('is refused before it overwrites anything, and the first one goes on', async () => {
		const folder = await newFolder({ 'page.md': ENGLISH })
		const other = await newFolder({ 'page.md': `${ENGLISH} Quite another page.` })
		const { to } = await importFiles({}, { folder })
		await expect(importFiles({}, { folder: other, to })).rejects.toThrow(/another folder named docs .* Rename this folder/u)
		expect((await loadArticles(to))[0]?.body).toBe(ENGLISH)
		expect((await importFiles({}, { folder, to })).imported).toMatchObject([{ outcome: 'unchanged' }])
	})

	test('is the same one where the caller says that it has moved', async () => {
		const folder = await newFolder({ 'page.md': ENGLISH })
		const { to } = await importFiles({}, { folder })
		const moved = await newFolder({ 'page.md': `${ENGLISH} More.` })
		expect((await importFiles({}, { folder: moved, to, moved: true })).imported).toMatchObject([{ outcome: 'updated' }])
		expect((await importFiles({}, { folder: moved, to })).imported).toMatchObject([{ outcome: 'unchanged' }])
	})
})

describe('importing again', () => {
	test('changes nothing where nothing has changed', async () => {
		const folder = await newFolder({ 'a.md': ENGLISH, 'b.md': GUIDE })
		const { to } = await importFiles({}, { folder })
		const files = (await readdir(to, { recursive: true }))
			.filter((name) => name.endsWith('.md'))
			.map((name) => path.join(to, name))
		const before = await Promise.all(files.map(async (file) => [await readFile(file, 'utf8'), (await stat(file)).mtimeMs]))
		const { imported } = await importFiles({}, { folder, to })
		expect(imported.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged'])
		expect(await Promise.all(files.map(async (file) => [await readFile(file, 'utf8'), (await stat(file)).mtimeMs]))).toEqual(
			before,
		)
	})

	test('updates what has changed, keeps what a person has changed, and names what is gone', async () => {
		const folder = await newFolder({ 'a.md': ENGLISH, 'b.md': `${ENGLISH} Second.`, 'c.md': `${ENGLISH} Third.` })
		const { to } = await importFiles({}, { folder })
		await appendFile(path.join(folder, 'a.md'), ' More.')
		await appendFile(path.join(folder, 'b.md'), ' More.')
		await unlink(path.join(folder, 'c.md'))
		const edited = path.join(to, 'en/imported/docs/docs-b.md')
		await writeFile(edited, (await readFile(edited, 'utf8')).replace('The invoices', 'All the invoices'))
		const { imported, skips, orphans } = await importFiles({}, { folder, to })
		expect(imported).toMatchObject([{ file: 'a.md', outcome: 'updated' }])
		expect(skips).toMatchObject([{ file: 'b.md', reason: 'changed-by-hand' }])
		expect(orphans).toEqual(['en/imported/docs/docs-c.md'])
		expect(await readFile(edited, 'utf8')).toContain('All the invoices')
	})

	test.each([
		['the title', 'title: Page', 'title: Reading your invoice'],
		['an accent in the title', 'title: Page', 'title: Pagé'],
		['the audience', '  - staff', '  - customer'],
		['questions', 'next: answer', 'next: answer\nquestions: [where is my invoice]'],
	])('keeps what a person has changed in %s', async (_field, was, becomes) => {
		const folder = await newFolder({ 'page.md': ENGLISH })
		const { to } = await importFiles({}, { folder })
		const edited = path.join(to, 'en/imported/docs/docs-page.md')
		const written = await readFile(edited, 'utf8')
		const source = written.replace(was, becomes)
		expect(source).not.toBe(written)
		for (const older of [source, asOnceImported(source, ENGLISH)]) {
			await writeFile(edited, older)
			const { skips } = await importFiles({}, { folder, to })
			expect(skips).toMatchObject([{ file: 'page.md', reason: 'changed-by-hand' }])
			expect(await readFile(edited, 'utf8')).toBe(older)
		}
	})

	test('keeps a text in which a person has changed no more than a comma', async () => {
		const folder = await newFolder({ 'page.md': ENGLISH })
		const { to } = await importFiles({}, { folder })
		const edited = path.join(to, 'en/imported/docs/docs-page.md')
		await writeFile(edited, (await readFile(edited, 'utf8')).replace('workspace, where', 'workspace where'))
		expect((await importFiles({}, { folder, to })).skips).toMatchObject([{ reason: 'changed-by-hand' }])
	})

	test('takes on what an earlier version has imported, and from then on sees every change', async () => {
		const folder = await newFolder({ 'page.md': ENGLISH })
		const { to } = await importFiles({}, { folder })
		const file = path.join(to, 'en/imported/docs/docs-page.md')
		const written = await readFile(file, 'utf8')
		await writeFile(file, asOnceImported(written, ENGLISH))
		const again = await importFiles({}, { folder, to })
		expect(again.imported).toMatchObject([{ outcome: 'unchanged' }])
		expect(await readFile(file, 'utf8')).toBe(written)
		await writeFile(file, asOnceImported(written, ENGLISH))
		await writeFile(path.join(folder, 'page.md'), `---\nms.date: 2020-01-02\n---\n${ENGLISH} More.`)
		const updated = await importFiles({}, { folder, to })
		expect(updated.imported).toMatchObject([{ outcome: 'updated' }])
	})

	test('only looks with dryRun', async () => {
		const { to, imported } = await importFiles({ 'a.md': ENGLISH }, { dryRun: true })
		expect(imported).toHaveLength(1)
		expect(await readdir(to)).toEqual([])
	})
})
