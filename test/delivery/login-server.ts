import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const MICROSOFT = 'https://login.microsoftonline.com/'

/** What Entra's token endpoint answers where it refuses a client: as it was seen in public reports, without the trace's ids. */
const refusal = (code: number, description: string) => ({
	error: 'invalid_client',
	error_description: `AADSTS${code}: ${description}\r\nTrace ID: 1\r\nCorrelation ID: 2\r\nTimestamp: 2027-02-01 00:00:01Z`,
	error_codes: [code],
	timestamp: '2027-02-01 00:00:01Z',
	error_uri: `https://login.microsoftonline.com/error?code=${code}`,
})

const ANSWERS = {
	expired: [401, refusal(7000222, "The provided client secret keys for app '1' are expired.")],
	wrong: [401, refusal(7000215, "Invalid client secret provided for app '1'.")],
	unknown: [400, refusal(700016, "Application with identifier '1' was not found in the directory.")],
	broken: [503, { error: 'temporarily_unavailable' }],
	token: [200, { token_type: 'Bearer', expires_in: 3600, access_token: 'of-the-login-server' }],
} as const

/** A stand-in for Microsoft's login server on loopback: until it stops, what this process asks of Microsoft's goes to it. */
export async function startLoginServer() {
	const login: { answers: keyof typeof ANSWERS; asked: string[] } = { answers: 'token', asked: [] }
	const server = createServer((request, response) => {
		login.asked.push(request.url?.replace(/\?.*$/u, '') ?? '')
		const [status, body] = ANSWERS[login.answers]
		response.writeHead(status, { 'content-type': 'application/json' })
		response.end(JSON.stringify(body))
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
	const real = globalThis.fetch
	globalThis.fetch = (input, init) => {
		const isLogin = typeof input === 'string' && input.startsWith(MICROSOFT)
		return real(isLogin ? input.replace(MICROSOFT, url) : input, init)
	}
	const stop = async () => {
		globalThis.fetch = real
		server.closeAllConnections()
		await new Promise((resolve) => server.close(resolve))
	}
	return Object.assign(login, { stop })
}
