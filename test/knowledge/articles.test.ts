import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PARTNER_TYPES } from '../../src/knowledge/article.ts'
import { createArticleIndex } from '../../src/knowledge/article-index.ts'
import { loadArticles } from '../../src/knowledge/load-articles.ts'
import { parseArticle } from '../../src/knowledge/parse-article.ts'
import { PARTNER_TYPES as POLICY_PARTNER_TYPES } from '../../src/tickets/policy.ts'

type Fields = Record<string, string>

const GOOD: Fields = {
	id: 'proration',
	topic: 'proration',
	title: 'Partial months',
	audience: '[customer, staff]',
	commerce: '[new-commerce]',
	effective: '2023-10-01',
	sources: '[EN docs]',
	next: 'dispute',
	questions: '[why half a month, what is this partial amount]',
}

function source(change: Fields = {}, body = 'The short answer.\n\n## More\nDetails.'): string {
	const lines = Object.entries({ ...GOOD, ...change }).filter(([, value]) => value !== '')
	return `---\n${lines.map(([key, value]) => `${key}: ${value}`).join('\n')}\n---\n${body}\n`
}

describe('an article file', () => {
	test('is read with its front matter and body', () => {
		const article = parseArticle(source(), 'en/proration.md', 'en')
		expect(article).toMatchObject({
			id: 'proration',
			language: 'en',
			questions: ['why half a month', 'what is this partial amount'],
		})
		expect(article.body).toBe('The short answer.\n\n## More\nDetails.')
	})

	test('may come from Windows', () => {
		expect(parseArticle(`\ufeff${source().replaceAll('\n', '\r\n')}`, 'en/proration.md', 'en').title).toBe('Partial months')
	})

	test.each<[string, Fields, RegExp]>([
		['a missing title', { title: '' }, /en\/proration\.md: title/u],
		[
			'a misspelt partner type',
			{ partner: '[Direct]' },
			/: partner\.0: must be one of direct, indirect-reseller, indirect-provider/u,
		],
		['a misspelt reseller', { partner: '[direct, indirect-reseler]' }, /en\/proration\.md: partner\.1: must be one of direct/u],
		[
			'a misspelt commerce type',
			{ commerce: '[newcommerce]' },
			/: commerce\.0: must be one of legacy, new-commerce, azure, marketplace, software, any/u,
		],
		['an unknown audience', { audience: '[everybody]' }, /en\/proration\.md: audience\.0/u],
		['an impossible date', { effective: 'soon' }, /en\/proration\.md: effective: must be a date/u],
		['a day that no month has', { effective: '2026-02-31' }, /en\/proration\.md: effective: must be a date/u],
		['a question that is none', { questions: '[""]' }, /en\/proration\.md: questions/u],
		['an unknown next step', { next: 'guess' }, /en\/proration\.md: next/u],
		['a misspelt field', { titel: 'x' }, /en\/proration\.md: .*titel/u],
		['an id that is not the name of the file', { id: 'prorata' }, /en\/proration\.md: id: is "prorata"/u],
		['broken YAML', { title: '"open' }, /en\/proration\.md: /u],
	])('with %s is refused by name and field', (_name, change, message) => {
		expect(() => parseArticle(source(change), 'en/proration.md', 'en')).toThrow(message)
	})

	test.each<[string, Fields, string]>([
		['a word for a list', { audience: 'customer' }, 'audience: write a list such as [customer]'],
		['an empty list', { sources: '[]' }, 'sources: write a list such as [where the facts come from]'],
		['a missing list', { commerce: '' }, 'commerce: write a list such as [any]'],
		['a number for a text', { title: '2026' }, 'title: write a text'],
		['a missing text', { title: '' }, 'title: write a text'],
		['a word for questions', { questions: 'why' }, 'questions: write a list such as [why is there VAT]'],
		['a number for an id', { id: '7' }, 'id: write a text'],
		['two misspelt fields', { titel: 'x', topics: 'y' }, 'front matter: there is no field "titel" or "topics"; is it misspelt?'],
	])('with %s is refused in words that say what to write', (_name, change, problem) => {
		expect(() => parseArticle(source(change), 'en/proration.md', 'en')).toThrow(`en/proration.md: ${problem}`)
	})

	test('with nothing in its front matter is refused in such words too', () => {
		expect(() => parseArticle('---\n\n---\nText', 'en/x.md', 'en')).toThrow('en/x.md: front matter: write fields such as "title')
	})

	test('names the partner types that a desk can be set to', () => {
		expect(PARTNER_TYPES).toEqual(POLICY_PARTNER_TYPES)
	})

	test('without front matter or without a body is refused', () => {
		expect(() => parseArticle('# Hello', 'en/proration.md', 'en')).toThrow(/front matter/u)
		expect(() => parseArticle(source({}, ''), 'en/proration.md', 'en')).toThrow(/body/u)
	})
})

