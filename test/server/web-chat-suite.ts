import { beforeAll, describe, expect, it } from 'vitest'
import { stringsOf } from '../cards/card-check.ts'
import { desk } from './demo-desk.ts'
import { openFor, staffToken, viewOf } from './start-desk.ts'

interface Chat {
	readonly id: string
	readonly token: string
}
interface Said {
	readonly from: { readonly id: string }
	readonly text?: string
	readonly attachments?: readonly object[]
}

async function start(body: object): Promise<Chat> {
	const { json } = await desk().ask('/api/webchat/token', { body })
	const started = await desk().ask('/v3/directline/conversations', { token: String(json['token']), body: {} })
	return { id: String(started.json['conversationId']), token: String(started.json['token']) }
}

const path = (id: string) => `/v3/directline/conversations/${id}/activities`
const post = ({ id, token }: Chat, activity: object) => desk().ask(path(id), { token, body: { type: 'message', ...activity } })

/** What the bot said until it has said this; fails after two seconds. */
async function heard({ id, token }: Chat, word: string | RegExp): Promise<Said[]> {
	for (let left = 100; left > 0; left -= 1) {
		const { json } = await desk().ask(path(id), { token })
		const said = (json['activities'] as Said[]).filter(({ from }) => from.id === 'loopdesk' || from.id === 'bot')
		if (said.some((one) => stringsOf(one).join('\n').match(word) !== null)) return said
		await new Promise((resolve) => setTimeout(resolve, 20))
	}
	throw new Error(`nobody said ${String(word)}`)
}

let dana = ''
beforeAll(async () => {
	dana = await staffToken(desk(), 'dana')
})
const count = async () => ((await desk().ask('/api/tickets?view=all', { token: dana })).json['tickets'] as unknown[]).length

describe('the web chat', () => {
	it('opens one dispute and says so once for the same message three times at once', async () => {
		const chat = await start({ sample: 'chloe' })
		const before = await count()
		const value = { verb: 'open-dispute', card: 'once', topic: 'duplicate-charge', reason: 'Facturé deux fois' }
		const activity = { value, channelData: { clientActivityID: 'the-same', postBack: true } }
		const answers = await Promise.all([post(chat, activity), post(chat, activity), post(chat, activity)])
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
		await post(chat, activity)
		await heard(chat, /BD-\d+/)
		await post(chat, { text: 'Comment obtenir ma facture ?' })
		const said = await heard(chat, 'Cela m’a aidé')
		expect(said.filter((one) => /votre litige porte le numéro/.test(one.text ?? ''))).toHaveLength(1)
		expect(await count()).toBe(before + 1)
	})

	it("keeps another customer's ticket to him, whatever the card says", async () => {
		const number = await openFor(desk(), dana, 'ALEX-ONLY reason')
		const chat = await start({ sample: 'chloe' })
		for (const verb of ['show-ticket', 'withdraw']) {
			await post(chat, { value: { verb, card: verb, ticket: number, reporter: 'alex' }, from: { id: 'alex' } })
		}
		const said = await heard(chat, /Nous n’avons rien trouvé/)
		expect(stringsOf(said).join()).not.toContain('ALEX-ONLY')
		expect((await viewOf(desk(), dana, number)).ticket.state).toBe('open')
	})

	it('lets nobody read or write in the conversation of somebody else', async () => {
		const [alex, visitor] = await Promise.all([start({ sample: 'alex' }), start({})])
		const intruder = { id: alex.id, token: visitor.token }
		expect((await post(intruder, { text: 'hello' })).status).toBe(403)
		for (const route of [path(alex.id), `/v3/directline/conversations/${alex.id}`]) {
			expect((await desk().ask(route, { token: visitor.token })).status).toBe(403)
		}
	})

	it('refuses what is too long or malformed, and goes on', async () => {
		const chat = await start({})
		expect((await post(chat, { text: '😀'.repeat(250_000) })).status).toBe(413)
		expect((await post(chat, { text: 'x'.repeat(8001) })).status).toBe(400)
		for (const activity of [{ type: 'conversationUpdate' }, { type: 7 }, { text: {} }]) {
			expect((await post(chat, activity)).status).toBe(400)
		}
		await post(chat, { text: 'How can I download my invoice?' })
		await heard(chat, 'That helped')
	})
})
