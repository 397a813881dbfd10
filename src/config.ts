import { isIP } from 'node:net'
import { z } from 'zod'
import { AppError } from './errors.ts'

const text = z.string().default('')
const list = text.transform((written) => written.split(/[\s,]+/u).filter((origin) => origin !== ''))

const wholeNumber = (least: number, most: number) => {
	const what = `must be a whole number from ${least} to ${most}`
	return z.string().regex(/^\d+$/u, what).transform(Number).pipe(z.number().min(least, what).max(most, what))
}
const webAddress = (example: string) =>
	z.url({ protocol: /^https?$/u, error: `must be an address like ${example}` }).refine((url) => !/[?#]/u.test(url), {
		error: `must be an address like ${example}, without ? and #`,
	})
/** What a browser names as the `Origin` of a website: an address without a path. */
const origin = webAddress('https://shop.example')
	.refine((url) => !URL.canParse(url) || new URL(url).pathname === '/', {
		error: 'must name websites without a path, like https://shop.example',
	})
	.transform((url) => new URL(url).origin)
/** HS256 asks for 32 bytes (RFC 7518, 3.2); a shorter secret can be guessed. */
const secret = z.union([z.literal(''), z.string().min(32, 'needs 32 characters or more')]).default('')
/** One mailbox: a name may stand before the address in angle brackets. */
const MAILBOX = /^(?:[^<>@,;]*<[^\s@<>,;]+@[^\s@<>,;]+>|[^\s@<>,;]+@[^\s@<>,;]+)$/u

const environmentSchema = z.object({
	NODE_ENV: text,
	PORT: wholeNumber(0, 65_535).default(3978),
	HOST: z.string().min(1).default('127.0.0.1'),
	STORE: z
		.string()
		.regex(/^(?:lowdb:|postgres(?:ql)?:\/\/).+$/u, 'must be lowdb:<folder> or postgres://user:password@host/database')
		.default('lowdb:data/store'),
	PUBLIC_URL: webAddress('https://desk.example').or(z.literal('')).default(''),
	MicrosoftAppId: text,
	MicrosoftAppPassword: text,
	MicrosoftAppPasswordExpires: z.iso.date('must be a date like 2027-01-31').optional(),
	MicrosoftAppType: z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
	MicrosoftAppTenantId: text,
	TOKEN_SECRET: secret,
	SITE_SECRET: secret,
	SITE_ORIGINS: list.pipe(z.array(origin)),
	SMTP_URL: z
		.url({ protocol: /^smtps?$/u, error: 'must be smtp://user:password@host:587 or smtps://...' })
		.or(z.literal(''))
		.default(''),
	MAIL_FROM: z
		.string()
		.regex(MAILBOX, 'must be one mailbox, like Billing desk <billing@desk.example>')
		.default('Billing desk <billing@localhost>'),
	PARTNER_NAME: z.string().min(1).max(100).default('Harbour Cloud'),
	PARTNER_TYPE: z.enum(['direct', 'indirect-reseller', 'indirect-provider']).default('direct'),
	INVOICE_FORMATS: list,
	TEAMS_SENDS_PER_SECOND: wholeNumber(1, 10_000).default(30),
	CONNECTOR_STAND_IN: webAddress('http://127.0.0.1:4000').or(z.literal('')).default(''),
	LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})
type Environment = z.infer<typeof environmentSchema>

/** Everything that can be set from outside. Without `MicrosoftAppId` it is a demo. */
export interface Config extends Environment {
	/** Sample people, no sign-in, this machine only. */
	readonly isDemo: boolean
}

/** The names of all settings, for the documentation's test. */
export function settingNames(): string[] {
	return Object.keys(environmentSchema.shape)
}

