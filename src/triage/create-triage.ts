import { type Classifier, createClassifier } from './classify/create-classifier.ts'
import { decide, type Guess, isForeign, OUT_OF_SCOPE } from './decide.ts'
import { createLanguageDetector, type LanguageChances } from './detect-language.ts'
import { extractEntities, maskIdentifiers } from './entities/extract-entities.ts'
import { stripCourtesy } from './text/strip-courtesy.ts'
import type {
	ArticleFinder,
	Audience,
	FoundArticle,
	Language,
	TopicInfo,
	TrainingExample,
	Triage,
	TriageInput,
	TriageResult,
} from './types.ts'

export type TriageParts = {
	examples: readonly TrainingExample[]
	findArticles: ArticleFinder
	topics: ReadonlyMap<string, TopicInfo>
	/** `direct`, `indirect-reseller` or `indirect-provider`: which partner's articles to find. */
	partnerType?: string
}

/**
 * A message says what it is about early; the rest of a pasted megabyte costs time only. Entities are still read a little
 * further.
 */
const READ_FOR_TOPIC = 4_000
const READ_FOR_ENTITIES = 16_000
/** Below this chance the other language is not asked at all; above, both vote: many people mix the two. */
const NEGLIGIBLE_LANGUAGE = 0.05
/** Within this distance of each other the two languages are tied. */
const LANGUAGE_TIE = 0.1

/**
 * Learns from the examples and gives the function that reads messages: language, topic, entities and one decision.
 * Pure and deterministic: the same examples and message give the same result.
 */
export function createTriage(parts: TriageParts): Triage {
	const examples = parts.examples.map((example) => ({ ...example, text: prepare(example.text) }))
	const detect = createLanguageDetector(parts.examples)
	const classifiers: Record<Language, Classifier> = { en: createClassifier(examples, 'en'), fr: createClassifier(examples, 'fr') }
	return { triage }

	function triage(input: TriageInput): TriageResult {
		const audience = input.audience ?? 'customer'
		const text = input.text.slice(0, READ_FOR_TOPIC).toWellFormed()
		const masked = maskIdentifiers(text)
		const chances = detect(masked.replace(/\bzz[a-z]+\b/gu, ' '), input.locale)
		const language = languageOf(chances, input.locale)
		const entities = extractEntities(input.text.slice(0, READ_FOR_ENTITIES), { language, today: input.today })
		const prepared = stripCourtesy(masked)
		const support = classifiers[language].support(prepared)
		const guesses = isForeign(support) ? outOfScopeFirst(guess(prepared, chances, audience)) : guess(prepared, chances, audience)
		const [best, second] = guesses
		const articles = findArticles(prepared, best?.topic, language, input)
		const hasArticle = articles[0] !== undefined && articles[0].topic === best?.topic
		return {
			language,
			topic: best?.topic ?? OUT_OF_SCOPE,
			confidence: round(best?.chance ?? 0),
			runnerUp: second?.topic ?? null,
			...decide({ guesses, support, entities, hasArticle, askedBack: input.askedBack ?? 0 }),
			articles: articles.map(({ id, title, score }) => ({ id, title, score })),
			entities,
		}
	}

	function guess(text: string, chances: LanguageChances, audience: Audience): Guess[] {
		const isAllowed = (topic: string) => parts.topics.get(topic)?.audience.includes(audience) ?? true
		const total = new Map<string, number>()
		for (const language of ['en', 'fr'] as const) {
			if (chances[language] < NEGLIGIBLE_LANGUAGE) continue
			for (const [topic, chance] of classifiers[language].classify(text, isAllowed)) {
				total.set(topic, (total.get(topic) ?? 0) + chance * chances[language])
			}
		}
		const guesses = [...total].map(([topic, chance]) => ({ topic, chance }))
		return guesses.filter(({ chance }) => chance > 0).sort((a, b) => b.chance - a.chance || a.topic.localeCompare(b.topic))
	}

	function findArticles(
		text: string,
		topic: string | undefined,
		language: Language,
		{ audience = 'customer', today }: TriageInput,
	): FoundArticle[] {
		return parts.findArticles({
			text,
			language,
			audience,
			...(topic === undefined ? {} : { topic }),
			...(parts.partnerType === undefined ? {} : { partnerType: parts.partnerType }),
			...(today === undefined ? {} : { today }),
		})
	}
}

function prepare(text: string): string {
	return stripCourtesy(maskIdentifiers(text))
}

function outOfScopeFirst(guesses: readonly Guess[]): Guess[] {
	const own = guesses.find(({ topic }) => topic === OUT_OF_SCOPE) ?? { topic: OUT_OF_SCOPE, chance: 0 }
	return [own, ...guesses.filter(({ topic }) => topic !== OUT_OF_SCOPE)]
}

function languageOf(chances: LanguageChances, hint: Language = 'en'): Language {
	if (Math.abs(chances.en - chances.fr) < LANGUAGE_TIE) return hint
	return chances.fr > chances.en ? 'fr' : 'en'
}

function round(value: number): number {
	return Math.round(value * 1000) / 1000
}
