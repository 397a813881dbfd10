import { createRemoteJWKSet, jwtVerify, SignJWT } from 'jose'
import type { Request } from 'restify'
import { AppError } from '../../errors.ts'
import type { StaffMember } from '../../tickets/actor.ts'
import type { Team } from '../../tickets/ports.ts'

const DEMO_AUDIENCE = 'tab-demo'
const DEMO_LIFETIME = '12h'

/** Who works in the tab: a Teams sign-on token of the partner's tenant, or in the demo a sample person. */
export interface StaffSignIn {
	/** The person behind the `Authorization` header; throws `not-signed-in`, or `not-allowed` for somebody not on the team. */
	memberOf(req: Request): Promise<StaffMember>
	/** In the demo: a token for a sample person. Throws `not-found` otherwise. */
	demoToken(staffId: string): Promise<string>
}

export interface StaffSignInDeps {
	readonly team: Team
	readonly clock: () => Date
	/** Signs the demo's tokens. */
	readonly key: Uint8Array
	readonly isDemo: boolean
	readonly appId: string
	readonly tenantId: string
	/** The public host, for the `api://<host>/<app id>` audience of Teams sign-on. */
	readonly publicHost: string
}

/** Makes the check of the tab's tokens. Rights follow from the team policy, never from the token's own words (rule 6). */
export function createStaffSignIn(deps: StaffSignInDeps): StaffSignIn {
	const { team, clock, key, isDemo, appId, tenantId, publicHost } = deps
	const microsoftKeys = isDemo
		? undefined
		: createRemoteJWKSet(new URL(`https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`))

	async function demoMember(token: string): Promise<StaffMember | undefined> {
		const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], audience: DEMO_AUDIENCE, currentDate: clock() })
		return team.member(payload.sub ?? '')
	}

	async function teamsMember(token: string): Promise<StaffMember | undefined> {
		if (microsoftKeys === undefined) return undefined
		const { payload } = await jwtVerify(token, microsoftKeys, {
			algorithms: ['RS256'],
			issuer: `https://login.microsoftonline.com/${tenantId}/v2.0`,
			audience: [appId, `api://${appId}`, `api://${publicHost}/${appId}`],
			currentDate: clock(),
		})
		const objectId = payload['oid']
		return typeof objectId === 'string' && payload['tid'] === tenantId ? team.memberByAadObjectId(objectId) : undefined
	}

	async function memberOf(req: Request): Promise<StaffMember> {
		const token = /^Bearer (\S+)$/u.exec(req.header('authorization') ?? '')?.[1]
		if (token === undefined) throw new AppError('not-signed-in', 'no token')
		let member: StaffMember | undefined
		try {
			member = await (isDemo ? demoMember(token) : teamsMember(token))
		} catch (cause) {
			throw new AppError('not-signed-in', 'the token is not valid', { cause })
		}
		if (member === undefined) throw new AppError('not-allowed', 'not on the team', { reason: 'stranger' })
		return member
	}

	async function demoToken(staffId: string): Promise<string> {
		const member = isDemo ? team.member(staffId) : undefined
		if (member === undefined) throw new AppError('not-found', 'no such sample person')
		return new SignJWT({})
			.setProtectedHeader({ alg: 'HS256' })
			.setSubject(member.id)
			.setAudience(DEMO_AUDIENCE)
			.setIssuedAt(Math.floor(clock().getTime() / 1000))
			.setExpirationTime(DEMO_LIFETIME)
			.sign(key)
	}

	return { memberOf, demoToken }
}
