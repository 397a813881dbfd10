import type { Classifier } from '../classify/create-classifier.ts'
import type { LanguageChances } from '../detect-language.ts'
import type { Language } from '../types.ts'

/** The calibrated chance of each topic that `isAllowed` lets through, for a stretch of text; they add up to 1. */
export type TopicJudge = (text: string, isAllowed: (topic: string) => boolean) => Map<string, number>

/** Below this chance the text is not read in that language at all; above, both readings vote: many people mix the two. */
const NEGLIGIBLE_LANGUAGE = 0.05

/** One classifier, reading the text in each language that it may be written in. */
export function createTopicJudge(
	classifiers: Readonly<Record<Language, Pick<Classifier, 'classify'>>>,
	languages: LanguageChances,
): TopicJudge {
	const asked = (['en', 'fr'] as const).filter((language) => languages[language] >= NEGLIGIBLE_LANGUAGE)
	const all = asked.reduce((sum, language) => sum + languages[language], 0)
	return (text, isAllowed) => {
		const total = new Map<string, number>()
		for (const language of asked) {
			const part = languages[language] / all
			for (const [topic, chance] of classifiers[language].classify(text, isAllowed))
				total.set(topic, (total.get(topic) ?? 0) + chance * part)
		}
		return total
	}
}
