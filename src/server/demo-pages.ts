import type { Server } from 'restify'
import { formatInstant, type Kit } from '../cards/kit.ts'
import type { KeptMail, Mailbox } from '../delivery/ports.ts'
import { escapeHtml, escapeWords, page } from './html.ts'
import { localeOf, route, type RouteDeps } from './route.ts'

const SHOWN = 100

export interface DemoDeps extends RouteDeps {
	readonly mailbox: Mailbox
}

/**
 * `/demo/mail`: the mails that the demo kept instead of sending them, as a mail program shows them, or with `?as=text` as one does that
 * knows text only. Attached in the demo only.
 */
export function attachDemoMail(server: Server, deps: DemoDeps): void {
	server.get(
		'/demo/mail',
		route(deps, async (req) => {
			const kit = deps.kitFor(localeOf(req), 'web')
			const mails = await deps.mailbox.keptMails(SHOWN)
			const asText = new URLSearchParams(req.getQuery()).get('as') === 'text'
			const rows = mails.map((mail) => {
				const { to, subject, text, at } = mail
				const body = asText ? `<blockquote>${linked(text)}</blockquote>` : framed(mail)
				return `<article><p class="soft">${escapeHtml(formatInstant(kit, at))} · ${escapeHtml(to)}</p><h1>${escapeWords(subject)}</h1>${body}</article>`
			})
			const title = kit.text('status.mail')
			const empty = `<article><p>${escapeHtml(kit.text('status.no-mail'))}</p></article>`
			const shown = rows.length === 0 ? empty : `${switchOf(kit, asText)}${rows.join('')}`
			return { html: page(kit.locale, title, `<h1>${escapeHtml(title)}</h1>${shown}`) }
		}),
	)
}

/** Which of the two faces of the mails is shown. */
function switchOf(kit: Kit, asText: boolean): string {
	const link = (query: string, key: string, isShown: boolean) =>
		`<a href="/demo/mail${query}"${isShown ? ' aria-current="page"' : ''}>${escapeHtml(kit.text(key))}</a>`
	return `<nav class="switch">${link('', 'status.mail-html', !asText)}${link('?as=text', 'status.mail-text', asText)}</nav>`
}

/** A mail in a frame that runs nothing and belongs to nobody; its link opens a window of its own, as in a mail program. */
function framed({ subject, html }: KeptMail): string {
	const inWindow = html.replace('<head>', '<head><base target="_blank">')
	return `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy" title="${escapeHtml(subject)}" srcdoc="${escapeHtml(inWindow)}"></iframe>`
}

/** The mail's own link can be followed: it has a line to itself. Everything else stays text, also links that somebody wrote. */
function linked(text: string): string {
	return escapeHtml(text).replace(/^https?:\/\/\S+$/gmu, (url) => `<a href="${url}">${url}</a>`)
}
