import { once } from 'node:events'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AppError } from '../../src/errors.ts'
import { createHttpServer } from '../../src/server/create-server.ts'
import { route } from '../../src/server/route.ts'
import { kitsAt } from '../cards/kit.ts'

const logger = pino({ level: 'silent' })
const server = createHttpServer(logger)
let url = ''

beforeAll(async () => {
	const kitFor = kitsAt(Date.now())
	const fails = (error: Error) => route({ logger, kitFor }, async () => Promise.reject(error))
	server.get('/away', fails(new AppError('busy', 'no store', { reason: 'store-unavailable' })))
	server.get('/broken', fails(new Error('secret <inside>')))
	server.listen(0, '127.0.0.1')
	await once(server, 'listening')
	url = `http://127.0.0.1:${server.address().port}`
})
afterAll(() => server.close())

it('tells a person at a browser what to do in a page of his language, and a program in JSON', async () => {
	const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'fr-FR,fr;q=0.9' }
	const page = await fetch(`${url}/away`, { headers: browser })
	expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8'])
	expect(await page.text()).toMatch(/lang="fr".*<h1>Cela n’a pas fonctionné<\/h1><p>.*Réessayez/su)
	const plain = await fetch(`${url}/away`)
	expect([plain.status, await plain.json()]).toMatchObject([503, { error: { code: 'busy', reason: 'store-unavailable' } }])
})

it('shows nothing of the inside in either', async () => {
	for (const accept of ['text/html', '*/*']) {
		const answer = await fetch(`${url}/broken`, { headers: { accept } })
		expect(answer.status).toBe(500)
		expect(await answer.text()).not.toMatch(/secret|inside|route\.ts/u)
	}
})
