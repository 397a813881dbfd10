import { createTransport, type NodemailerError } from 'nodemailer'
import type { CarryOutcome } from './channel.ts'
import type { SendMail } from './e-mail.ts'

export interface SmtpOptions {
	/** `smtp://user:password@host:587`, `smtps://...`; nodemailer's options may follow as a query. */
	readonly url: string
	/** The mailbox in whose name mails go out; its domain ends the message ids. */
	readonly from: string
	/** How long a silent server is waited for once connected; 2 minutes unless told otherwise, as content filters are slow. */
	readonly silenceMs?: number
}

const CONNECT_MS = 15_000

/** Refusals by nodemailer itself, of a message that no try will improve. */
const HOPELESS: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE'])

/** Sends over SMTP, one connection a mail. */
export function createSmtp({ url, from, silenceMs = 120_000 }: SmtpOptions): SendMail {
	const host = domainOf(from)
	return async (mail) => {
		const progress = watchProgress()
		const timeouts = { connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: silenceMs }
		const transport = createTransport({ ...timeouts, url, logger: progress.logger })
		const thread = `<${mail.threadKey}@${host}>`
		try {
			await transport.sendMail({
				from,
				to: mail.to,
				subject: mail.subject,
				text: mail.text,
				html: mail.html,
				messageId: `<${mail.messageKey}@${host}>`,
				inReplyTo: thread,
				references: thread,
				headers: mail.isAutomatic ? { 'Auto-Submitted': 'auto-generated' } : {},
				disableFileAccess: true,
				disableUrlAccess: true,
			})
			return { outcome: 'delivered' }
		} catch (error) {
			return classified(error as NodemailerError, progress.isWholeMailSent())
		}
	}
}

/**
 * What a failed try means. A reply of the server is clear: 5yz refuses for good, 4yz for now (RFC 5321, 4.2.1; 503 is about the
 * session). A failed sign-in is about us, not about the mail. Without a reply it depends on whether the whole mail was out.
 */
function classified({ code = 'unknown', responseCode, permanent }: NodemailerError, isWholeMailSent: boolean): CarryOutcome {
	const reason = `smtp-${responseCode ?? code.toLowerCase()}`
	if (code === 'EAUTH') return { outcome: 'retryable', reason }
	if (responseCode !== undefined) return { outcome: permanent ? 'permanent' : 'retryable', reason }
	if (isWholeMailSent) return { outcome: 'ambiguous', reason }
	return { outcome: HOPELESS.has(code) ? 'permanent' : 'retryable', reason }
}

/** nodemailer's errors do not tell how far it came; its log does: the entry `message` comes once the whole mail is written. */
function watchProgress() {
	let isSent = false
	const note = (entry: unknown) => {
		if (typeof entry === 'object' && entry !== null && 'tnx' in entry && entry.tnx === 'message') isSent = true
	}
	const logger = { level: () => {}, trace: note, debug: note, info: note, warn: note, error: note, fatal: note }
	return { logger, isWholeMailSent: () => isSent }
}

function domainOf(from: string): string {
	return /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
}
