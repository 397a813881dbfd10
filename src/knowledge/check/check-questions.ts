import { FUNCTION_WORDS } from '../../triage/text/function-words.ts'
import { fold } from '../../triage/text/fold.ts'
import { createStem } from '../../triage/text/stem.ts'
import { splitWords } from '../../triage/text/words.ts'
import type { Language } from '../../triage/types.ts'
import type { GoodFile } from './check-articles.ts'
import type { Finding, Rule, Severity } from './finding.ts'

type Question = { readonly text: string; readonly topic: string; readonly file: string; readonly line: number }
type Verdict = { severity: Severity; rule: Rule; says: string; advice: string }

const STEMS: Record<Language, (word: string) => string> = { en: createStem('en'), fr: createStem('fr') }
/** One telling word in common makes no two questions alike. */
const FEWEST_WORDS = 3

/** Questions that teach two topics, that stand twice, or that differ in small words only. */
export function checkQuestions(files: readonly GoodFile[]): Finding[] {
	return (['en', 'fr'] as const).flatMap((language) => {
		const questions = files.filter((one) => one.language === language).flatMap(questionsOf)
		const same = compare(questions, plainly, judgeSame)
		const told = new Set(same.map(({ file, line }) => `${file}:${line}`))
		const similar = compare(questions, (text) => tellingKey(text, language), judgeSimilar)
		return [...same, ...similar.filter(({ file, line }) => !told.has(`${file}:${line}`))]
	})
}

function questionsOf({ file, article, lineOf }: GoodFile): Question[] {
	return article.questions.map((text, index) => ({ text, topic: article.topic, file, line: lineOf('questions', index) }))
}

/** Each question is compared with the first one of its key. */
function compare(
	questions: readonly Question[],
	keyOf: (text: string) => string,
	judge: (first: Question, second: Question) => Verdict | undefined,
): Finding[] {
	const firsts = new Map<string, Question>()
	return questions.flatMap((question): Finding[] => {
		const key = keyOf(question.text)
		const first = key === '' ? undefined : firsts.get(key)
		if (key !== '' && first === undefined) firsts.set(key, question)
		const verdict = first && judge(first, question)
		if (first === undefined || verdict === undefined) return []
		const { severity, rule, says, advice } = verdict
		const message = `"${question.text}" ${says} ${first.file}:${first.line} (topic ${first.topic})`
		return [{ severity, rule, file: question.file, line: question.line, message, advice }]
	})
}

function judgeSame(first: Question, second: Question): Verdict {
	if (first.topic === second.topic)
		return { severity: 'warning', rule: 'repeated-question', says: 'stands already in', advice: 'Delete one of the two.' }
	const advice = 'Keep it in the topic that answers it, or word the two so that a person could tell them apart.'
	return { severity: 'problem', rule: 'conflicting-question', says: 'teaches another topic than', advice }
}

function judgeSimilar(first: Question, second: Question): Verdict | undefined {
	if (first.topic === second.topic) return undefined
	const advice = 'Make sure that both topics are meant; else move one of them.'
	return { severity: 'warning', rule: 'similar-question', says: `says almost the same as "${first.text}" in`, advice }
}

/** Without case, accents and marks. */
function plainly(text: string): string {
	return (
		fold(text)
			.match(/[\p{L}\p{N}€$£%]+/gu)
			?.join(' ') ?? text
	)
}

/** What is left when order, endings and small words do not count. */
function tellingKey(text: string, language: Language): string {
	const words = splitWords(text).filter((word) => !FUNCTION_WORDS[language].has(word))
	return words.length < FEWEST_WORDS ? '' : words.map(STEMS[language]).sort().join(' ')
}
