import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { listArticleFiles, noArticles } from '../load-articles.ts'
import { checkBroken, checkCoverage, checkDates, checkTranslations, type GoodFile } from './check-articles.ts'
import { checkLinks } from './check-links.ts'
import { checkQuestions } from './check-questions.ts'
import { type CheckedFile, readChecked } from './checked-file.ts'
import type { Finding } from './finding.ts'

export type KnowledgeCheck = { readonly files: number; readonly good: readonly GoodFile[]; readonly findings: readonly Finding[] }

/**
 * Everything that is wrong, missing or doubtful in a knowledge folder, in the order of files and lines.
 * @param today ISO date.
 * @throws AppError `misconfigured` where the folder holds no article file.
 */
export async function checkKnowledge(folder: string, today: string): Promise<KnowledgeCheck> {
	const places = await listArticleFiles(folder)
	if (places.length === 0) throw noArticles(folder)
	const files = await Promise.all(
		places.map(async ({ file, path: place, language }) => readChecked(file, language, await readFile(place))),
	)
	const good = files.flatMap((file): GoodFile[] => (file.article === undefined ? [] : [{ ...file, article: file.article }]))
	const others = new Set((await readdir(folder, { recursive: true })).map((name) => name.split(path.sep).join('/')))
	const findings = [
		...checkBroken(files),
		...checkDoubleIds(good),
		...checkTranslations(good),
		...checkLinks(good, (file) => others.has(file)),
		...checkDates(good, today),
		...checkQuestions(good),
		...checkCoverage(good),
	]
	return { files: files.length, good, findings: findings.sort(inOrder) }
}

/** Two files with one name in different folders of one language. */
function checkDoubleIds(files: readonly GoodFile[]): Finding[] {
	const owners = new Map<string, CheckedFile>()
	return files.flatMap((one): Finding[] => {
		const key = `${one.language} ${one.article.id}`
		const owner = owners.get(key)
		if (owner === undefined) {
			owners.set(key, one)
			return []
		}
		const message = `id: "${one.article.id}" is already the id of ${owner.file}`
		return [
			{ severity: 'problem', rule: 'broken', file: one.file, line: one.lineOf('id'), message, advice: 'Rename one of them.' },
		]
	})
}

function inOrder(a: Finding, b: Finding): number {
	return a.file.localeCompare(b.file) || a.line - b.line || a.message.localeCompare(b.message)
}
