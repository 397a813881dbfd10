import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Draft, draftOf } from '../../../src/knowledge/gaps/draft.ts'
import { saveArticle } from '../../../src/knowledge/gaps/save-article.ts'
import { loadArticles } from '../../../src/knowledge/load-articles.ts'
import { asked, lost } from '../feedback/questions.ts'
import { findGaps } from './gaps-of.ts'

const KNOWN = { topics: new Set(['tax-vat']), isTaken: (id: string) => id === 'chorus-pro', today: '2026-11-22' }

/** The draft of a gap with these questions, answered in BD-1007. */
function drafted(texts: readonly string[], answer: string, more: object = {}): Draft | undefined {
	const came = { ticket: 'BD-1007', went: 'dispute' as const }
	const facts = { number: 'BD-1007', topic: 'open-dispute', answer: { text: answer, at: 1 }, ...more }
	const [gap] = findGaps(
		texts.map((text) => lost(text, { came, topic: 'tax-vat' })),
		new Map([['BD-1007', facts]]),
	)
	return gap && draftOf(gap, KNOWN)
}

describe('a draft', () => {
	it('is made of the questions and of what a person answered, and names the ticket as its source', () => {
		const draft = drafted(
			[
				'Where is the SIRET on my invoice?',
				'Hello, my name is [name], the SIRET of my invoice please',
				'siret invoice [card number]',
			],
			'Hello [name],\n\nIt stands below your address. Add it in your profile first.\n\nKind regards,\n[name]',
			{ amount: { minor: 100, currency: 'EUR' } },
		)
		expect(draft).toEqual({
			language: 'en',
			id: 'siret-invoice',
			topic: 'tax-vat',
			title: 'Where is the SIRET on my invoice',
			audience: ['customer', 'staff'],
			effective: '2026-11-22',
			sources: ['Ticket BD-1007'],
			next: 'dispute',
			questions: ['Where is the SIRET on my invoice?', 'Siret invoice', 'The SIRET of my invoice please'],
			body: 'It stands below your address. Add it in your profile first.',
		})
	})

	it('waits until a person has answered', () => {
		const [gap] = findGaps([lost('siret', { came: { ticket: 'BD-1', went: 'person' } })], new Map())
		expect(gap && draftOf(gap, KNOWN)).toBeUndefined()
	})

	it('takes a free id, and its own topic where none fits', () => {
		const [gap] = findGaps(
			[asked('chorus pro', { decision: 'out-of-scope', topic: 'out-of-scope', audience: 'staff', came: { ticket: 'BD-1' } })],
			new Map([['BD-1', { number: 'BD-1', topic: 'no-article-has-it', answer: { text: 'Send it there.', at: 1 } }]]),
		)
		expect(gap && draftOf(gap, KNOWN)).toMatchObject({
			id: 'chorus-pro-2',
			topic: 'chorus-pro-2',
			audience: ['staff'],
			next: 'answer',
		})
	})
})

describe('an approved article', () => {
	let folder: string
	beforeEach(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 'gaps-'))
	})
	afterEach(() => rm(folder, { recursive: true, force: true }))
	const draft = (): Draft => {
		const made = drafted(['où est le SIRET : « facture » ? # oui', '"yes": no'], 'Sous votre adresse.\n\n- un : deux\n---\nfin')
		if (made === undefined) throw new Error('no draft')
		return { ...made, language: 'fr' }
	}

	it('is a file that the desk reads as it was approved', async () => {
		await saveArticle(folder, draft())
		expect(await readdir(path.join(folder, 'fr'))).toEqual([`${draft().id}.md`])
		expect(await loadArticles(folder)).toEqual([{ ...draft(), commerce: ['any'] }])
	})

	it('never replaces another one, not even when two are approved at once', async () => {
		const other = { ...draft(), body: 'Another answer.' }
		const drafts = Array.from({ length: 20 }, () => other)
		const saved = await Promise.allSettled([draft(), ...drafts].map((one) => saveArticle(folder, one)))
		const refusals = saved.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
		expect(refusals).toHaveLength(drafts.length)
		for (const refusal of refusals) expect(refusal).toMatchObject({ reason: 'article-exists' })
		await expect(saveArticle(folder, other)).rejects.toMatchObject({ code: 'wrong-state', reason: 'article-exists' })
		expect(await readdir(path.join(folder, 'fr'))).toEqual([`${draft().id}.md`])
		expect(await readFile(path.join(folder, 'fr', `${draft().id}.md`), 'utf8')).toMatch(/^---\nid: /u)
	})

	it.each<[Partial<Draft>, string]>([
		[{ id: '../../outside' }, 'article-id'],
		[{ id: 'Not an id' }, 'article-id'],
		[{ topic: 'a b' }, 'article-topic'],
		[{ title: ' ' }, 'article-title'],
		[{ body: ' \n' }, 'article-body'],
		[{ questions: [] }, 'article-questions'],
		[{ audience: [] }, 'article-audience'],
		[{ sources: [] }, 'article-sources'],
	])('that is not complete is refused, naming the field: %o', async (change, field) => {
		const refusal = { code: 'bad-input', details: { fields: [field] } }
		await expect(saveArticle(folder, { ...draft(), ...change })).rejects.toMatchObject(refusal)
		expect(await readdir(folder)).toEqual([])
	})
})
