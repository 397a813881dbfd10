import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createStatusLinks } from '../../src/server/status-link.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { desk, SITE_SECRET } from './demo-desk.ts'
import { act, newRequestId, openFor, staffToken, viewOf } from './start-desk.ts'

const MARKS = ['Ophélie', 'ophelie@quill.example', 'WORDS-TO-GO', 'BYTES-TO-GO']
const [NAME, ADDRESS, WORDS, BYTES] = MARKS
const PERSON = { name: `${NAME} Quill`, email: ADDRESS, locale: 'fr', customer: { id: 'quillco', name: 'Quillco' } }
const USER = 'site:to-be-erased'

let dana = ''
let mina = ''
beforeAll(async () => {
	dana = await staffToken(desk(), 'dana')
	mina = await staffToken(desk(), 'mina')
})

/** The person comes to the website and opens the chat. */
async function visit(): Promise<{ token: string; conversationId: string | undefined }> {
	const signed = new SignJWT(PERSON).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setSubject('to-be-erased')
	const identity = await signed.sign(new TextEncoder().encode(SITE_SECRET))
	const { json } = await desk().ask('/api/webchat/token', { body: { identity } })
	return json as { token: string; conversationId: string | undefined }
}

const start = (token: string) => desk().ask('/v3/directline/conversations', { token, body: {} })
const erase = (body: object, token = mina) =>
	desk().ask('/api/erasures', { token, body: { requestId: newRequestId(), whose: { kind: 'person', id: USER }, ...body } })

/** A status link as the desk's mails carry it. */
async function linkTo(number: string): Promise<string> {
	const key = await readFile(path.join(desk().folder, 'token-key'))
	const links = createStatusLinks({ key, clock: () => new Date(), publicUrl: () => '' })
	return links.linkTo({ number, reporter: { userId: USER } } as Ticket)
}

/** What of the person stands anywhere in the store's folder. */
async function marksInFolder(): Promise<string[]> {
	const entries = await readdir(desk().folder, { recursive: true, withFileTypes: true })
	const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name))
	const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(file))))
	return [...MARKS, USER].filter((mark) => bytes.includes(mark))
}

/** Everything that a customer leaves behind; the ticket is closed at the end. */
async function leaveTraces(): Promise<{ number: string; token: string; id: string; closed: Promise<number> }> {
	const started = await start((await visit()).token)
	const { conversationId, token, streamUrl } = started.json as Record<string, string>
	const socket = new WebSocket(String(streamUrl))
	await new Promise((resolve) => socket.once('message', resolve))
	const closed = new Promise<number>((resolve) => socket.once('close', resolve))
	const base = `/v3/directline/conversations/${conversationId}`
	await desk().ask(`${base}/activities`, { token, body: { type: 'message', text: `Bonjour, ${WORDS}` } })
	const upload = new FormData()
	upload.append(
		'activity',
		new Blob([JSON.stringify({ type: 'message', text: WORDS })], { type: 'application/vnd.microsoft.activity' }),
	)
	upload.append('file', new Blob([String(BYTES)], { type: 'text/plain' }), `${NAME}.txt`)
	expect((await desk().ask(`${base}/upload`, { token, body: upload })).status).toBe(200)
	const number = await openFor(desk(), dana, `${WORDS} of ${NAME}`, USER)
	await act(desk(), dana, number, 'add-note', { text: WORDS })
	await act(desk(), dana, number, 'escalate-to-manager', { reason: WORDS })
	await act(desk(), dana, number, 'resolve', { outcome: 'corrected', text: `Dear ${NAME}, ${WORDS}` })
	return { number, token: String(token), id: String(conversationId), closed }
}

async function close(number: string): Promise<void> {
	const page = (await desk().ask(await linkTo(number))).text
	const id = /name="id" value="([^"]*)"/u.exec(page)?.[1] ?? ''
	const form = new URLSearchParams({ resolution: '1', id, comment: '', answer: 'yes' })
	await desk().ask(await linkTo(number), { method: 'POST', body: form })
	expect((await viewOf(desk(), dana, number)).ticket.state).toBe('closed')
}

