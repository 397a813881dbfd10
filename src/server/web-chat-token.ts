import { jwtVerify } from 'jose'
import type { Request, Response, Server } from 'restify'
import { z } from 'zod'
import { allowOrigin, answerPreflight } from '../direct-line/cors.ts'
import { readJson } from '../direct-line/request-body.ts'
import type { Tokens } from '../direct-line/tokens.ts'
import { AppError } from '../errors.ts'
import type { Reporter } from '../tickets/actor.ts'
import type { CustomerBook } from '../tickets/ports.ts'
import type { Admission } from './admission.ts'
import { route, type RouteDeps } from './route.ts'

export interface WebChatTokenDeps extends RouteDeps {
	readonly tokens: Tokens
	readonly customers: CustomerBook
	readonly newId: () => string
	readonly clock: () => Date
	readonly partnerName: string
	/** The conversation that this person had last, so that it goes on. */
	readonly lastConversation: (userId: string) => Promise<string | undefined>
	/** What the partner's website signs its customers' identities with; without it everybody is a visitor. */
	readonly siteSecret: string
	/** Websites that embed the widget, beside our own. */
	readonly origins: readonly string[]
	/** A visitor's chat is kept, and anybody can begin one. */
	readonly admission: Pick<Admission, 'visitor'>
	/** In the demo the page may name a sample customer. */
	readonly samples: readonly Reporter[]
}

const bodySchema = z
	.object({
		locale: z.enum(['en', 'fr']).optional(),
		identity: z.string().max(8000).optional(),
		sample: z.string().max(100).optional(),
	})
	.default({})

/** What the partner's website says of its signed-in customer, as a JWT signed with `SITE_SECRET` (HS256, at most 10 minutes old). */
const identitySchema = z.object({
	sub: z.string().min(1).max(200),
	name: z.string().trim().min(1).max(200),
	email: z.email().max(254).optional(),
	locale: z.enum(['en', 'fr']).default('en'),
	customer: z.object({
		id: z.string().min(1).max(200),
		name: z.string().trim().min(1).max(200),
		tenant: z.string().max(100).optional(),
		segment: z.string().max(100).optional(),
	}),
})

/** `POST /api/webchat/token`: a short-lived token of our own with the user id inside. Who somebody is comes from signatures only. */
export function attachWebChatToken(server: Server, deps: WebChatTokenDeps): void {
	server.opts('/api/webchat/token', async (req: Request, res: Response) => answerPreflight(deps.origins, req, res))
	server.post(
		'/api/webchat/token',
		route(deps, async (req: Request, res: Response) => {
			allowOrigin(deps.origins, req, res)
			const parsed = bodySchema.safeParse(await readJson(req))
			if (!parsed.success) throw new AppError('bad-input', 'token request does not fit', { details: { fields: [] } })
			const person = await identify(deps, parsed.data)
			if (person === undefined) deps.admission.visitor(req)
			const userId = person?.userId ?? `visitor-${deps.newId()}`
			const locale = parsed.data.locale ?? person?.locale ?? 'en'
			const conversationId = person && (await deps.lastConversation(person.userId))
			const issued = await deps.tokens.issue({ userId, name: person?.name, conversationId, locale })
			const { token, expiresInSeconds } = issued
			const known = conversationId === undefined ? {} : { conversationId }
			return { json: { token, userId, ...known, expires_in: expiresInSeconds, locale, partnerName: deps.partnerName } }
		}),
	)
}

async function identify(deps: WebChatTokenDeps, body: z.infer<typeof bodySchema>): Promise<Reporter | undefined> {
	if (body.identity !== undefined) return introduced(deps, body.identity)
	if (body.sample === undefined || deps.samples.length === 0) return undefined
	const person = deps.samples.find(({ userId }) => userId === body.sample)
	if (person === undefined) throw new AppError('not-found', 'no such sample customer')
	// As a website does with each visit: whose data were erased begins anew.
	await deps.customers.save(person)
	return person
}

/** The person whom the partner's website vouches for. */
async function introduced(deps: WebChatTokenDeps, identity: string): Promise<Reporter> {
	if (deps.siteSecret === '') throw new AppError('not-allowed', 'identities are not configured')
	const key = new TextEncoder().encode(deps.siteSecret)
	try {
		const options = { algorithms: ['HS256'], maxTokenAge: '10m', currentDate: deps.clock() }
		const { payload } = await jwtVerify(identity, key, options)
		const { sub, email, customer, ...who } = identitySchema.parse(payload)
		const { tenant, ...company } = customer
		const person: Reporter = {
			userId: `site:${sub}`,
			...who,
			...(email !== undefined && { email }),
			customer: { ...company, ...(tenant !== undefined && { tenant }) },
		}
		await deps.customers.save(person)
		return person
	} catch (cause) {
		if (cause instanceof AppError) throw cause
		throw new AppError('not-signed-in', 'the identity is not valid', { cause })
	}
}
