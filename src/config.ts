import { isIP } from 'node:net'
import { z } from 'zod'
import { AppError } from './errors.ts'

const text = z.string().trim().default('')
const list = text.transform((written) => written.split(/[\s,]+/u).filter((origin) => origin !== ''))

const environmentSchema = z.object({
	NODE_ENV: text,
	PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
	HOST: z.string().trim().min(1).default('127.0.0.1'),
	STORE: z
		.string()
		.trim()
		.regex(/^(?:lowdb:|postgres(?:ql)?:\/\/).+$/u, 'must be lowdb:<folder> or postgres://user:password@host/database')
		.default('lowdb:data/store'),
	PUBLIC_URL: z.union([z.literal(''), z.url()]).default(''),
	MicrosoftAppId: text,
	MicrosoftAppPassword: text,
	MicrosoftAppType: z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
	MicrosoftAppTenantId: text,
	TOKEN_SECRET: text,
	SITE_SECRET: text,
	SITE_ORIGINS: list,
	SMTP_URL: z.union([z.literal(''), z.url({ protocol: /^smtps?$/u })]).default(''),
	MAIL_FROM: z.string().trim().default('Billing desk <billing@localhost>'),
	PARTNER_NAME: z.string().trim().min(1).max(100).default('Harbour Cloud'),
	PARTNER_TYPE: z.enum(['direct', 'indirect-reseller', 'indirect-provider']).default('direct'),
	INVOICE_FORMATS: list,
	TEAMS_SENDS_PER_SECOND: z.coerce.number().int().min(1).max(10_000).default(30),
	CONNECTOR_STAND_IN: z.union([z.literal(''), z.url()]).default(''),
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

/** A demo lets everybody be anybody: never on a network, never in production. */
function refuseOpenDemo({ HOST, NODE_ENV }: Environment): void {
	const what = 'Without MicrosoftAppId Loopdesk is a demo that signs everybody in.'
	const how = 'Set MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId, PUBLIC_URL and TOKEN_SECRET'
	if (NODE_ENV === 'production') throw new AppError('misconfigured', `${what} It does not start in production. ${how}.`)
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
	if (config.TOKEN_SECRET.length < 32) throw new AppError('misconfigured', 'TOKEN_SECRET needs 32 characters or more.')
}

function isLoopback(host: string): boolean {
	const bare = host.replace(/^\[|\]$/gu, '')
	return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'))
}

/** An empty variable counts as one that is not set. */
function withoutEmpty(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
	const given = Object.entries(environment).filter((entry): entry is [string, string] => (entry[1] ?? '').trim() !== '')
	return Object.fromEntries(given)
}