describe("deleting a customer's data in the tab", () => {
	it('is refused to agents, without a confirmation, and while a ticket is open; then it leaves only the numbers', async () => {
		const { number, token, id, closed } = await leaveTraces()
		const preview = async (query: string, as = mina) => desk().ask(`/api/erasures/preview?${query}`, { token: as })
		expect((await preview(`ticket=${number}`, dana)).status).toBe(403)
		expect((await erase({ typed: PERSON.name }, dana)).status).toBe(403)
		expect((await preview(`ticket=${number}`)).json).toMatchObject({ name: PERSON.name, open: [number], counts: { files: 1 } })
		const early = await erase({ typed: PERSON.name })
		expect([early.status, early.json['error']]).toMatchObject([409, { message: expect.stringContaining(number) as string }])
		await close(number)
		expect((await erase({ typed: 'Somebody Else' })).status).toBe(400)
		expect(await marksInFolder()).toEqual([...MARKS, USER])

		const requestId = newRequestId()
		const [answer, again] = await Promise.all([1, 2].map(() => erase({ requestId, typed: PERSON.name, reference: 'R-7' })))
		expect([answer?.status, again?.status]).toEqual([200, 200])
		let isDone = false
		while (!isDone) isDone = (await desk().ask(`/api/erasures?request=${requestId}`, { token: mina })).json['done'] === true
		expect(await marksInFolder()).toEqual([])

		const view = await viewOf(desk(), dana, number)
		expect(view.ticket).toMatchObject({ title: '—', reporter: '—', customer: 'Quillco', state: 'closed', amountText: '€484.00' })
		expect(view.ticket).toMatchObject({ erased: { by: 'Mina Okafor' } })
		expect(view.history.at(-1)).toMatchObject({ by: 'Mina Okafor', quote: 'R-7' })
		expect(view.history.filter(({ quote }) => quote !== undefined && quote !== 'R-7' && quote !== '—')).toEqual([])
		for (const route of [`/api/tickets/${number}`, '/api/notifications', '/demo/mail', `/api/tickets?view=all&text=${WORDS}`]) {
			const { text } = await desk().ask(route, { token: mina })
			expect(MARKS.filter((mark) => mark !== WORDS || !route.includes(WORDS)).filter((mark) => text.includes(mark))).toEqual([])
		}
		expect((await desk().ask(`/api/tickets?view=all&text=${WORDS}`, { token: mina })).json['tickets']).toEqual([])
		expect((await desk().ask('/api/customers?text=quill', { token: mina })).text).toBe('[]')

		const gone = await desk().ask(await linkTo(number))
		expect([gone.status, gone.text]).toMatchObject([410, expect.stringContaining('Ces données ont été supprimées') as string])
		expect((await desk().ask(await linkTo(number), { method: 'POST', body: new URLSearchParams({ answer: 'no' }) })).status).toBe(
			410,
		)
		expect(await closed).toBe(1008)
		expect((await start(token)).status).toBe(404)
		expect((await desk().ask(`/v3/directline/conversations/${id}`, { token })).status).toBe(404)
		const fresh = await visit()
		expect(fresh.conversationId).toBeUndefined()
		expect((await start(fresh.token)).status).toBe(201)
		for (const mark of [...MARKS, USER]) expect(desk().log()).not.toContain(mark)
	})

	it('finds a visitor who has no ticket by what he wrote, and deletes him by the code of his chat', async () => {
		const visitor = (await desk().ask('/api/webchat/token', { body: {} })).json as { token: string; userId: string }
		const { conversationId, token } = (await start(visitor.token)).json as Record<string, string>
		const body = { type: 'message', text: 'Hello, I am Ulysse, ulysse@visitor.example' }
		await desk().ask(`/v3/directline/conversations/${conversationId}/activities`, { token: String(token), body })
		const find = async (text: string, as = mina) =>
			desk().ask(`/api/erasures/people?${new URLSearchParams({ text }).toString()}`, { token: as })
		expect((await find('ulysse', dana)).status).toBe(403)
		const code = String(conversationId).slice(0, 8)
		for (const text of ['ULYSSE', 'ulysse@visitor.example', String(conversationId), code]) {
			const found = JSON.parse((await find(text)).text) as unknown
			expect(found).toMatchObject([{ userId: visitor.userId, code, chat: { words: body.text } }])
		}
		const whose = { kind: 'person', id: visitor.userId }
		const query = new URLSearchParams(whose).toString()
		const preview = await desk().ask(`/api/erasures/preview?${query}`, { token: mina })
		expect(preview.json).toMatchObject({ name: code, tickets: [], open: [], counts: { people: 1, tickets: 0 } })
		for (const typed of ['', ' ', 'Ulysse']) expect((await erase({ whose, typed })).status).toBe(400)
		expect((await erase({ whose, typed: code.toUpperCase() })).status).toBe(200)
		expect((await find('ulysse')).text).toBe('[]')
		expect((await start(visitor.token)).status).toBe(404)
		expect((await erase({ whose, typed: code })).status).toBe(404)
	})

	it('finds customers by address too, with or without a ticket', async () => {
		const found = await desk().ask('/api/erasures/people?text=chloe%40ateliers', { token: mina })
		expect(JSON.parse(found.text)).toMatchObject([{ userId: 'chloe', company: 'Ateliers Garnier' }])
	})

	it('answers 404 for somebody of whom nothing is kept, and 400 for what does not fit', async () => {
		expect((await desk().ask('/api/erasures/preview?kind=person&id=nobody', { token: mina })).status).toBe(404)
		expect((await desk().ask('/api/erasures/preview?kind=all&id=x', { token: mina })).status).toBe(400)
		expect((await desk().ask('/api/erasures?request=unknown-request', { token: mina })).status).toBe(404)
		expect((await erase({ whose: { kind: 'person', id: '' }, typed: 'x' })).status).toBe(400)
	})
})
