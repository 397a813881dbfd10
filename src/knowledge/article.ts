import { z } from 'zod'
import type { Audience, Language, NextStep } from '../triage/types.ts'

/** One answer in one language. Its questions teach the classifier; its first paragraph is what the bot quotes. */
export type Article = {
	/** The file's name without `.md`; the same in every language. */
	id: string
	topic: string
	title: string
	language: Language
	audience: readonly Audience[]
	/** Of `COMMERCE_TYPES`. */
	commerce: readonly string[]
	/** Of `PARTNER_TYPES`; it holds for all when absent. */
	partner?: readonly string[]
	/** ISO date from which it holds. */
	effective: string
	/** ISO date of the last day on which it holds; absent where no end is known. */
	until?: string
	sources: readonly string[]
	next: NextStep
	/** As people ask it; imported documents have none and are found by search only. */
	questions: readonly string[]
	/** Only on imported documents: the fingerprint of what was imported, which tells whether a person changed it. */
	imported?: string
	/** Markdown without the front matter. */
	body: string
}

/** The topic of imported documents. It is searched, but never taught to the classifier and never quoted as the desk's answer. */
export const DOCUMENTATION = 'documentation'

/** Small talk and what is not the desk's business: their articles are what the bot says itself. */
export const PSEUDO_TOPICS: ReadonlySet<string> = new Set(['greeting', 'thanks', 'help', 'change-language', 'out-of-scope'])

/** Whether the article came from a documentation folder instead of being written for the desk. */
export function isDocumentation(article: Pick<Article, 'topic'>): boolean {
	return article.topic === DOCUMENTATION
}

/** Commerce types that an article may hold for. */
const COMMERCE_TYPES = ['legacy', 'new-commerce', 'azure', 'marketplace', 'software', 'any'] as const

/** How a partner may sell, as the desk's setting `PARTNER_TYPE` names it. */
export const PARTNER_TYPES = ['direct', 'indirect-reseller', 'indirect-provider'] as const

const NEXT_STEPS = ['answer', 'dispute', 'handoff', 'status', 'escalate', 'collections'] as const
const AUDIENCES = ['customer', 'staff'] as const

// What people read when they have written something else: what to write, never what a schema expects.
const WRITE_TEXT = 'write a text'
const text = z.string(WRITE_TEXT).trim().min(1, WRITE_TEXT)
const name = z.string(WRITE_TEXT).regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be lower-case words joined by hyphens')
const isoDay = z.iso.date('must be a date like 2026-11-22')

/** A word that is misspelt would hide the article from everybody, or show it to the wrong people. */
function oneOf<const Words extends readonly string[]>(words: Words) {
	return z.enum(words, `must be one of ${words.join(', ')}`)
}

function listOf<Item extends z.ZodType>(item: Item, example: string) {
	const advice = `write a list such as [${example}]`
	return z.array(item, advice).min(1, advice)
}

/** The front matter of an article. Unknown fields are refused: they are misspelt ones. */
export const frontMatterSchema = z.strictObject(
	{
		id: name,
		topic: name,
		title: text,
		audience: listOf(oneOf(AUDIENCES), 'customer'),
		commerce: listOf(oneOf(COMMERCE_TYPES), 'any'),
		partner: listOf(oneOf(PARTNER_TYPES), 'direct').optional(),
		effective: isoDay,
		until: isoDay.optional(),
		sources: listOf(text, 'where the facts come from'),
		next: oneOf(NEXT_STEPS),
		questions: z.array(text, 'write a list such as [why is there VAT]').default([]),
		imported: z.string('leave it as the import has written it').optional(),
	},
	{
		error: (issue) =>
			issue.code === 'unrecognized_keys'
				? `there is no field ${issue.keys.map((key) => `"${key}"`).join(' or ')}; is it misspelt?`
				: 'write fields such as "title: Your invoice"',
	},
)