/** Where the desk keeps its store, if that is set; for tools that need nothing else. Throws `misconfigured`. */
export function readStorePlace(environment: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
	const given = environment['STORE']?.trim() ?? ''
	const parsed = environmentSchema.shape.STORE.safeParse(given)
	if (given !== '' && !parsed.success) {
		throw new AppError('misconfigured', `These settings do not fit: STORE: ${parsed.error.issues[0]?.message}`)
	}
	return given === '' ? undefined : parsed.data
}

/** Reads the environment; throws `misconfigured` with a sentence that says what to set. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
	refuseOtherCase(environment)
	const parsed = environmentSchema.safeParse(withoutEmpty(environment))
	if (!parsed.success) {
		const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
		throw new AppError('misconfigured', `These settings do not fit: ${wrong}`)
	}
	const config = parsed.data
	const isDemo = config.MicrosoftAppId === ''
	if (isDemo) refuseOpenDemo(config)
	else refuseHalfConfigured(config)
	if (config.CONNECTOR_STAND_IN !== '' && !(isDemo && isLoopback(new URL(config.CONNECTOR_STAND_IN).hostname))) {
		throw new AppError('misconfigured', 'CONNECTOR_STAND_IN is for the demo on this machine only. Remove it.')
	}
	return { ...config, isDemo }
}

/** A registration under a name of another case would be overlooked, and the desk be a demo. */
function refuseOtherCase(environment: Readonly<Record<string, string | undefined>>): void {
	const names = new Map(settingNames().map((name) => [name.toLowerCase(), name]))
	for (const given of Object.keys(environment)) {
		const name = names.get(given.toLowerCase())
		if (given.toLowerCase().startsWith('microsoftapp') && name !== undefined && name !== given) {
			throw new AppError('misconfigured', `${given} must be written ${name}.`)
		}
	}
}

/** A demo lets everybody be anybody: never on a network, never in production. */
function refuseOpenDemo(config: Environment): void {
	const { HOST, NODE_ENV, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenant } = config
	if (password !== '' || tenant !== '' || config.MicrosoftAppPasswordExpires !== undefined) {
		throw new AppError(
			'misconfigured',
			'MicrosoftAppId is missing beside the other MicrosoftApp settings. Set it, or none of them.',
		)
	}
	const what = 'Without MicrosoftAppId Loopdesk is a demo that signs everybody in.'
	const how = 'Set MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId, PUBLIC_URL and TOKEN_SECRET'
	if (NODE_ENV.toLowerCase() === 'production')
		throw new AppError('misconfigured', `${what} It does not start in production. ${how}.`)
	if (!isLoopback(HOST)) {
		throw new AppError('misconfigured', `${what} It listens on this machine only, not on ${HOST}. ${how}, or HOST=127.0.0.1.`)
	}
}

function refuseHalfConfigured(config: Environment): void {
	const needed = [
		...(config.MicrosoftAppType === 'UserAssignedMSI' ? [] : (['MicrosoftAppPassword'] as const)),
		'MicrosoftAppTenantId' as const,
		'PUBLIC_URL' as const,
		'TOKEN_SECRET' as const,
	]
	const missing = needed.filter((name) => config[name] === '')
	if (missing.length > 0) throw new AppError('misconfigured', `With MicrosoftAppId these must be set too: ${missing.join(', ')}.`)
	if (config.MicrosoftAppPasswordExpires !== undefined && config.MicrosoftAppPassword === '') {
		throw new AppError(
			'misconfigured',
			'MicrosoftAppPasswordExpires tells the end of a MicrosoftAppPassword, and there is none. Remove it.',
		)
	}
}

function isLoopback(host: string): boolean {
	const bare = host.replace(/^\[|\]$/gu, '')
	return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'))
}

/** An empty variable counts as one that is not set; spaces around a value are nobody's wish. */
function withoutEmpty(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
	const trimmed = Object.entries(environment).map(([name, value]) => [name, (value ?? '').trim()] as const)
	return Object.fromEntries(trimmed.filter(([, value]) => value !== ''))
}
