import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { AppError } from '../src/errors.ts'

const LIVE = {
	MicrosoftAppId: '00000000-0000-4000-8000-000000000001',
	MicrosoftAppPassword: 'secret',
	MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000002',
	PUBLIC_URL: 'https://desk.partner.example',
	TOKEN_SECRET: 'x'.repeat(32),
}

function refusalOf(environment: Record<string, string>): string {
	try {
		readConfig(environment)
	} catch (error) {
		if (error instanceof AppError && error.code === 'misconfigured') return error.message
		throw error
	}
	return 'not refused'
}

describe('the configuration', () => {
	it('is a demo on this machine when nothing is set', () => {
		expect(readConfig({})).toMatchObject({ isDemo: true, HOST: '127.0.0.1', PORT: 3978, STORE: 'lowdb:data/store' })
	})

	it('takes an empty variable for one that is not set', () => {
		expect(readConfig({ HOST: ' ', PORT: '', STORE: '', MicrosoftAppId: '  ' })).toEqual(readConfig({}))
	})

	it.each(['127.0.0.1', '127.8.8.8', 'localhost', '::1', '[::1]'])('lets a demo listen on %s', (HOST) => {
		expect(readConfig({ HOST }).isDemo).toBe(true)
	})

	it.each(['0.0.0.0', '::', '192.168.1.5', '10.0.0.1', 'desk.example', '127.0.0.1.evil.example', '128.0.0.1', '127.1'])(
		'refuses a demo on %s, and says what to set',
		(HOST) => {
			expect(refusalOf({ HOST })).toContain('HOST=127.0.0.1')
			expect(refusalOf({ HOST })).toContain(
				'MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId, PUBLIC_URL and TOKEN_SECRET',
			)
		},
	)

	it('refuses a demo in production', () => {
		expect(refusalOf({ NODE_ENV: 'production' })).toContain('Set MicrosoftAppId')
	})

	it('is no demo with a registration, on any address', () => {
		expect(readConfig({ ...LIVE, HOST: '0.0.0.0', NODE_ENV: 'production' })).toMatchObject({ isDemo: false, HOST: '0.0.0.0' })
	})

	it.each(['MicrosoftAppPassword', 'MicrosoftAppTenantId', 'PUBLIC_URL', 'TOKEN_SECRET'])(
		'names %s when only that is missing',
		(name) => {
			expect(refusalOf({ ...LIVE, [name]: '' })).toBe(`With MicrosoftAppId these must be set too: ${name}.`)
		},
	)

	it('needs no password with a managed identity', () => {
		const { MicrosoftAppPassword: _, ...rest } = LIVE
		expect(readConfig({ ...rest, MicrosoftAppType: 'UserAssignedMSI' }).isDemo).toBe(false)
	})

	it('knows the day on which the secret of the bot expires, where there is such a secret', () => {
		const day = { MicrosoftAppPasswordExpires: '2027-01-31' }
		expect(readConfig({ ...LIVE, ...day }).MicrosoftAppPasswordExpires).toBe('2027-01-31')
		expect(readConfig({ ...LIVE, MicrosoftAppPasswordExpires: '' }).MicrosoftAppPasswordExpires).toBeUndefined()
		expect(refusalOf({ ...LIVE, MicrosoftAppPasswordExpires: 'January' })).toMatch(/: must be a date like 2027-01-31$/)
		expect(refusalOf(day)).toContain('MicrosoftAppId is missing')
		const { MicrosoftAppPassword: _, ...rest } = LIVE
		expect(refusalOf({ ...rest, ...day, MicrosoftAppType: 'UserAssignedMSI' })).toContain('Remove it')
	})

	it('refuses a secret that can be guessed', () => {
		expect(refusalOf({ ...LIVE, TOKEN_SECRET: 'x'.repeat(31) })).toContain('32 characters')
	})

	it('never lets a stand-in of the Bot Connector into a real desk, nor one on another machine into a demo', () => {
		expect(refusalOf({ ...LIVE, CONNECTOR_STAND_IN: 'http://127.0.0.1:1' })).toContain('CONNECTOR_STAND_IN')
		expect(refusalOf({ CONNECTOR_STAND_IN: 'http://evil.example' })).toContain('CONNECTOR_STAND_IN')
		expect(readConfig({ CONNECTOR_STAND_IN: 'http://127.0.0.1:1' }).isDemo).toBe(true)
	})

	it.each([
		['PORT', '70000'],
		['PORT', 'http'],
		['PORT', '0x10'],
		['PORT', '1e3'],
		['TEAMS_SENDS_PER_SECOND', '0'],
		['STORE', 'mysql://x'],
		['STORE', 'postgres://'],
		['STORE', 'lowdb:'],
		['PUBLIC_URL', 'desk'],
		['PUBLIC_URL', 'ftp://desk.example'],
		['PUBLIC_URL', 'https://desk.example/?from=mail'],
		['SITE_ORIGINS', '*'],
		['SITE_ORIGINS', 'shop.example'],
		['SITE_ORIGINS', 'https://shop.example/chat'],
		['SITE_SECRET', 'can be guessed'],
		['TOKEN_SECRET', 'x'.repeat(31)],
		['MAIL_FROM', 'nobody'],
		['MAIL_FROM', 'a@desk.example, b@desk.example'],
		['SMTP_URL', 'http://mail'],
		['PARTNER_TYPE', 'friend'],
		['LOG_LEVEL', 'loud'],
		['MicrosoftAppType', 'None'],
		['MicrosoftAppPasswordExpires', '31/01/2027'],
		['MicrosoftAppPasswordExpires', '2027-02-29'],
		['MicrosoftAppPasswordExpires', '2027-01-31T12:00:00Z'],
	])('refuses %s=%s by name, without repeating the value', (name, value) => {
		const said = refusalOf({ [name]: value })
		expect(said).toMatch(new RegExp(`^These settings do not fit: ${name}[.0-9]*: [a-zA-Z]`))
		expect(said).not.toContain(`"${value}"`)
	})

	it('is no demo by mistake: a registration without its id, or under another case, is refused', () => {
		for (const name of ['MicrosoftAppPassword', 'MicrosoftAppTenantId']) {
			expect(refusalOf({ [name]: 'x' })).toContain('MicrosoftAppId is missing')
		}
		expect(refusalOf({ MICROSOFTAPPID: 'x' })).toBe('MICROSOFTAPPID must be written MicrosoftAppId.')
		expect(refusalOf({ NODE_ENV: 'Production' })).toContain('Set MicrosoftAppId')
	})

	it.each(['Desk <desk@partner.example>', 'desk@partner.example', '<desk@partner.example>'])('sends mails as %s', (MAIL_FROM) => {
		expect(readConfig({ MAIL_FROM }).MAIL_FROM).toBe(MAIL_FROM)
	})

	it('reads past the spaces around a value', () => {
		expect(readConfig({ PUBLIC_URL: ' https://desk.example ', PORT: ' 80 ' })).toMatchObject({
			PUBLIC_URL: 'https://desk.example',
			PORT: 80,
		})
	})

	it('knows a website by its origin, as browsers name it', () => {
		expect(readConfig({ SITE_ORIGINS: 'https://Shop.Example:443/' }).SITE_ORIGINS).toEqual(['https://shop.example'])
	})

	it('reads a list of websites in any writing', () => {
		expect(readConfig({ SITE_ORIGINS: ' https://a.example, https://b.example\nhttps://c.example ' }).SITE_ORIGINS).toEqual([
			'https://a.example',
			'https://b.example',
			'https://c.example',
		])
	})
})
