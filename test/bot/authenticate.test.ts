import type { Activity } from 'botbuilder'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Authenticate, createAuthenticate } from '../../src/bot/authenticate.ts'
import { standInAuthentication } from '../../src/bot/teams-authentication.ts'
import { createIdentity, type Identity } from '../../src/cli/stand-in/identity.ts'

const SERVICE = 'http://127.0.0.1:1/emea/'

let identity: Identity
let server: Server
let authenticate: Authenticate
/** What the issuer answers with from now on. */
let status: number
/** The issuer begins to answer with its keys, and ends when this is resolved. */
let keysEnd: PromiseWithResolvers<void>
let keysBegin: PromiseWithResolvers<void>

beforeEach(async () => {
	status = 200
	keysEnd = Promise.withResolvers()
	keysBegin = Promise.withResolvers()
	server = createServer((request, response) => {
		const answer = JSON.stringify(identity.documents[request.url ?? ''])
		response.writeHead(status, { 'content-type': 'application/json' })
		response.write(answer.slice(0, 5))
		if (request.url !== '/.well-known/keys') return void response.end(answer.slice(5))
		keysBegin.resolve()
		void keysEnd.promise.then(() => response.end(answer.slice(5)))
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
	identity = await createIdentity(url, SERVICE)
	authenticate = createAuthenticate(standInAuthentication(url))
})
afterEach(() => {
	server.closeAllConnections()
	server.close()
})

const activity = { type: 'message', channelId: 'msteams', serviceUrl: SERVICE } as Activity
const outcome = async (token: Promise<string>) => {
	const looked = authenticate(activity, `Bearer ${await token}`)
	return looked.then(
		({ claimsIdentity }) => claimsIdentity.isAuthenticated,
		({ code }: { code: string }) => code,
	)
}

it('takes good tokens that come while the keys of their issuer are being read', async () => {
	const first = outcome(identity.token())
	await keysBegin.promise
	// The head of the answer has to reach the SDK, which nothing outside it can see.
	await new Promise((resolve) => setTimeout(resolve, 50))
	const second = outcome(identity.token())
	setTimeout(keysEnd.resolve, 50)
	expect(await Promise.all([first, second])).toEqual([true, true])
	expect(await outcome(identity.token({ audience: 'another-bot' }))).toBe('not-signed-in')
})

it('asks Teams to come again when the keys cannot be had, and takes the next token once they can', async () => {
	keysEnd.resolve()
	status = 500
	expect(await outcome(identity.token())).toBe('busy')
	status = 200
	expect(await outcome(identity.token())).toBe(true)
})

it('asks Teams to come again when nobody answers for the issuer', async () => {
	await new Promise((resolve) => server.close(resolve))
	expect(await outcome(identity.token())).toBe('busy')
})