describe('a folder of articles', () => {
	let folder = ''
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'triage-knowledge-'))
		await mkdir(path.join(folder, 'en'))
		await mkdir(path.join(folder, 'fr'))
		await writeFile(path.join(folder, 'en', 'proration.md'), source())
		await writeFile(path.join(folder, 'fr', 'proration.md'), source({ title: 'Mois partiels' }))
		await writeFile(path.join(folder, 'fr', 'notes.txt'), 'not an article')
	})
	afterAll(() => rm(folder, { recursive: true }))

	test('is loaded with the language of each sub-folder', async () => {
		const articles = await loadArticles(folder)
		expect(articles.map(({ language, title }) => [language, title])).toEqual([
			['en', 'Partial months'],
			['fr', 'Mois partiels'],
		])
	})

	test('names the file that is broken', async () => {
		await writeFile(path.join(folder, 'fr', 'broken.md'), 'no front matter')
		await expect(loadArticles(folder)).rejects.toThrow(/fr\/broken\.md/u)
	})

	test.each(['latin1', 'utf16le'] as const)('names the file that is not UTF-8 but %s', async (encoding) => {
		const file = path.join(folder, 'fr', 'broken.md')
		await writeFile(
			file,
			Buffer.from(`\ufeff${source({ id: 'broken', title: 'Durée' })}`.slice(encoding === 'latin1' ? 1 : 0), encoding),
		)
		await expect(loadArticles(folder)).rejects.toThrow('fr/broken.md: is not UTF-8')
	})

	test.each([
		['a file', async (place: string) => writeFile(place, 'x')],
		[
			'a folder in which a language is a file',
			async (place: string) => {
				await mkdir(place)
				await writeFile(path.join(place, 'en'), 'x')
			},
		],
	])('is refused in a sentence where it is %s', async (_name, make) => {
		const place = path.join(folder, 'no-folder')
		await make(place)
		await expect(loadArticles(place)).rejects.toThrow(`${place}: is not a knowledge folder`)
		await rm(place, { recursive: true })
	})

	test('is read with its sub-folders, in which no id may come twice', async () => {
		await rm(path.join(folder, 'fr', 'broken.md'))
		await mkdir(path.join(folder, 'fr', 'imported'))
		await writeFile(
			path.join(folder, 'fr', 'imported', 'guide.md'),
			source({ id: 'guide', topic: 'documentation', questions: '' }),
		)
		expect((await loadArticles(folder)).map(({ id, questions }) => [id, questions.length])).toContainEqual(['guide', 0])
		await writeFile(path.join(folder, 'fr', 'imported', 'proration.md'), source())
		await expect(loadArticles(folder)).rejects.toThrow(/fr\/proration\.md: id: "proration" is already the id of/u)
	})

	test('must not be empty', async () => {
		await expect(loadArticles(path.join(folder, 'nothing'))).rejects.toThrow(/no articles/u)
	})
})

