import { createTransport, type NodemailerError } from 'nodemailer'
import type { CarryOutcome } from './channel.ts'
import type { Mail, SendMail } from './e-mail.ts'

export interface SmtpOptions {
	/** `smtp://user:password@host:587`, `smtps://...`; nodemailer's options may follow as a query. */
	readonly url: string
	/** The mailbox in whose name mails go out; its domain ends the message ids. */
	readonly from: string
	/** How long a silent server is waited for once connected; 2 minutes unless told otherwise, as content filters are slow. */
	readonly silenceMs?: number
	/** How long a server that says something all the time, but no answer, is waited for; 10 minutes unless told otherwise. */
	readonly longestMs?: number
}

const CONNECT_MS = 15_000

/** Refusals by nodemailer itself, of a message that no try will improve. */
const HOPELESS: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE'])

/** Up to here the server knows nothing of the mail; its greeting is nodemailer's `CONN`. */
const BEFORE_THE_MAIL: ReadonlySet<string> = new Set(['CONN', 'EHLO', 'HELO', 'STARTTLS'])
/** RFC 4954, 6: authentication required. */
const SIGN_IN_FIRST = 530

/** Options of nodemailer that would print mails, or keep the connection of each mail open. */
const NOT_TAKEN = ['logger', 'debug', 'transactionLog', 'pool']

/** Sends over SMTP, one connection a mail. */
export function createSmtp({ url: given, from, silenceMs = 120_000, longestMs = 600_000 }: SmtpOptions): SendMail {
	const host = domainOf(from)
	const url = without(NOT_TAKEN, given)
	return async (mail) => {
		const progress = watchProgress()
		const timeouts = { connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: silenceMs }
		const transport = createTransport({ ...timeouts, url, logger: progress.logger })
		const sent = transport.sendMail(messageOf(mail, from, host)).then(
			(): CarryOutcome => ({ outcome: 'delivered' }),
			(error: NodemailerError) => classified(error, progress.isWholeMailSent()),
		)
		return within(longestMs, sent)
	}
}

function messageOf(mail: Mail, from: string, host: string) {
	const thread = `<${mail.threadKey}@${host}>`
	return {
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
	}
}

/** nodemailer cannot be stopped: what goes on after that time may arrive. */
function within(longestMs: number, sent: Promise<CarryOutcome>): Promise<CarryOutcome> {
	let timer: NodeJS.Timeout | undefined
	const late = new Promise<CarryOutcome>((resolve) => {
		timer = setTimeout(() => resolve({ outcome: 'ambiguous', reason: 'smtp-etimedout' }), longestMs)
	})
	return Promise.race([sent, late]).finally(() => clearTimeout(timer))
}

function without(options: readonly string[], url: string): string {
	const kept = new URL(url)
	for (const option of options) kept.searchParams.delete(option)
	return kept.href
}

/**
 * What a failed try means. A reply of the server is clear: 5yz refuses for good, 4yz for now (RFC 5321, 4.2.1; 503 is about the
 * session). Who does not let us in speaks about us, not about the mail. Without a reply it depends on whether the whole mail was out.
 */
function classified(error: NodemailerError, isWholeMailSent: boolean): CarryOutcome {
	const { code = 'unknown', command = '', responseCode, permanent } = error
	const reason = `smtp-${responseCode ?? code.toLowerCase()}`
	if (code === 'EAUTH') return { outcome: 'retryable', reason }
	if (responseCode !== undefined) {
		// Without a code, `CONN` stands for a connection that broke at any moment.
		const isAboutUs = responseCode === SIGN_IN_FIRST || BEFORE_THE_MAIL.has(command)
		return { outcome: permanent && !isAboutUs ? 'permanent' : 'retryable', reason }
	}
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
