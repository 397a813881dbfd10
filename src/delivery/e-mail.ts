import { createHash } from 'node:crypto'
import type { KitFor } from '../cards/kit.ts'
import type { Notice } from '../tickets/notice.ts'
import type { Ticket } from '../tickets/ticket.ts'
import type { CarryOutcome, Channel } from './channel.ts'
import { mailWords } from './mail-words.ts'

/** A mail, ready to be sent. */
export interface Mail {
	/** The notice's id. */
	readonly id: string
	readonly to: { readonly name: string; readonly address: string }
	readonly subject: string
	readonly text: string
	readonly html: string
	/** The left part of its Message-ID: the same for every try, so that a repeated mail is recognised. */
	readonly messageKey: string
	/** The left part of the id under which all mails of a ticket are shown together. */
	readonly threadKey: string
	/** Nobody wrote it: machines should not answer it (RFC 3834). */
	readonly isAutomatic: boolean
}

/** Sends a mail, or keeps it where no mail server is configured. */
export type SendMail = (mail: Mail) => Promise<CarryOutcome>

export interface EMailOptions {
	readonly send: SendMail
	/** Whether a mail that is sent again may arrive twice; it does not where mails are kept by their ids. */
	readonly mayDouble: boolean
	readonly kitFor: KitFor
	/** The private address under which the reporter of this ticket sees where it stands. */
	readonly statusLink: (ticket: Ticket) => string | Promise<string>
}

/** Kinds in which a person speaks. */
const SPOKEN: ReadonlySet<Notice['kind']> = new Set(['reply', 'question', 'resolved'])

/** One address and nothing else: what a visitor typed must not become several recipients. */
const ADDRESS = /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\]+$/

/** Tells customers by mail, with the private link to their ticket and nothing internal. */
export function createEMail({ send, mayDouble, kitFor, statusLink }: EMailOptions): Channel {
	return {
		name: 'e-mail',
		mayDouble,
		async carry(notice, ticket) {
			const { email, name, locale } = ticket.reporter
			if (email === undefined || email === '') return { outcome: 'permanent', reason: 'no-address' }
			if (!ADDRESS.test(email)) return { outcome: 'permanent', reason: 'bad-address' }
			return send({
				id: notice.id,
				to: { name, address: email },
				...mailWords({ kit: kitFor(locale, 'web'), notice, ticket, link: await statusLink(ticket) }),
				messageKey: hash(notice.id),
				threadKey: hash(ticket.number),
				isAutomatic: !SPOKEN.has(notice.kind),
			})
		},
	}
}

function hash(id: string): string {
	return createHash('sha256').update(id).digest('hex').slice(0, 32)
}
