import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import type { Server } from 'restify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { invoiceBook } from '../../src/stores/files/samples.ts'
import { createArticleIndex } from '../../src/knowledge/article-index.ts'
import { loadArticles } from '../../src/knowledge/load-articles.ts'
import { shippedArticles } from '../knowledge/shipped.ts'
import { createHttpServer } from '../../src/server/create-server.ts'
import { attachTab } from '../../src/server/tab/attach-tab.ts'
import { createStaffSignIn } from '../../src/server/tab/staff-sign-in.ts'
import { readAmount } from '../../src/triage/entities/amount.ts'
import { type BotDesk, startBotDesk } from '../bot/desk.ts'
import { createRealTriage } from '../triage/real-triage.ts'

const triage = await createRealTriage()
const shipped = await shippedArticles()

const SECRET = { level: 'urgent', expires: '2027-01-31', daysLeft: 1 } as const

let bot: BotDesk
let server: Server
let folder: string
let url: string
const tokens = new Map<string, string>()

/** The tab's routes on a desk whose articles are approved into a folder of the test's own. */
beforeEach(async () => {
	bot = await startBotDesk()
	folder = await mkdtemp(path.join(tmpdir(), 'approved-'))
	const articles = createArticleIndex(shipped)
	const { store, desk, kitFor } = bot
	const key = new Uint8Array(32)
	const demo = { isDemo: true, appId: '', tenantId: '', publicHost: '' }
	const signIn = createStaffSignIn({ team: desk.team, clock: () => new Date(), key, ...demo })
	for (const id of ['dana', 'mina']) tokens.set(id, await signIn.demoToken(id))
	server = createHttpServer(pino({ level: 'silent' }))
	attachTab(server, {
		logger: pino({ level: 'silent' }),
		kitFor,
		desk,
		notices: store.notices,
		customers: store.customers,
		questions: store.questions,
		erasures: store.erasures,
		live: { wake: () => undefined },
		knowledgeFolder: folder,
		invoices: invoiceBook([]),
		articles,
		triage,
		signIn,
		readAmount,
		fileAddress: async (id) => id,
		partnerName: 'Test',
		isDemo: true,
		secret: { news: () => SECRET },
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	url = `http://127.0.0.1:${server.address().port}`
})
afterEach(async () => {
	await new Promise<void>((resolve) => server.close(() => resolve()))
	await bot.stop()
	await rm(folder, { recursive: true })
})

async function ask(member: string, route: string, body?: object): Promise<{ status: number; json: Record<string, unknown> }> {
	const headers = { authorization: `Bearer ${tokens.get(member)}`, 'content-type': 'application/json' }
	const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
	const answer = await fetch(`${url}${route}`, { headers, ...init })
	return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

it('a manager approves what an agent answered; the bot knows the article as soon as its file is read', async () => {
	await bot.says('alex', 'zorglub flimflam??')
	await bot.presses('alex', 'talk-to-person')
	const [ticket] = await bot.tickets()
	await bot.act('dana', ticket?.number ?? '', 'reply-to-customer', {
		text: 'Hello Alex,\nThe zorglub fee is a flimflam. It stands on page 2.',
	})
	const { gaps } = (await ask('dana', '/api/gaps')).json as { gaps: { id: string; examples: string[] }[] }
	expect(gaps.map(({ examples }) => examples)).toEqual([['zorglub flimflam??']])
	const route = `/api/gaps/${gaps[0]?.id}`
	const { draft } = (await ask('mina', `${route}/draft`)).json as { draft: Record<string, unknown> }
	const approved = { ...draft, questions: ['zorglub flimflam??', 'what is the zorglub fee', 'flimflam zorglub fee'] }

	expect((await ask('dana', `${route}/article`, approved)).status).toBe(403)
	expect(await readdir(folder)).toEqual([])
	// What a client claims of the source, the language and the date counts for nothing.
	const claims = { sources: ['Microsoft'], language: 'fr', effective: '1999-01-01' }
	expect(await ask('mina', `${route}/article`, { ...approved, ...claims })).toEqual({
		status: 201,
		json: { id: draft['id'], language: 'en' },
	})

	const [article, ...others] = await loadArticles(folder)
	expect(others).toEqual([])
	expect(article).toMatchObject({ language: 'en', sources: [`Ticket ${ticket?.number}`], effective: '2026-11-23' })
	expect(article?.body).toBe('The zorglub fee is a flimflam. It stands on page 2.')
	expect((await ask('mina', '/api/gaps')).json['gaps']).toEqual([])
	expect((await ask('mina', `${route}/article`, approved)).status).toBe(404)

	const index = createArticleIndex([...shipped, ...(article === undefined ? [] : [article])])
	const found = index.find({ text: 'zorglub fee', language: 'en', audience: 'customer' })
	expect(found[0]?.id).toBe(draft['id'])
})

it("a manager reads how long the bot's secret lasts; an agent does not", async () => {
	expect((await ask('mina', '/api/notifications')).json).toEqual({ items: [], unread: 0, secret: SECRET })
	expect((await ask('dana', '/api/notifications')).json).toEqual({ items: [], unread: 0 })
})
