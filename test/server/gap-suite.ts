import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../cards/kit.ts'
import { stringsOf } from '../cards/card-check.ts'
import { desk } from './demo-desk.ts'
import { act, staffToken } from './start-desk.ts'

interface Gap {
	readonly id: string
	readonly times: number
	readonly tickets: readonly string[]
	readonly examples: readonly string[]
	readonly amounts: readonly string[]
	readonly reasons: readonly { readonly reason: string }[]
	readonly answeredIn?: string
}
interface Counted {
	readonly article: string
	readonly language: string
	readonly asked: number
	readonly notHelped: number
	readonly tickets: number
	readonly reopened: number
}

let dana = ''
let mina = ''
beforeAll(async () => {
	dana = await staffToken(desk(), 'dana')
	mina = await staffToken(desk(), 'mina')
})

/** A conversation of a sample customer, or of a visitor, through the Direct Line endpoint. */
async function startChat(sample?: string) {
	const { json } = await desk().ask('/api/webchat/token', { body: { ...(sample !== undefined && { sample }) } })
	const started = (await desk().ask('/v3/directline/conversations', { token: String(json['token']), body: {} })).json
	const token = String(started['token'])
	const route = `/v3/directline/conversations/${String(started['conversationId'])}/activities`
	let presses = 0
	const post = async (activity: object) =>
		expect((await desk().ask(route, { token, body: { type: 'message', ...activity } })).status).toBe(200)
	return {
		says: (text: string) => post({ text }),
		presses: (verb: string, data: object = {}) => post({ value: { verb, card: `gap-${(presses += 1)}`, ...data } }),
		/** The data of the newest button with this verb, once it has come. */
		button: (verb: string, beside: string) =>
			eventually(async () => {
				const said = (await desk().ask(route, { token })).json['activities'] as Activity[]
				const card = said.findLast((each) => stringsOf(each).join('\n').includes(beside))
				return card?.attachments?.[0]?.content?.actions?.find(({ data }) => data?.['verb'] === verb)?.data
			}),
	}
}

interface Activity {
	readonly attachments?: { readonly content?: { readonly actions?: { readonly data?: Record<string, unknown> }[] } }[]
}

/** What comes of asking again and again, two seconds at most. */
async function eventually<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
	for (let left = 100; left > 0; left -= 1) {
		const seen = await look()
		if (seen !== undefined) return seen
		await new Promise((resolve) => setTimeout(resolve, 20))
	}
	throw new Error('it did not happen')
}

const gaps = async (token = dana) => (await desk().ask('/api/gaps', { token })).json['gaps'] as Gap[]
const gapOf = async (word: string) => (await gaps()).find(({ examples }) => examples.some((text) => text.includes(word)))
const countOf = async (article: string) => {
	const counts = (await desk().ask('/api/feedback', { token: dana })).json['articles'] as Counted[]
	return counts.find((count) => count.article === article && count.language === 'fr')
}

/** Chloé asks about VAT, the answer does not help, and she opens a dispute; its number. */
async function disputeAfterAnswer(): Promise<string> {
	const chat = await startChat('chloe')
	await chat.says(
		'Pourquoi la facture zorglub compte-t-elle la TVA au taux de 21 % ? Merci, Chloé Garnier, carte 4111 1111 1111 1111',
	)
	await chat.presses('not-helped', await chat.button('not-helped', 'TVA'))
	await chat.presses('open-dispute', { topic: 'tax-vat', reason: 'La TVA est fausse', amount: '1 234,56 €' })
	return eventually(async () => (await gapOf('zorglub'))?.tickets[0])
}

