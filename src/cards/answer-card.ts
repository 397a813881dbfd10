import { cardAction, type ActionDraft } from './actions.ts'
import type { Kit } from './kit.ts'
import type { Card } from './templates.ts'
import type { Locale } from './texts.ts'

/** An answer out of an article, with what can be done next. */
export interface Answer {
	readonly title: string
	/** Paragraphs of Markdown, our own text. */
	readonly paragraphs: readonly string[]
	readonly sources: readonly string[]
	/** The staff reads which page says it; a customer reads who and when. */
	readonly reader: 'customer' | 'staff'
	/** ISO date of the newest fact. */
	readonly effective: string
	/** Where the whole article can be read. */
	readonly link?: string | undefined
	readonly actions: readonly ActionDraft[]
}

/** The card that answers a question; its last line says how old the facts are and where they come from. */
export function answerCard(kit: Kit, answer: Answer): Card {
	return kit.render('answer', {
		title: answer.title,
		paragraphs: answer.paragraphs.map((text) => ({ text })),
		source: [...linkTo(kit, answer), sourceLine(kit, answer)].filter((part) => part !== '').join(' · '),
		actions: answer.actions.map((draft) => cardAction(kit, draft)),
	})
}

function linkTo(kit: Kit, { link }: Answer): string[] {
	return link === undefined ? [] : [`[${kit.text('answer.whole')}](${link})`]
}

/** How old the facts are and where they come from, in one line; empty where no source is named. */
export function sourceLine(kit: Kit, { sources, reader, effective }: Pick<Answer, 'sources' | 'reader' | 'effective'>): string {
	if (sources.length === 0) return ''
	const named = sources.flatMap((each) => (reader === 'staff' ? [each] : forCustomers(kit, each)))
	return kit.text('answer.source', { date: longDate(kit, effective), sources: [...new Set(named)].join(' · ') })
}

const DATES: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
	en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
	fr: new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' }),
}

/** `1 May 2026`, `1er mai 2026`: French counts the first of a month, which Intl does not know. */
function longDate({ locale }: Kit, isoDate: string): string {
	const date = DATES[locale].format(new Date(isoDate))
	return locale === 'fr' ? date.replace(/^1 /u, '1er ') : date
}

/** Names a page of Microsoft's documentation by its language, year and file: `FR16 provide-billing-support, November 2016`. */
const PAGE = /^[A-Z]{2}\d*\s.*,\s*(.+)$/u

/** An article that came of a ticket names it for the staff; to a customer another's ticket says nothing. */
const OWN_TICKET = /^Ticket BD-\d+$/u

/**
 * A source as a customer can read it: without the remark in brackets, which the text above says, and the documentation's pages by
 * their publisher and date. Several pages may share one line.
 */
function forCustomers(kit: Kit, source: string): string[] {
	return source.split(/\s+;\s+/u).map((part) => {
		const named = part.replace(/\s*\([^)]*\)\s*$/u, '')
		if (OWN_TICKET.test(named)) return kit.text('answer.desk')
		const date = PAGE.exec(named)?.[1]
		return date === undefined ? named : kit.text('answer.microsoft', { date })
	})
}

/** A sentence with buttons under it. */
export function choicesCard(kit: Kit, text: string, actions: readonly ActionDraft[]): Card {
	return kit.render('choices', { text, actions: actions.map((draft) => cardAction(kit, draft)) })
}
