import { describe, expect, it } from 'vitest'
import { useDesk } from './use-desk.ts'

const LIVE = {
	MicrosoftAppId: '00000000-0000-4000-8000-000000000001',
	MicrosoftAppPassword: 'the password of the bot',
	MicrosoftAppPasswordExpires: '2026-01-31',
	MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000002',
	PUBLIC_URL: 'https://desk.partner.example',
	TOKEN_SECRET: 'a secret of thirty-two letters or more',
	PARTNER_NAME: 'Our Cloud',
}
const desk = useDesk(() => LIVE)

describe('a desk that is no demo', () => {
	it('starts, is ready, and says where it listens', async () => {
		expect((await desk().ask('/readyz')).json).toEqual({ ok: true })
		expect(desk().output()).toMatch(/^Loopdesk listens at http/)
		expect(desk().output()).not.toContain('demo')
	})

	it('knows no sample people, sample website or kept mails', async () => {
		for (const route of ['/', '/fr.html', '/demo/mail', '/site.css'])
			expect(await desk().ask(route)).toMatchObject({ status: 404 })
		expect((await desk().ask('/api/session')).json).toEqual({ demo: false, partnerName: 'Our Cloud' })
		expect((await desk().ask('/api/demo/session', { body: { staffId: 'dana' } })).status).toBe(404)
		const { json } = await desk().ask('/api/webchat/token', { body: { sample: 'alex' } })
		expect(json['userId']).toMatch(/^visitor-/)
	})

	it('refuses an identity where no secret is shared with a website', async () => {
		expect((await desk().ask('/api/webchat/token', { body: { identity: 'x.y.z' } })).status).toBe(403)
	})

	it('lets nobody into the tab or the bot without a token', async () => {
		expect((await desk().ask('/api/tickets')).status).toBe(401)
		const activity = {
			type: 'message',
			channelId: 'msteams',
			serviceUrl: 'https://smba.example/',
			text: 'my tickets',
			from: { id: '29:1' },
			conversation: { id: 'a:1' },
		}
		expect((await desk().ask('/api/messages', { body: activity })).status).toBe(401)
	})

	it('warns that it cannot send mails while no mail server is named', () => {
		expect(desk().log()).toContain('no SMTP_URL: customers are told in the chat only')
	})

	it('warns that the secret of its bot has expired', () => {
		expect(desk().log()).toMatch(/"expires":"2026-01-31","daysLeft":-\d+.*is past: make a new client secret/u)
	})

	it('writes none of its secrets anywhere', () => {
		for (const secret of [LIVE.MicrosoftAppPassword, LIVE.TOKEN_SECRET]) {
			expect(desk().log() + desk().output()).not.toContain(secret)
		}
	})
})
