/** The languages that the desk speaks. Adding one = a folder of articles, a locale file, and its words in `triage/text`. */
export type Language = 'en' | 'fr'

/** Who is asking: a customer of the partner, or the partner's own staff. */
export type Audience = 'customer' | 'staff'

/** What to do with a message. Exactly one per message; design.md lists the meanings. */
export type Decision = 'answer' | 'ask-back' | 'open-dispute' | 'status' | 'hand-over' | 'small-talk' | 'out-of-scope'

/** What the bot offers after an article, or instead of it (front matter `next`). */
export type NextStep = 'answer' | 'dispute' | 'handoff' | 'status' | 'escalate' | 'collections'

/** Money in a message: an integer of the currency's minor unit, with its ISO 4217 code. */
export type Amount = { minor: number; currency: string }

/** The hard facts named in a message, each list in the order of the text and without repeats; absent families are left out. */
export type Entities = {
	/** Invoice numbers as Microsoft and the partner write them: `G012345678`, `D0400ABCDE`, `INV-42`. */
	invoice?: string[]
	amount?: Amount[]
	/** ISO dates, `2026-10-03`. */
	date?: string[]
	/** Billing months, `2026-10`. */
	period?: string[]
	/** Subscription (or tenant) GUIDs, lower case. */
	subscription?: string[]
	domain?: string[]
	email?: string[]
	/** Our own ticket numbers, `BD-1042`. */
	ticket?: string[]
	/** Numbers of seats or licences. */
	count?: number[]
}

export type TriageInput = {
	text: string
	/** The language of the person's client: decides ties and very short messages only. */
	locale?: Language
	/** Default `customer`, the one who may see less. */
	audience?: Audience
	/** ISO date, for relative dates and for articles that are not in force yet. Without it neither is looked at. */
	today?: string
	/** How often we asked back already in this conversation. */
	askedBack?: number
}

/** An article that fits; a higher score fits better, scores are comparable within one answer only. */
export type ArticleHit = { id: string; title: string; score: number; passage?: Passage }

export type TriageResult = {
	language: Language
	/** The best guess, always: an id of topics.md, a small-talk topic, or `out-of-scope`. */
	topic: string
	/** Calibrated: of the messages with confidence 0.8, about 80 % have this topic. */
	confidence: number
	runnerUp: string | null
	decision: Decision
	articles: ArticleHit[]
	entities: Entities
	/** The topics to offer, when the decision is `ask-back` and there is something to choose from. */
	choices?: string[]
	/** The topic of the other one of two problems in the same message. */
	second?: string
}

/**
 * A text whose topic is known: a question, title or paragraph of an article. Those that nobody would type (titles, paragraphs)
 * are `background`: they teach words, but they do not judge how sure the classifier may be.
 */
export type TrainingExample = { text: string; topic: string; language: Language; background?: boolean }

/** What triage must know about a topic; both come from its articles. */
export type TopicInfo = { audience: readonly Audience[]; next: NextStep }

export type ArticleQuery = {
	text: string
	language: Language
	audience: Audience
	/** Articles of this topic come first, unless `votes` give it less than a fair chance. */
	topic?: string
	/** The classifier's chance of each topic: articles of likely topics move up. Without votes only `topic` counts. */
	votes?: ReadonlyMap<string, number>
	/** `direct`, `indirect-reseller` or `indirect-provider`; articles for other partners are left out. */
	partnerType?: string
	/** ISO date; articles that take effect later are left out. */
	today?: string
}

/** The part of an article that answers a question best, to be quoted: Markdown, and the heading that it stands under. */
export type Passage = { text: string; heading?: string }

export type FoundArticle = ArticleHit & { topic: string; sources?: readonly string[] }

/** The port to the knowledge base: the articles that fit, best first. */
export type ArticleFinder = (query: ArticleQuery) => FoundArticle[]

/** What the reading of entities depends on. */
export type EntitiesInput = { language: Language; today: string | undefined }

export type Triage = {
	triage(input: TriageInput): TriageResult
	/** The hard facts of a text whose language is known, such as one that somebody wrote earlier. */
	entities(text: string, about: EntitiesInput): Entities
}
