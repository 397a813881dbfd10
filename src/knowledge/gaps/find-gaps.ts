import type { Amount, Language, TrainingExample } from '../../triage/types.ts'
import type { AskedQuestion } from '../feedback/question.ts'
import { groupSimilar } from './group-similar.ts'
import { type Background, backgroundOf } from './term-vectors.ts'
import { type Reason, reasonOf } from './unanswered.ts'

/** What a report needs to know of a ticket. */
export interface TicketFacts {
	readonly number: string
	readonly topic: string
	/** The disputed amount. */
	readonly amount?: Amount | undefined
	/** What a person of the staff answered the customer last, scrubbed. */
	readonly answer?: { readonly text: string; readonly at: number } | undefined
}

/** Messages that say the same and got no answer, or one that did not help. */
export interface Gap {
	/** The id of its first question: it stays while more join. */
	readonly id: string
	readonly language: Language
	readonly times: number
	/** In how many conversations. */
	readonly conversations: number
	readonly reasons: Readonly<Partial<Record<Reason, number>>>
	/** Sums of what its tickets dispute, one per currency, never mixed; the largest first. */
	readonly amounts: readonly Amount[]
	readonly tickets: readonly string[]
	/** What people wrote, the most typical first, each once. */
	readonly examples: readonly string[]
	/** The best guess; undefined where there is none but "out of scope". */
	readonly topic: string | undefined
	/** The article that was shown and did not help, most often. */
	readonly article: string | undefined
	readonly audience: readonly AskedQuestion['audience'][]
	readonly firstAt: number
	readonly lastAt: number
	/** The ticket in which a person answered it, newest first. */
	readonly answered: { readonly ticket: string; readonly text: string } | undefined
	/** The ids of its questions. */
	readonly questions: readonly string[]
}

/** What the report is made of. */
export interface GapSources {
	readonly questions: readonly AskedQuestion[]
	/** The tickets that came of the questions, by number. */
	readonly tickets: ReadonlyMap<string, TicketFacts>
	readonly background: Readonly<Record<Language, Background>>
}

/** So many questions show how frequent a word is; counting all would only take longer. */
const ENOUGH_TEXTS = 3000

/** The words that the articles' questions share. */
export function backgrounds(examples: readonly TrainingExample[]): Record<Language, Background> {
	const asked = examples.filter(({ background = false }) => !background)
	const spoken = (language: Language) => {
		const texts = asked.filter((example) => example.language === language).map(({ text }) => text)
		const step = Math.ceil(texts.length / ENOUGH_TEXTS)
		return texts.filter((_, place) => place % step === 0)
	}
	return { en: backgroundOf(spoken('en'), 'en'), fr: backgroundOf(spoken('fr'), 'fr') }
}

/** Messages that are looked at, the newest. */
const MOST_MESSAGES = 1000

/** Topics that say nothing about what is missing. */
const NO_TOPICS = new Set([
	'out-of-scope',
	'greeting',
	'thanks',
	'help',
	'change-language',
	'talk-to-person',
	'open-dispute',
	'ticket-status',
])

/**
 * The gap report: what was asked and not answered, grouped by similarity within a language, ranked by how often it was asked, then
 * by the amount behind it in the currency that most disputes have, then the newest first. Pure.
 * @param questions newest first.
 */
export function findGaps({ questions, tickets, background }: GapSources): Gap[] {
	const open = questions.filter((question) => reasonOf(question) !== undefined).slice(0, MOST_MESSAGES)
	const ordered = open.toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id))
	const gaps = (['en', 'fr'] as const).flatMap((language) => {
		const spoken = ordered.filter((question) => question.language === language)
		const groups = groupSimilar(
			spoken.map(({ text }) => text),
			language,
			background[language],
		)
		return groups.map((places) =>
			gapOf(
				places.flatMap((place) => spoken[place] ?? []),
				tickets,
			),
		)
	})
	return ranked(gaps)
}

/** The numbers of the tickets that came of these questions, each once. */
export function ticketsOf(questions: readonly AskedQuestion[]): string[] {
	return [...new Set(questions.flatMap(({ came }) => came.ticket ?? []))]
}

function gapOf(questions: readonly AskedQuestion[], tickets: ReadonlyMap<string, TicketFacts>): Gap {
	const byTime = questions.toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id))
	const numbers = ticketsOf(byTime)
	const facts = numbers.flatMap((number) => tickets.get(number) ?? [])
	const answers = facts.flatMap(({ number, answer }) => (answer === undefined ? [] : [{ ticket: number, ...answer }]))
	const newest = answers.toSorted((a, b) => b.at - a.at)[0]
	return {
		id: byTime[0]?.id ?? '',
		language: questions[0]?.language ?? 'en',
		times: questions.length,
		conversations: new Set(questions.map(({ conversation }) => conversation)).size,
		reasons: tally(questions.flatMap((question) => reasonOf(question) ?? [])),
		amounts: sumsOf(facts),
		tickets: numbers,
		examples: distinct(questions.map(({ text }) => text)),
		topic: topicOf(questions, facts),
		article: mostFrequent(questions.flatMap(({ article, came }) => article ?? came.article ?? [])),
		audience: [...new Set(byTime.map(({ audience }) => audience))],
		firstAt: byTime[0]?.at ?? 0,
		lastAt: byTime.at(-1)?.at ?? 0,
		answered: newest && { ticket: newest.ticket, text: newest.text },
		questions: byTime.map(({ id }) => id),
	}
}

function ranked(gaps: readonly Gap[]): Gap[] {
	const main = mostFrequent(gaps.flatMap(({ amounts }) => amounts.map(({ currency }) => currency)))
	const inMain = ({ amounts }: Gap) => amounts.find(({ currency }) => currency === main)?.minor ?? 0
	return gaps.toSorted((a, b) => b.times - a.times || inMain(b) - inMain(a) || b.lastAt - a.lastAt || a.id.localeCompare(b.id))
}

function sumsOf(facts: readonly TicketFacts[]): Amount[] {
	const sums = new Map<string, number>()
	for (const { amount } of facts) {
		if (amount !== undefined) sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.minor)
	}
	return [...sums]
		.map(([currency, minor]) => ({ minor, currency }))
		.toSorted((a, b) => b.minor - a.minor || a.currency.localeCompare(b.currency))
}

/** A person who opens a ticket names the topic; triage was unsure, and counts as much as it was sure. */
function topicOf(questions: readonly AskedQuestion[], facts: readonly TicketFacts[]): string | undefined {
	const votes = new Map<string, number>()
	const vote = (topic: string, weight: number) => {
		if (!NO_TOPICS.has(topic)) votes.set(topic, (votes.get(topic) ?? 0) + weight)
	}
	for (const { topic, confidence } of questions) vote(topic, confidence)
	for (const { topic } of facts) vote(topic, 1)
	return [...votes].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0]
}

function mostFrequent(values: readonly string[]): string | undefined {
	const counts = Object.entries(tally(values))
	return counts.toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0]
}

function tally<Value extends string>(values: readonly Value[]): Record<Value, number> {
	const counts = new Map<Value, number>()
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
	return Object.fromEntries(counts) as Record<Value, number>
}

function distinct(texts: readonly string[]): string[] {
	const seen = new Set<string>()
	return texts.filter((text) => {
		const key = text
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]+/gu, ' ')
			.trim()
		return !seen.has(key) && seen.add(key) !== undefined
	})
}