describe('the knowledge report in the tab', () => {
	it('is for the staff only', async () => {
		const routes = ['/api/gaps', '/api/feedback', '/api/gaps/x/draft']
		for (const route of routes) expect((await desk().ask(route)).status).toBe(401)
		for (const route of ['/api/gaps/x/article', '/api/gaps/x/dismiss']) {
			expect((await desk().ask(route, { body: {} })).status).toBe(401)
			expect((await desk().ask(route, { token: dana, body: {} })).status).toBe(403)
		}
	})

	it('shows what did not help with its dispute and amount, drafts an article of the answer, and counts what came of it', async () => {
		const number = await disputeAfterAnswer()
		const gap = await gapOf('zorglub')
		expect(gap).toMatchObject({ times: 1, tickets: [number], reasons: [{ reason: 'not-helped' }], amounts: ['€1,234.56'] })
		expect(gap?.examples).toEqual([
			'Pourquoi la facture zorglub compte-t-elle la TVA au taux de 21 % ? Merci, [nom], carte [numéro de carte]',
		])
		expect(gap?.answeredIn).toBeUndefined()
		expect((await desk().ask(`/api/gaps/${gap?.id}/draft`, { token: mina })).status).toBe(409)
		await act(desk(), dana, number, 'resolve', {
			outcome: 'charge-valid',
			text: 'Bonjour Chloé,\nLa TVA est celle de votre pays.',
		})
		const { draft } = (await desk().ask(`/api/gaps/${gap?.id}/draft`, { token: dana })).json as { draft: object }
		expect(draft).toMatchObject({
			language: 'fr',
			topic: 'tax-vat',
			sources: [`Ticket ${number}`],
			body: 'La TVA est celle de votre pays.',
			questions: ['Pourquoi la facture zorglub compte-t-elle la TVA au taux de 21 % ?'],
		})
		const before = await countOf('tax-vat')
		expect(before).toMatchObject({ notHelped: 1, tickets: 1, reopened: 0 })
		await act(desk(), dana, number, 'reopen', { reason: 'Chloé called: it is still wrong' })
		expect(await countOf('tax-vat')).toEqual({ ...before, reopened: 1 })
	})

	it('loses a gap that a manager sets aside', async () => {
		const chat = await startChat()
		await chat.says('How do I charge my flibbertigibbet laptop')
		const gap = await eventually(() => gapOf('flibbertigibbet'))
		expect((await desk().ask(`/api/gaps/${gap.id}/dismiss`, { token: mina, body: {} })).status).toBe(200)
		expect(await gapOf('flibbertigibbet')).toBeUndefined()
		expect((await desk().ask(`/api/gaps/${gap.id}/dismiss`, { token: mina, body: {} })).status).toBe(404)
	})

	it('approves nothing that is incomplete, or that has the id of another article', async () => {
		const gap = await gapOf('zorglub')
		const { draft } = (await desk().ask(`/api/gaps/${gap?.id}/draft`, { token: mina })).json as { draft: object }
		const approve = (change: object) => desk().ask(`/api/gaps/${gap?.id}/article`, { token: mina, body: { ...draft, ...change } })
		expect((await approve({ id: 'tax-vat' })).status).toBe(409)
		for (const change of [{ body: '' }, { questions: [] }, { title: '' }, { id: '../x' }, { audience: [] }, { next: 'x' }]) {
			const { status, json } = await approve(change)
			expect({ change, status }).toEqual({ change, status: 400 })
			expect((json['error'] as { message: string }).message).toMatch(/Answer|Questions|Title|File name|For whom|What is offered/u)
		}
		expect(await gapOf('zorglub')).toBeDefined()
	})
})

describe('npm run knowledge', () => {
	const run = async (...args: string[]) => {
		const program = path.join(ROOT, 'src/cli/knowledge.ts')
		return (await promisify(execFile)(process.execPath, [program, ...args, '--store', desk().folder])).stdout
	}

	it('shows gaps, drafts and articles of a desk while it runs', async () => {
		const found = JSON.parse(await run('gaps', '--json', '--language', 'fr')) as Gap[]
		const place = found.findIndex(({ examples }) => examples.some((text) => text.includes('zorglub')))
		expect(found[place]?.times).toBe(1)
		expect(await run('gaps')).toContain('facture zorglub')
		expect(await run('gaps', '--language', 'fr', '--draft', String(place + 1))).toMatch(/^---\nid: .*\ntopic: tax-vat\n/u)
		expect(await run('report')).toMatch(/^article +asked +helped .*\n[\s\S]*^fr\/tax-vat /mu)
		const counts = JSON.parse(await run('report', '--json')) as Counted[]
		expect(counts.find(({ article, language }) => article === 'tax-vat' && language === 'fr')).toMatchObject({ reopened: 1 })
	})
})
