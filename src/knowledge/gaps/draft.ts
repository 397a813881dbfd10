import { fold } from '../../triage/text/fold.ts'
import { FUNCTION_WORDS } from '../../triage/text/function-words.ts'
import { splitWords } from '../../triage/text/words.ts'
import type { Audience, Language, NextStep } from '../../triage/types.ts'
import { PLACE_HOLDER } from '../feedback/scrub.ts'
import type { Gap } from './find-gaps.ts'

/** An article that nobody has approved yet. */
export interface Draft {
	readonly language: Language
	readonly id: string
	/** A topic that has articles, or the draft's own id where nothing is known to fit. */
	readonly topic: string
	readonly title: string
	readonly audience: readonly Audience[]
	/** ISO date. */
	readonly effective: string
	readonly sources: readonly string[]
	readonly next: NextStep
	readonly questions: readonly string[]
	/** Markdown. */
	readonly body: string
}

const MOST_QUESTIONS = 20
const LONGEST_QUESTION = 200
const LONGEST_TITLE = 80
const WORDS_OF_ID = 5

const GREETING =
	/^(?:hello|hi|hey|dear|good (?:morning|afternoon|evening)|bonjour|bonsoir|salut|coucou|chere?s?|madame|monsieur)(?![\p{L}])/u
const CLOSING =
	/^(?:(?:kind|best|warm)(?:est)? regards|regards|sincerely|yours|best wishes|cheers|thank you|thanks|(?:bien )?cordialement|bien a vous|(?:sinceres |meilleures )?salutations|bonne (?:journee|soiree)|merci)(?![\p{L}])/u
const LAST_THANKS =
	/(?<=[.!?,])\s*(?:many thanks|thanks|thank you|merci|kind regards|best regards|regards|(?:bien )?cordialement)(?: d['’]avance| in advance)?[\s.,!]*$/iu
/** A line of a greeting or a closing is short. */
const SHORT_LINE = 60

/**
 * The article that a gap asks for, out of the questions and of what a person answered in one of its tickets; undefined until one
 * has. Pure.
 * @param known.topics topics that have articles.
 * @param known.isTaken whether an article has this id already.
 * @param known.today ISO date.
 */
export function draftOf(
	gap: Gap,
	known: { topics: ReadonlySet<string>; isTaken: (id: string) => boolean; today: string },
): Draft | undefined {
	const { answered, language, topic } = gap
	if (answered === undefined) return undefined
	const questions = questionsOf(gap)
	const title = titleOf(questions[0] ?? gap.examples[0] ?? gap.id)
	const id = freeId(slug(title, language), known.isTaken)
	return {
		language,
		id,
		topic: topic !== undefined && known.topics.has(topic) ? topic : id,
		title,
		audience: gap.audience.includes('customer') ? ['customer', 'staff'] : ['staff'],
		effective: known.today,
		sources: [`Ticket ${answered.ticket}`],
		next: gap.amounts.length > 0 ? 'dispute' : 'answer',
		questions,
		body: withoutCourtesy(answered.text),
	}
}

function questionsOf({ examples }: Gap): string[] {
	const readable = examples.map((text) => withoutHoles(withoutCourtesy(text)))
	return readable.filter((text) => /\p{L}/u.test(text) && text.length <= LONGEST_QUESTION).slice(0, MOST_QUESTIONS)
}

/** Names and numbers that were taken out leave holes that nobody would type: their part of the sentence goes with them. */
function withoutHoles(text: string): string {
	const parts = text.replace(/\s+/gu, ' ').match(/[^,;.!?]+[,;.!?]*\s*/gu) ?? []
	const whole = parts.filter((part) => part.match(PLACE_HOLDER) === null)
	const kept = whole.length > 0 ? whole.join('') : text.replace(PLACE_HOLDER, ' ').replace(/\s+/gu, ' ')
	const bare = kept.replace(LAST_THANKS, '').replace(/^[\s,;:!.-]+|[\s,;:-]+$/gu, '')
	return bare.charAt(0).toUpperCase() + bare.slice(1)
}

function titleOf(question: string): string {
	const bare = question.replace(/[\s?!.…]+$/u, '')
	const cut = bare.length <= LONGEST_TITLE ? bare : `${bare.slice(0, LONGEST_TITLE).replace(/\s+\S*$/u, '')}…`
	return cut.charAt(0).toUpperCase() + cut.slice(1)
}

function slug(title: string, language: Language): string {
	const words = splitWords(title).map((word) => fold(word).replace(/[^a-z0-9]/gu, ''))
	const telling = words.filter((word) => word !== '' && !FUNCTION_WORDS[language].has(word))
	return (telling.length > 0 ? telling : words.filter((word) => word !== '')).slice(0, WORDS_OF_ID).join('-') || 'article'
}

function freeId(wanted: string, isTaken: (id: string) => boolean): string {
	let id = wanted
	for (let count = 2; isTaken(id); count += 1) id = `${wanted}-${count}`
	return id
}

/** A letter without its greeting and its closing; a greeting before the first comma goes too. */
function withoutCourtesy(text: string): string {
	const lines = text.split('\n')
	const opens = (line: string) => GREETING.test(fold(line.trim())) && line.length <= SHORT_LINE
	if (lines.length > 1 && opens(lines[0] ?? '')) lines.shift()
	const closing = lines.findIndex((line, index) => index > 0 && line.length <= SHORT_LINE && CLOSING.test(fold(line.trim())))
	const kept = (closing < 0 ? lines : lines.slice(0, closing)).join('\n').trim()
	const bare = kept.replace(/^([^,.!?\n]{1,40})[,!]\s+(?=\S)/u, (whole, start: string) => (opens(start) ? '' : whole))
	return bare === '' ? text.trim() : bare.charAt(0).toUpperCase() + bare.slice(1)
}
