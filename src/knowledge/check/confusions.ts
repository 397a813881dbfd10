import type { Language, TrainingExample } from '../../triage/types.ts'
import { isDocumentation } from '../article.ts'
import type { GoodFile } from './check-articles.ts'

/** The best guess for each question, by a classifier that has not learnt from it. `examples` hold the questions and more. */
export type CrossValidate = (
	examples: readonly TrainingExample[],
	language: Language,
) => readonly { readonly example: TrainingExample; readonly guess: string }[]

/** Two topics of which one is taken for the other, with one question to look at. */
export type Confusion = {
	readonly topic: string
	readonly takenFor: string
	readonly times: number
	readonly question: string
	readonly file: string
	readonly line: number
}

export type Confusions = {
	readonly language: Language
	readonly questions: number
	/** Of the questions that were held out, how many were understood: 0 to 1. */
	readonly accuracy: number
	/** The most frequent ones; both ways of a pair are counted together, and the more frequent way is shown. */
	readonly pairs: readonly Confusion[]
}

type Mistake = { readonly example: TrainingExample; readonly guess: string }
type Place = { readonly file: string; readonly line: number }

const MOST_PAIRS = 12

/**
 * Where the bot would confuse two articles.
 * @param background what is learnt beside the questions: titles and paragraphs.
 */
export function findConfusions(
	files: readonly GoodFile[],
	background: readonly TrainingExample[],
	language: Language,
	crossValidate: CrossValidate,
): Confusions {
	const own = files.filter((file) => file.language === language && !isDocumentation(file.article))
	const questions = new Map(own.flatMap(questionsOf))
	const guesses = crossValidate([...questions.keys(), ...background.filter((example) => example.language === language)], language)
	const mistakes = guesses.filter(({ example, guess }) => guess !== example.topic)
	const accuracy = guesses.length === 0 ? 0 : 1 - mistakes.length / guesses.length
	return { language, questions: guesses.length, accuracy, pairs: pairsOf(mistakes, questions) }
}

function questionsOf({ file, article, language, lineOf }: GoodFile): [TrainingExample, Place][] {
	return article.questions.map((text, index) => [
		{ text, topic: article.topic, language },
		{ file, line: lineOf('questions', index) },
	])
}

function pairsOf(mistakes: readonly Mistake[], places: ReadonlyMap<TrainingExample, Place>): Confusion[] {
	const pairs = Map.groupBy(mistakes, ({ example, guess }) => [example.topic, guess].sort().join(' '))
	return [...pairs.values()]
		.sort((a, b) => b.length - a.length)
		.slice(0, MOST_PAIRS)
		.flatMap((pair): Confusion[] => {
			const [first] = [...Map.groupBy(pair, ({ example }) => example.topic).values()].sort((a, b) => b.length - a.length)[0] ?? []
			const place = first && places.get(first.example)
			if (first === undefined || place === undefined) return []
			const { topic, text: question } = first.example
			return [{ topic, takenFor: first.guess, times: pair.length, question, ...place }]
		})
}
