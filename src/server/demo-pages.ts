import type { Server } from 'restify'
import { formatInstant } from '../cards/kit.ts'
import type { Mailbox } from '../delivery/ports.ts'
import { escapeHtml, page } from './html.ts'
import { localeOf, route, type RouteDeps } from './route.ts'

const SHOWN = 100

export interface DemoDeps extends RouteDeps {
	readonly mailbox: Mailbox
}

/** `/demo/mail`: the mails that the demo kept instead of sending them. Attached in the demo only. */
export function attachDemoMail(server: Server, deps: DemoDeps): void {
	server.get(
		'/demo/mail',
		route(deps, async (req) => {
			const kit = deps.kitFor(localeOf(req), 'web')
			const mails = await deps.mailbox.keptMails(SHOWN)
			const rows = mails.map(
				({ to, subject, text, at }) =>
					`<article><p class="soft">${escapeHtml(formatInstant(kit, at))} · ${escapeHtml(to)}</p><h1>${escapeHtml(subject)}</h1><blockquote>${linked(text)}</blockquote></article>`,
			)
			const title = kit.text('status.mail')
			const empty = `<article><p>${escapeHtml(kit.text('status.no-mail'))}</p></article>`
			return { html: page(kit.locale, title, `<h1>${escapeHtml(title)}</h1>${rows.join('') || empty}`) }
		}),
	)
}

/** The mail's own link can be followed: it has a line to itself. Everything else stays text, also links that somebody wrote. */
function linked(text: string): string {
	return escapeHtml(text).replace(/^https?:\/\/\S+$/gmu, (url) => `<a href="${url}">${url}</a>`)
}
