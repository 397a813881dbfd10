import { createClassifier, openModel } from './classify/create-classifier.ts'
import { decide, isForeign, isNothing, OUT_OF_SCOPE, SMALL_TALK } from './decide.ts'
import { createLanguageDetector, type LanguageChances } from './detect-language.ts'
import { extractEntities, maskIdentifiers } from './entities/extract-entities.ts'
import type { InvoiceFormat } from './entities/invoice.ts'
import type { Guess } from './message/find-issues.ts'
import { type MessageReading, readMessage } from './message/read-message.ts'
import { createTelling } from './message/telling.ts'
import { createTopicJudge } from './message/topic-judge.ts'
import { type TriageModel, trainTriage } from './train-triage.ts'
import type {
	ArticleFinder,
	Audience,
	Entities,
	EntitiesInput,
	FoundArticle,
	Language,
	NextStep,
	TopicInfo,
	TrainingExample,
	Triage,
	TriageInput,
	TriageResult,
} from './types.ts'

export type TriageParts = {
	/** What to learn from, quickly, where there is no `model`. */
	examples: readonly TrainingExample[]
	/** What was learnt from the examples elsewhere. */
	model?: TriageModel
	findArticles: ArticleFinder
	topics: ReadonlyMap<string, TopicInfo>
	/** `direct`, `indirect-reseller` or `indirect-provider`: which partner's articles to find. */
	partnerType?: string
	/** How the partner numbers its own invoices. */
	invoiceFormats?: readonly InvoiceFormat[]
}

/**
 * A message says what it is about early; the rest of a pasted megabyte costs time only. Entities are still read a little
 * further.
 */
const READ_FOR_TOPIC = 4_000
const READ_FOR_ENTITIES = 16_000
/** Of two problems the one that has to be settled leads, not the one that an answer or a colleague settles in passing. */
const ACTIONS: ReadonlySet<NextStep> = new Set<NextStep>(['dispute', 'escalate', 'collections'])
/** "Please refund it", "I want to complain" say what to do about a problem; beside one they are no second one. */
const WISHES = new Set(['request-refund', 'open-dispute', 'talk-to-person', 'report-on-behalf', 'escalate-upstream'])
/** Within this distance of each other the two languages are tied. */
const LANGUAGE_TIE = 0.1

/**
 * Learns from the examples and gives the function that reads messages: language, topic, entities and one decision.
 * Pure and deterministic: the same examples and message give the same result.
 */
export function createTriage(parts: TriageParts): Triage {
	const model = parts.model ?? trainTriage(parts.examples, 'quick')
	const detect = createLanguageDetector(model.languages)
	const open = openModel(model.classifier)
	const classifiers = { en: createClassifier(open, 'en'), fr: createClassifier(open, 'fr') }
	const telling = createTelling(model.telling)
	return { triage, entities }

	function triage(input: TriageInput): TriageResult {
		const text = input.text.slice(0, READ_FOR_TOPIC).toWellFormed()
		const masked = maskIdentifiers(text, parts.invoiceFormats)
		const languages = detect(masked.replace(/\bzz[a-z]+\b/gu, ' '), input.locale)
		const language = languageOf(languages, input.locale)
		const found = entities(input.text, { language, today: input.today })
		const readAs = (words: string) => readFor(words, languages, input.audience ?? 'customer')
		const { said, guesses: read, second } = readAs(masked)
		const support = classifiers[language].support(said)
		const guesses = isForeign(support) ? outOfScopeFirst(read) : isNothing(support, read[0]) ? equallyLikely(read) : read
		const [best, next] = guesses
		const articles = findArticles(said, guesses, language, input)
		const hasArticle = articles.some(({ topic }) => topic === best?.topic)
		const ruling = decide({ guesses, support, entities: found, hasArticle, askedBack: input.askedBack ?? 0 })
		return {
			language,
			topic: best?.topic ?? OUT_OF_SCOPE,
			confidence: round(best?.chance ?? 0),
			runnerUp: second?.topic ?? next?.topic ?? null,
			...ruling,
			articles: articles.map(({ id, title, score, passage }) => ({ id, title, score, ...(passage && { passage }) })),
			entities: found,
			...(second && { second: second.topic }),
		}
	}

	function readFor(masked: string, languages: LanguageChances, audience: Audience): MessageReading {
		const judge = createTopicJudge(classifiers, languages)
		const isAllowed = (topic: string) => parts.topics.get(topic)?.audience.includes(audience) ?? true
		return readMessage(
			{
				judge: (text) => judge(text, isAllowed),
				telling,
				isIdle: (topic) => topic === OUT_OF_SCOPE || SMALL_TALK.has(topic) || WISHES.has(topic),
				needsAction: (topic) => ACTIONS.has(parts.topics.get(topic)?.next ?? 'answer'),
			},
			masked,
		)
	}

	function entities(text: string, { language, today }: EntitiesInput): Entities {
		const invoiceFormats = parts.invoiceFormats ?? []
		return extractEntities(text.slice(0, READ_FOR_ENTITIES), { language, today, invoiceFormats })
	}

	function findArticles(
		text: string,
		guesses: readonly Guess[],
		language: Language,
		{ audience = 'customer', today }: TriageInput,
	): FoundArticle[] {
		const [best] = guesses
		return parts.findArticles({
			text,
			language,
			audience,
			...(best && { topic: best.topic, votes: new Map(guesses.map(({ topic, chance }) => [topic, chance])) }),
			...(parts.partnerType === undefined ? {} : { partnerType: parts.partnerType }),
			...(today === undefined ? {} : { today }),
		})
	}
}

function outOfScopeFirst(guesses: readonly Guess[]): Guess[] {
	const own = guesses.find(({ topic }) => topic === OUT_OF_SCOPE) ?? { topic: OUT_OF_SCOPE, chance: 0 }
	return [own, ...guesses.filter(({ topic }) => topic !== OUT_OF_SCOPE)]
}

/** Who says nothing may mean anything: how often strangers write to the desk tells nothing about this one. */
function equallyLikely(guesses: readonly Guess[]): Guess[] {
	return guesses.map(({ topic }) => ({ topic, chance: 1 / guesses.length }))
}

function languageOf(chances: LanguageChances, hint: Language = 'en'): Language {
	if (Math.abs(chances.en - chances.fr) < LANGUAGE_TIE) return hint
	return chances.fr > chances.en ? 'fr' : 'en'
}

function round(value: number): number {
	return Math.round(value * 1000) / 1000
}
