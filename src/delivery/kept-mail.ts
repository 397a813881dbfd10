import type { Instant } from '../tickets/ticket.ts'
import type { SendMail } from './e-mail.ts'
import type { Mailbox } from './ports.ts'

/** Keeps mails instead of sending them, for the demo: a kept mail counts as delivered. */
export function createKeptMail({ mailbox, clock }: { mailbox: Mailbox; clock: () => Instant }): SendMail {
	return async ({ id, to, subject, text, html }) => {
		await mailbox.keepMail({ id, to: to.address, subject, text, html, at: clock() })
		return { outcome: 'delivered' }
	}
}
