import type { KnowledgeCheck } from '../../knowledge/check/check-knowledge.ts'
import type { Confusions } from '../../knowledge/check/confusions.ts'
import type { Finding, Severity } from '../../knowledge/check/finding.ts'

const SIGN: Record<Severity, string> = { problem: '✗', warning: '!', note: '·' }
const LANGUAGE = { en: 'English', fr: 'French' }

/** The findings, a paragraph for each file: where, what, and what to do. @param folder as the reader would type it. */
export function findingLines({ findings }: KnowledgeCheck, folder: string): string[] {
	return [...Map.groupBy(findings, ({ file }) => file).values()].flatMap((ofFile) => [
		...ofFile.flatMap((finding) => [
			`${SIGN[finding.severity]} ${folder}/${finding.file}:${finding.line}  ${finding.message}`,
			`    ${finding.advice}`,
		]),
		'',
	])
}

/** The pairs of topics that are taken for each other. */
export function confusionLines(confusions: readonly Confusions[], folder: string): string[] {
	return confusions.flatMap(({ language, questions, accuracy, pairs }) => [
		`${LANGUAGE[language]}: of ${questions} questions that the bot had not seen, it understood ${(accuracy * 100).toFixed(1)} %.`,
		...(pairs.length === 0 ? [] : ['It confuses most often:']),
		...pairs.flatMap(({ topic, takenFor, times, question, file, line }) => [
			`${String(times).padStart(4)} × ${topic} and ${takenFor}, for example taking this for ${takenFor}:`,
			`       "${question}"  ${folder}/${file}:${line}`,
		]),
		'',
	])
}

/** The last line. */
export function summary({ files, findings }: KnowledgeCheck): string {
	const problems = count(findings, 'problem')
	const counts = [
		plural(problems, 'problem'),
		plural(count(findings, 'warning'), 'warning'),
		plural(count(findings, 'note'), 'note'),
	]
	return `${plural(files, 'article')}: ${problems === 0 ? 'nothing is broken' : 'there is something to mend'} (${counts.join(', ')}).\n`
}

function count(findings: readonly Finding[], wanted: Severity): number {
	return findings.filter(({ severity }) => severity === wanted).length
}

function plural(number: number, noun: string): string {
	return `${number} ${noun}${number === 1 ? '' : 's'}`
}
