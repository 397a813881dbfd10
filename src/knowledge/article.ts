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
	/** Commerce types that it holds for: `legacy`, `new-commerce`, `azure`, `marketplace`, `software`, `any`. */
	commerce: readonly string[]
	/** Partner types that it holds for; all when absent. */
	partner?: readonly string[]
	/** ISO date from which it holds. */
	effective: string
	/** ISO date of the last day on which it holds; absent where no end is known. */
	until?: string
	sources: readonly string[]
	next: NextStep
	/** As people ask it; imported documents have none and are found by search only. */
	questions: readonly string[]
	/** Only on imported documents: the fingerprint of the body as it was imported, which tells whether a person changed it. */
	imported?: string
	/** Markdown without the front matter. */
	body: string
}

/** The topic of imported documents. It is searched, but never taught to the classifier and never quoted as the desk's answer. */
export const DOCUMENTATION = 'documentation'

/** Whether the article came from a documentation folder instead of being written for the desk. */
export function isDocumentation(article: Pick<Article, 'topic'>): boolean {
	return article.topic === DOCUMENTATION
}

const text = z.string().trim().min(1)
const isoDay = z
	.string()
	.refine((value) => /^\d{4}-\d{2}-\d{2}$/u.test(value) && !Number.isNaN(Date.parse(value)), 'must be a date like 2026-11-22')

/** The front matter of an article. Unknown fields are refused: they are misspelt ones. */
export const frontMatterSchema = z.strictObject({
	id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be lower-case words joined by hyphens'),
	topic: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'must be lower-case words joined by hyphens'),
	title: text,
	audience: z.array(z.enum(['customer', 'staff'])).min(1),
	commerce: z.array(text).min(1),
	partner: z.array(text).min(1).optional(),
	effective: isoDay,
	until: isoDay.optional(),
	sources: z.array(text).min(1),
	next: z.enum(['answer', 'dispute', 'handoff', 'status', 'escalate', 'collections']),
	questions: z.array(text).default([]),
	imported: z.string().optional(),
})