describe('finding articles', () => {
	const make = (id: string, change: Fields, body?: string) =>
		parseArticle(source({ id, topic: id, ...change }, body), `en/${id}.md`, 'en')
	const index = createArticleIndex([
		make('refund', { title: 'Getting a refund', questions: '[I want my money back]' }),
		make('refund-staff', {
			topic: 'refund',
			title: 'Refund claims upstream',
			audience: '[staff]',
			questions: '[claim window of Microsoft]',
		}),
		make('provider', {
			topic: 'refund',
			title: 'Refund claims at the provider',
			audience: '[staff]',
			partner: '[indirect-reseller]',
		}),
		make('new-rule', { topic: 'refund', title: 'Refund rule of next year', effective: '2027-01-01' }),
		make('greeting', { title: 'Hello refund' }),
	])
	const ids = (query: Partial<Parameters<typeof index.find>[0]>) =>
		index.find({ text: 'refund', language: 'en', audience: 'staff', ...query }).map(({ id }) => id)

	test('shows a customer nothing for staff, and nobody what is not in force yet', () => {
		expect(ids({ audience: 'customer', today: '2026-11-22' })).toEqual(['refund'])
		expect(ids({ audience: 'customer', today: '2027-01-01' })).toContain('new-rule')
	})

	test('leaves out what holds for other partners only', () => {
		expect(ids({ partnerType: 'direct' })).not.toContain('provider')
		expect(ids({ partnerType: 'indirect-reseller' })).toContain('provider')
	})

	test('puts the articles of the topic first and keeps small talk out of a search', () => {
		expect(ids({ text: 'hello refund' })).not.toContain('greeting')
		expect(ids({ text: 'claim window', topic: 'greeting' })[0]).toBe('greeting')
	})

	test('shows nothing that has ended', () => {
		const ended = createArticleIndex([make('old-rule', { until: '2026-06-30' })])
		const found = (today: string) => ended.find({ text: 'partial month', language: 'en', audience: 'staff', today })
		expect(found('2026-06-30')).toHaveLength(1)
		expect(found('2026-07-01')).toEqual([])
	})

	test('prefers what is written for the asking partner, within its topic', () => {
		const general = { topic: 'credit', title: 'Asking Microsoft for credit', questions: '[how do I ask for credit]' }
		const own = { topic: 'credit', title: 'As a reseller', partner: '[indirect-reseller]', questions: '[who files it for us]' }
		const other = { topic: 'roles', title: 'Roles of a reseller', partner: '[indirect-reseller]', questions: '[what may we do]' }
		const credit = createArticleIndex([make('credit', general), make('credit-reseller', own), make('roles', other)])
		const found = (partnerType: string) =>
			credit.find({ text: 'how do I ask for credit', topic: 'credit', language: 'en', audience: 'staff', partnerType })
		expect(found('indirect-reseller').map(({ id }) => id)).toEqual(['credit-reseller', 'credit'])
		expect(found('direct').map(({ id }) => id)).toEqual(['credit'])
	})

	test('a confident vote puts its topic first, a doubtful one only helps', () => {
		const votes = (greeting: number, refund: number) => new Map(Object.entries({ 'new-topic': greeting, refund }))
		const two = createArticleIndex([
			make('refund', { title: 'Getting a refund', questions: '[I want my money back]' }),
			make('new-topic', { title: 'Address on the invoice', questions: '[change our address]' }),
		])
		const first = (chances: ReadonlyMap<string, number>) =>
			two.find({ text: 'money back please', topic: 'new-topic', votes: chances, language: 'en', audience: 'staff' })[0]?.id
		expect(first(votes(0.9, 0.1))).toBe('new-topic')
		expect(first(votes(0.3, 0.25))).toBe('refund')
	})

	test('quotes the passage that answers, with its heading and the sources of the article', () => {
		const body =
			'Invoices are monthly.\n\n## Sending\nThey come by e-mail.\n\n## Archive\nOld invoices stay in the archive for ten years.'
		const one = createArticleIndex([make('get-invoice', { title: 'Your invoices' }, body)])
		const passage = (text: string) => one.find({ text, language: 'en', audience: 'staff' })[0]
		expect(passage('how long are invoices archived')).toMatchObject({
			passage: { heading: 'Archive', text: 'Old invoices stay in the archive for ten years.' },
			sources: ['EN docs'],
		})
		expect(passage('monthly invoices')?.passage).toEqual({ text: 'Invoices are monthly.' })
	})

	test('finds imported documents without questions, behind its own articles, and teaches nothing of them', () => {
		const page = make(
			'guide',
			{ topic: 'documentation', title: 'Gearbox guide', questions: '' },
			'Oil the gearbox. See the refund page.',
		)
		const mixed = createArticleIndex([page, make('refund', { title: 'Getting a refund', questions: '[money back]' })])
		const found = (text: string) => mixed.find({ text, language: 'en', audience: 'staff' }).map(({ id }) => id)
		expect(found('gearbox')).toEqual(['guide'])
		expect(found('refund page')[0]).toBe('refund')
		expect(mixed.examples().some(({ topic }) => topic === 'documentation')).toBe(false)
		expect(mixed.topics().has('documentation')).toBe(false)
	})

	test('finds nothing in the other language', () => {
		expect(ids({ language: 'fr' })).toEqual([])
	})

	test('quotes the first paragraph and teaches questions, title and paragraphs', () => {
		const article = index.article('refund', 'en')
		expect(article && index.shortAnswer(article)).toBe('The short answer.')
		expect(
			index
				.examples()
				.filter(({ topic, background }) => topic === 'refund' && background !== true)
				.map(({ text }) => text),
		).toContain('I want my money back')
		expect(index.topics().get('refund')).toEqual({ audience: ['customer', 'staff'], next: 'dispute' })
	})
})
