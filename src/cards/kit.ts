import type { Policy } from '../tickets/policy.ts'
import type { Team } from '../tickets/ports.ts'
import { deskTimeZone } from '../tickets/service-hours.ts'
import type { Instant, Ticket } from '../tickets/ticket.ts'
import type { Card, RenderCard } from './templates.ts'
import type { Locale, Texts, TextValues } from './texts.ts'

/** Where a card is shown: Teams knows `Action.Execute`, the widget and the tab submit. */
export type Surface = 'teams' | 'web'

/** What every card needs, bound to the language and the place of the person who reads it. */
export interface Kit {
	readonly locale: Locale
	readonly surface: Surface
	readonly policy: Policy
	readonly now: Instant
	text(key: string, values?: TextValues): string
	find(key: string, values?: TextValues): string | undefined
	render(template: string, data: object): Card
	/** What a topic is called, from its article. */
	topicTitle(topic: string): string
	/** Whether somebody looks after this ticket who still belongs to the team. */
	hasOwner(ticket: Pick<Ticket, 'assignee'>): boolean
	/** A new id for a card, so that one click acts once. */
	newId(): string
}

/** What kits are made from; one per process. */
export interface KitParts {
	readonly texts: Texts
	readonly render: RenderCard
	readonly policy: Policy
	readonly team: Pick<Team, 'member'>
	readonly clock: () => Instant
	readonly topicTitle: (topic: string, locale: Locale) => string
	readonly newId: () => string
}

/** Makes the kit of one reader. */
export type KitFor = (locale: Locale, surface: Surface) => Kit

/** Binds the parts once; `kitFor(locale, surface)` is cheap. */
export function createKitFor({ texts, render, policy, team, clock, topicTitle, newId }: KitParts): KitFor {
	return (locale, surface) => ({
		locale,
		surface,
		policy,
		now: clock(),
		text: (key, values) => texts.text(locale, key, values),
		find: (key, values) => texts.find(locale, key, values),
		render,
		topicTitle: (topic) => topicTitle(topic, locale),
		hasOwner: ({ assignee }) => assignee !== undefined && team.member(assignee.id) !== undefined,
		newId,
	})
}

const LANGUAGES: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr' }
// A formatter costs a sixth of a turn to make, so it is made once.
const instants = new Map<string, Intl.DateTimeFormat>()

/** `22 Nov 2026, 14:05`, in the reader's language and on the clocks of the desk's own calendar, else of this machine. */
export function formatInstant({ locale, policy }: Pick<Kit, 'locale' | 'policy'>, at: Instant): string {
	const timeZone = deskTimeZone(policy)
	const key = `${locale} ${timeZone}`
	const format =
		instants.get(key) ?? new Intl.DateTimeFormat(LANGUAGES[locale], { dateStyle: 'medium', timeStyle: 'short', timeZone })
	instants.set(key, format)
	// A French person writes an "à" where Intl puts a comma.
	return locale === 'fr' ? format.format(at).replace(', ', ' à ') : format.format(at)
}

/** The same with the name of the clocks where the desk's calendar tells it: whoever is promised something may live by others. */
export function formatPromise(kit: Pick<Kit, 'locale' | 'policy' | 'find'>, at: Instant): string {
	const timeZone = deskTimeZone(kit.policy)
	if (timeZone === undefined) return formatInstant(kit, at)
	return `${formatInstant(kit, at)} (${kit.find(`time-zones.${timeZone}`) ?? shortName(kit.locale, timeZone, at)})`
}

/** `GMT+5:30`, `UTC−3`, for places that have no name among the texts. */
function shortName(locale: Locale, timeZone: string, at: Instant): string {
	const parts = new Intl.DateTimeFormat(LANGUAGES[locale], { timeZone, timeZoneName: 'short' }).formatToParts(at)
	return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

const MONTHS: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
	en: new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
	fr: new Intl.DateTimeFormat('fr', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
}

/** `October 2026` for a billing month `2026-10`, in the reader's language; other words stay as they are. */
export function formatMonth(kit: Pick<Kit, 'locale'>, period: string): string {
	return /^\d{4}-(0[1-9]|1[0-2])$/u.test(period) ? MONTHS[kit.locale].format(new Date(`${period}-01`)) : period
}
