import type { Kit } from '../cards/kit.ts'
import { noticeWords } from '../cards/notice-words.ts'
import type { Notice } from '../tickets/notice.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { mailHtml } from './mail-html.ts'
import { asksForAnswer } from './open-outcome.ts'

export interface MailWords {
	readonly subject: string
	readonly text: string
	readonly html: string
}

/** What a mail is made from. */
export interface MailParts {
	readonly kit: Kit
	readonly notice: Notice
	readonly ticket: Ticket
	/** The private status link. */
	readonly link: string
}

/** A notice as a mail, in the words of `data/locales`: the same content as plain text and as HTML. */
export function mailWords({ kit, notice, ticket, link }: MailParts): MailWords {
	const { title, words } = noticeWords(kit, notice, ticket)
	const ask = callOf(notice, ticket)
	const content = {
		locale: kit.locale,
		title,
		greeting: kit.text('mail.greeting', { name: ticket.reporter.name }),
		...(words !== undefined && { words }),
		call: kit.text(`mail.${ask}`),
		button: kit.text(`mail.${ask}-button`),
		link,
		about: kit.text('mail.about', { ticket: ticket.number, title: ticket.title }),
		private: kit.text('mail.private'),
	}
	const quoted = words === undefined ? [] : [words.replaceAll(/^/gm, '> ')]
	const text = [content.greeting, title, ...quoted, `${content.call}\n${link}`, `-- \n${content.about}\n${content.private}`]
	return { subject: title.replaceAll(/\s+/g, ' '), text: `${text.join('\n\n')}\n`, html: mailHtml(content) }
}

/** What the mail asks of its reader. */
function callOf(notice: Notice, ticket: Ticket): 'decide' | 'answer' | 'follow' {
	if (asksForAnswer(notice, ticket)) return 'decide'
	return notice.kind === 'question' ? 'answer' : 'follow'
}
