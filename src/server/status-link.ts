import { jwtVerify, SignJWT } from 'jose'
import { AppError } from '../errors.ts'
import type { Ticket } from '../tickets/ticket.ts'

const AUDIENCE = 'status-page'
/** A link in an old mail must not open for ever (lessons: osTicket #3041). */
const LIFETIME_DAYS = 30

/** Private links to one ticket for its reporter. */
export interface StatusLinks {
	linkTo(ticket: Ticket): Promise<string>
	/** The ticket and the person of a link; throws `not-signed-in` for one that is forged or has expired. */
	read(token: string): Promise<{ readonly ticket: string; readonly userId: string }>
}

export interface StatusLinkDeps {
	readonly key: Uint8Array
	readonly clock: () => Date
	/** Where people reach this desk, without a slash at the end. */
	readonly publicUrl: () => string
}

export function createStatusLinks({ key, clock, publicUrl }: StatusLinkDeps): StatusLinks {
	return {
		async linkTo(ticket) {
			const now = Math.floor(clock().getTime() / 1000)
			const token = await new SignJWT({ ticket: ticket.number })
				.setProtectedHeader({ alg: 'HS256' })
				.setSubject(ticket.reporter.userId)
				.setAudience(AUDIENCE)
				.setExpirationTime(now + LIFETIME_DAYS * 86_400)
				.sign(key)
			return `${publicUrl()}/t/${token}`
		},
		async read(token) {
			try {
				const options = { algorithms: ['HS256'], audience: AUDIENCE, currentDate: clock() }
				const { payload } = await jwtVerify(token, key, options)
				const { ticket } = payload
				if (typeof ticket !== 'string' || payload.sub === undefined) throw new Error('claims are missing')
				return { ticket, userId: payload.sub }
			} catch (cause) {
				throw new AppError('not-signed-in', 'the status link is not valid', { cause })
			}
		},
	}
}
