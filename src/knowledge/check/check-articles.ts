import type { Audience, Language } from '../../triage/types.ts'
import { type Article, isDocumentation } from '../article.ts'
import type { CheckedFile } from './checked-file.ts'
import type { Finding } from './finding.ts'
import { REQUIRED_TOPICS } from './topic-list.ts'

/** A file with its article. */
export type GoodFile = CheckedFile & { readonly article: Article }

const LANGUAGES: readonly Language[] = ['en', 'fr']
/** Fewer do not teach a classifier what people may write. */
const FEWEST_QUESTIONS = 40

/** Files that cannot be read as articles. */
export function checkBroken(files: readonly CheckedFile[]): Finding[] {
	return files.flatMap(({ file, problem, lineOf }): Finding[] => {
		if (problem === undefined) return []
		const [, field = '', item] = /^(?:front matter: [^"]*"([^"]+)"|(\w+)(?:\.(\d+))?)/u.exec(problem)?.filter(Boolean) ?? []
		const line = yamlLine(problem) ?? lineOf(field, item === undefined ? undefined : Number(item))
		return [
			{
				severity: 'problem',
				rule: 'broken',
				file,
				line,
				message: problem.split('\n')[0] ?? problem,
				advice: 'Correct it; until then the desk works without this article, or with its last good version.',
			},
		]
	})
}

/** The line that the YAML parser names; the front matter begins in the second line of the file. */
function yamlLine(problem: string): number | undefined {
	const [, line] = / at line (\d+)/u.exec(problem) ?? []
	return line === undefined ? undefined : Number(line) + 1
}

/** Articles that exist in one language only, and translations that say different things about themselves. */
export function checkTranslations(files: readonly GoodFile[]): Finding[] {
	const own = files.filter(({ article }) => !isDocumentation(article))
	const byId = Map.groupBy(own, ({ article }) => article.id)
	return [...byId].flatMap(([id, versions]): Finding[] => {
		const missing = LANGUAGES.filter((language) => !versions.some((version) => version.language === language))
		const [first, second] = versions
		if (first === undefined) return []
		return [...missing.map((language) => untranslated(first, language, id)), ...(second ? differences(first, second) : [])]
	})
}

function untranslated({ file, lineOf }: GoodFile, language: Language, id: string): Finding {
	return {
		severity: 'problem',
		rule: 'translation',
		file,
		line: lineOf('id'),
		message: `has no ${language === 'fr' ? 'French' : 'English'} version`,
		advice: `Write ${language}/${id}.md.`,
	}
}

function differences(first: GoodFile, second: GoodFile): Finding[] {
	const fields = ['topic', 'audience', 'commerce', 'partner', 'effective', 'until', 'next'] as const
	return fields
		.filter((field) => inOneOrder(first.article[field]) !== inOneOrder(second.article[field]))
		.map((field) => ({
			severity: 'warning',
			rule: 'translation-differs',
			file: second.file,
			line: second.lineOf(field),
			message: `${field} is ${shown(second.article[field])}, but ${shown(first.article[field])} in ${first.file}`,
			advice: 'Say the same in both languages, or give the two articles different ids.',
		}))
}

function inOneOrder(value: string | readonly string[] | undefined): string {
	return typeof value === 'object' ? value.toSorted().join(' ') : (value ?? '')
}

function shown(value: string | readonly string[] | undefined): string {
	return value === undefined ? 'not given' : `"${String(value)}"`
}

/** What no longer holds, and what does not hold yet. @param today ISO date. */
export function checkDates(files: readonly GoodFile[], today: string): Finding[] {
	return files.flatMap(({ file, article: { effective, until }, lineOf }): Finding[] => {
		if (until !== undefined && (until < today || until < effective)) {
			const message = until < effective ? `ends (${until}) before it begins (${effective})` : `held until ${until}`
			const advice = 'Write what holds now, or delete the article: nobody is shown it any more.'
			return [{ severity: 'problem', rule: 'ended', file, line: lineOf('until'), message, advice }]
		}
		const notes = effective > today ? [{ field: 'effective', message: `holds from ${effective}` }] : []
		if (until !== undefined) notes.push({ field: 'until', message: `holds until ${until}` })
		const advice = 'Nothing to do now; outside these dates nobody is shown it.'
		return notes.map(({ field, message }) => ({ severity: 'note', rule: 'not-yet', file, line: lineOf(field), message, advice }))
	})
}

/** Topics that somebody asks about and no article answers, topics with too few questions, and topics that are new. */
export function checkCoverage(files: readonly GoodFile[]): Finding[] {
	const own = files.filter(({ article }) => !isDocumentation(article))
	return LANGUAGES.flatMap((language) => {
		const topics = Map.groupBy(
			own.filter((one) => one.language === language),
			({ article }) => article.topic,
		)
		const missing = [...REQUIRED_TOPICS].flatMap(([topic, audience]) =>
			missingFor(topic, audience, topics.get(topic) ?? [], language),
		)
		return [...missing, ...[...topics].flatMap(([topic, versions]) => checkTopic(topic, versions))]
	})
}

function missingFor(topic: string, audience: readonly Audience[], versions: readonly GoodFile[], language: Language): Finding[] {
	const unanswered = audience.filter((one) => !versions.some(({ article }) => article.audience.includes(one)))
	if (unanswered.length === 0) return []
	const file = versions[0]?.file ?? `${language}/${topic}.md`
	const message = `no article answers ${unanswered.join(' and ')} about the topic ${topic}`
	const advice =
		versions.length === 0 ? `Write ${file}.` : `Add ${unanswered.join(' and ')} to its audience, or write a second article.`
	return [{ severity: 'problem', rule: 'missing-topic', file, line: versions[0]?.lineOf('audience') ?? 1, message, advice }]
}

function checkTopic(topic: string, versions: readonly GoodFile[]): Finding[] {
	const [first] = versions
	if (first === undefined) return []
	const findings: Finding[] = []
	const place = { file: first.file, line: first.lineOf('questions') }
	const questions = versions.reduce((sum, { article }) => sum + article.questions.length, 0)
	if (questions < FEWEST_QUESTIONS) {
		const message = `the topic ${topic} has only ${questions} questions in this language`
		const advice = `Add ${FEWEST_QUESTIONS - questions} more, as people write them.`
		findings.push({ severity: 'warning', rule: 'few-questions', ...place, message, advice })
	}
	if (!REQUIRED_TOPICS.has(topic)) {
		const message = `the topic ${topic} is not one of the desk's own`
		const advice = 'Fine, if it is new; correct it, if it is misspelt.'
		findings.push({ severity: 'note', rule: 'new-topic', file: first.file, line: first.lineOf('topic'), message, advice })
	}
	return findings
}
