import { beforeAll, describe, expect, it } from 'vitest'
import { act, type Asked, newRequestId, openFor, staffToken, viewOf } from './start-desk.ts'
import { desk } from './demo-desk.ts'

let dana = ''
let mina = ''
beforeAll(async () => {
	dana = await staffToken(desk(), 'dana')
	mina = await staffToken(desk(), 'mina')
})

const get = (route: string, token = dana) => desk().ask(route, { token })
const post = (number: string, body: object, more: Asked = {}) =>
	desk().ask(`/api/tickets/${number}/actions`, { token: dana, body, ...more })
const NEEDS_TOKEN = [
	'/api/me',
	'/api/tickets',
	'/api/tickets/BD-1001',
	'/api/tickets/BD-1001/forms/resolve',
	'/api/notifications',
	'/api/articles?text=vat',
	'/api/customers?text=a',
	'/api/forms/open-dispute?customer=alex',
]

describe('signing in to the tab', () => {
	it('offers the sample people in the demo', async () => {
		const { json } = await desk().ask('/api/session')
		expect(json).toMatchObject({ demo: true })
		expect((json['staff'] as { id: string }[]).map(({ id }) => id)).toEqual(['dana', 'lucas', 'mina'])
		expect((await get('/api/me', mina)).json).toEqual({ id: 'mina', name: 'Mina Okafor', role: 'manager' })
	})

	it('gives no token for somebody who is not a sample person', async () => {
		for (const staffId of ['nobody', '__proto__', '']) {
			expect((await desk().ask('/api/demo/session', { body: { staffId } })).status).toBe(404)
		}
		expect((await desk().ask('/api/demo/session', { body: {} })).status).toBe(400)
	})

	it.each(NEEDS_TOKEN)('is needed for %s', async (route) => {
		const chat = await desk().ask('/api/webchat/token', { body: { sample: 'alex' } })
		const forged = `${dana.slice(0, -6)}AAAAAA`
		const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${dana.split('.')[1]}.`
		for (const token of [undefined, 'x', forged, none, String(chat.json['token'])]) {
			const answer = await desk().ask(route, { token })
			expect({ token, status: answer.status }).toEqual({ token, status: 401 })
			expect(answer.json).toEqual({ error: expect.objectContaining({ code: 'not-signed-in' }) as object })
			expect(await desk().loggedFor(answer)).toHaveLength(1)
		}
	})

	it('of the staff opens no chat of a customer', async () => {
		for (const route of ['/v3/directline/conversations', '/v3/directline/tokens/refresh']) {
			expect((await desk().ask(route, { token: dana, body: {} })).status).toBe(403)
		}
		expect((await desk().ask(`/t/${dana}`)).status).toBe(404)
	})
})

describe('tickets in the tab', () => {
	it('are listed by view, counted and found by their words', async () => {
		const number = await openFor(desk(), dana, 'Zebra stripes on the invoice')
		const list = async (query: string, token = dana) => {
			const { json } = await get(`/api/tickets?${query}`, token)
			return (json['tickets'] as { number: string }[]).map((row) => row.number)
		}
		expect(await list('view=mine')).toContain(number)
		expect(await list('view=mine', mina)).not.toContain(number)
		expect(await list('view=all&text=zebra')).toEqual([number])
		expect(await list('view=all&text=%25')).toEqual([])
		expect(await list('view=no-such-view')).toContain(number)
		expect((await get('/api/tickets')).json['counts']).toMatchObject({ mine: expect.any(Number) as number })
	})

	it('show their history, their actions and where the loop stands', async () => {
		const number = await openFor(desk(), dana)
		const { ticket, history, loop } = await viewOf(desk(), dana, number)
		expect(ticket).toMatchObject({ number, state: 'open', customer: 'Northwind Bikes', assignee: 'Dana Ortiz' })
		expect(history[0]).toMatchObject({ by: 'Dana Ortiz', quote: 'The line is there twice' })
		expect(loop).toMatchObject({ told: false, agreed: false, closed: false })
	})

	it.each(['BD-9999', '..%2f..%2fx', '__proto__', '%00', 'BD-1001%20'])('that there are not answer 404: %s', async (number) => {
		for (const route of [`/api/tickets/${number}`, `/api/tickets/${number}/forms/resolve`]) {
			expect((await get(route)).status).toBe(404)
		}
		const body = { verb: 'add-note', requestId: newRequestId(), data: { text: 'x' } }
		expect((await post(number, body)).status).toBe(404)
	})

	it('speak the language of the reader', async () => {
		const number = await openFor(desk(), dana)
		const { json } = await desk().ask(`/api/tickets/${number}`, { token: dana, headers: { 'accept-language': 'fr-FR,fr;q=0.9' } })
		expect(json['ticket']).toMatchObject({ stateText: 'En cours' })
	})
})

describe('an action in the tab', () => {
	it('on a stale version is refused with the newer ticket, and changes nothing (rule 5)', async () => {
		const number = await openFor(desk(), dana)
		const { version } = (await viewOf(desk(), dana, number)).ticket
		await act(desk(), mina, number, 'set-priority', { priority: 'urgent' })
		const data = { outcome: 'corrected', text: 'The second line is gone.' }
		const { status, json } = await post(number, { verb: 'resolve', version, requestId: newRequestId(), data })
		expect(status).toBe(409)
		expect(json['error']).toMatchObject({ code: 'stale' })
		expect(json['ticket']).toMatchObject({ number, state: 'open', priority: 'urgent', version: version + 1 })
		expect((await viewOf(desk(), dana, number)).ticket.state).toBe('open')
	})

	it('acts once for the same request, three times at once and later again', async () => {
		const number = await openFor(desk(), dana)
		const { version } = (await viewOf(desk(), dana, number)).ticket
		const body = { verb: 'set-priority', version, requestId: newRequestId(), data: { priority: 'high' } }
		const answers = await Promise.all([post(number, body), post(number, body), post(number, body)])
		answers.push(await post(number, body))
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
		const { history, ticket } = await viewOf(desk(), dana, number)
		expect(history.filter(({ text }) => text.includes('priority'))).toHaveLength(1)
		expect(ticket.version).toBe(version + 1)
	})

	it('opens one dispute for the same request', async () => {
		const body = { requestId: newRequestId(), customer: 'chloe', data: { reason: 'Facturé deux fois' } }
		const ask = () => desk().ask('/api/tickets', { token: dana, body })
		const answers = await Promise.all([ask(), ask(), ask()])
		expect(new Set(answers.map(({ json }) => json['number'])).size).toBe(1)
	})

	it.each(['no-such-verb', '__proto__', 'toString', ''])('that nobody knows is 404: "%s"', async (verb) => {
		const number = await openFor(desk(), dana)
		const { status, json } = await post(number, { verb, version: 1, requestId: newRequestId() })
		expect(status).toBe(404)
		expect(json['error']).toMatchObject({ reason: 'unknown-action', message: expect.stringContaining('this button') as string })
	})

	it.each(['confirm', 'reject', 'withdraw', 'close-silent', 'record-delivery'])(
		'never speaks for the customer or the clock: %s',
		async (verb) => {
			const number = await openFor(desk(), dana)
			await act(desk(), dana, number, 'resolve', { outcome: 'corrected', text: 'The second line is gone.' })
			const data = { resolution: '1', notice: 'n', kind: 'resolved', outcome: 'delivered', channel: 'phone' }
			expect((await act(desk(), mina, number, verb, data)).status).toBe(403)
			expect((await viewOf(desk(), dana, number)).ticket.state).toBe('resolved')
		},
	)

	it('has a form only where it is offered: what nobody has is 404, what does not fit now is 409', async () => {
		const number = await openFor(desk(), dana)
		const formOf = async (verb: string) => (await get(`/api/tickets/${number}/forms/${verb}`)).status
		for (const verb of ['confirm', 'raise-alarm', 'send-again', 'take', 'x']) expect(await formOf(verb)).toBe(404)
		for (const verb of ['reopen', 'record-call', 'record-upstream-answer']) expect(await formOf(verb)).toBe(409)
		expect(await formOf('resolve')).toBe(200)
	})

	it('needs a version, a request id and a shape that fits', async () => {
		const number = await openFor(desk(), dana)
		const requestId = newRequestId()
		const wrong = [
			{ verb: 'take', requestId },
			{ verb: 'resolve', version: 1, requestId, data: {} },
			{ verb: 'resolve', version: 1 },
			{ verb: 'resolve', version: -1, requestId },
			{ verb: 'resolve', version: '1', requestId },
			{ verb: 7, version: 1, requestId },
			{ verb: 'add-note', requestId, data: { text: { deep: true } } },
			{ verb: 'add-note', requestId: 'short', data: { text: 'x' } },
			[],
			'text',
		]
		for (const body of wrong) {
			const { status } = await post(number, body as object)
			expect({ body, status }).toEqual({ body, status: 400 })
		}
		expect((await viewOf(desk(), dana, number)).ticket.version).toBe(1)
	})

	it('says what a packet still lacks, and goes on to the finished text when it is whole', async () => {
		const number = await openFor(desk(), dana)
		const half = await act(desk(), dana, number, 'prepare-packet', { impact: 'They withhold payment' })
		expect(half.json['next']).toBe('prepare-packet')
		const early = await act(desk(), dana, number, 'escalate-upstream', { request: 'R-1' })
		expect(early.status).toBe(422)
		expect((early.json['error'] as { message: string }).message).toContain('Evidence')
		expect((early.json['error'] as { message: string }).message).not.toContain('Impact')
		const form = await get(`/api/tickets/${number}/forms/prepare-packet`)
		expect(form.text).toContain('They withhold payment')
	})

	it('is told to those whom it concerns, who can mark it as read', async () => {
		const number = await openFor(desk(), dana)
		await act(desk(), dana, number, 'escalate-to-manager', { reason: 'Above my limit' })
		const inbox = async (token: string) => {
			const { json } = await get('/api/notifications', token)
			return json as { items: { id: string; ticket: string; text: string; read: boolean; action?: object }[]; unread: number }
		}
		const mine = (await inbox(mina)).items.find(({ ticket }) => ticket === number)
		expect(mine).toMatchObject({ read: false, action: { verb: 'acknowledge' } })
		expect(mine?.text).toContain('Above my limit')
		expect((await inbox(dana)).items.some(({ ticket, text }) => ticket === number && text.includes('Above my limit'))).toBe(false)
		await desk().ask('/api/notifications/read', { token: mina, body: { ids: [mine?.id] } })
		expect((await inbox(mina)).items.find(({ id }) => id === mine?.id)?.read).toBe(true)
		await desk().ask('/api/notifications/read', { token: dana, body: { ids: [mine?.id] } })
		expect((await desk().ask('/api/notifications/read', { token: dana, body: { ids: 'all' } })).status).toBe(400)
	})
})

describe('looking things up in the tab', () => {
	it('finds customers by name or company, and forms only for those whom we know', async () => {
		const found = JSON.parse((await get('/api/customers?text=garnier')).text) as { userId: string }[]
		expect(found.map(({ userId }) => userId)).toEqual(['chloe'])
		expect((await get('/api/forms/open-dispute?customer=alex')).text).toContain('G004512877')
		for (const customer of ['nobody', '__proto__', '']) {
			expect((await get(`/api/forms/open-dispute?customer=${customer}`)).status).toBe(404)
			const body = { requestId: newRequestId(), customer, data: { reason: 'x' } }
			expect((await desk().ask('/api/tickets', { token: dana, body })).status).toBe(404)
		}
	})

	it('finds articles of the staff with their sources', async () => {
		const found = JSON.parse((await get('/api/articles?text=how%20to%20escalate%20to%20Microsoft')).text) as {
			sources: string[]
		}[]
		expect(found.length).toBeGreaterThan(0)
		expect(found[0]?.sources.length).toBeGreaterThan(0)
		expect(JSON.parse((await get('/api/articles?text=')).text)).toEqual([])
	})
})

describe('the log of the tab', () => {
	it('holds no token, no word of people and no address', async () => {
		const number = await openFor(desk(), dana, 'UNIQUE-REASON of the customer')
		await act(desk(), dana, number, 'add-note', { text: 'UNIQUE-NOTE of dana' })
		await act(desk(), dana, number, 'resolve', { outcome: 'UNIQUE-OUTCOME', text: 'UNIQUE-TEXT' })
		await get('/api/tickets?text=UNIQUE-SEARCH', 'UNIQUE-TOKEN')
		for (const secret of ['UNIQUE', dana, mina, 'northwind-bikes.example', 'Alex Morgan'])
			expect(desk().log()).not.toContain(secret)
	})
})
