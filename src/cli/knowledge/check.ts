import path from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../../errors.ts'
import { teaching } from '../../knowledge/article-index.ts'
import { checkKnowledge, type KnowledgeCheck } from '../../knowledge/check/check-knowledge.ts'
import { type Confusions, findConfusions } from '../../knowledge/check/confusions.ts'
import { type Command, KNOWLEDGE_FOLDER } from './command.ts'
import { crossValidateWith } from './cross-validate.ts'
import { findingLines, confusionLines, summary } from './print-check.ts'

const USAGE = 'check [FOLDER] [--fast | --full] [--json]'

export const checkCommand: Command = {
	usage: USAGE,
	about:
		'Finds what is wrong or missing in the articles, and which ones the bot would confuse: not with --fast, and with --full as the fully trained bot would.',
	async run(args) {
		const { folder, fast, full, json } = readArguments(args)
		const check = await checkKnowledge(folder, new Date().toISOString().slice(0, 10))
		const confusions = fast ? [] : confusionsOf(check, full ? 'full' : 'quick')
		if (json) {
			process.stdout.write(`${JSON.stringify({ files: check.files, findings: check.findings, confusions }, undefined, 2)}\n`)
		} else {
			const shown = path.relative('.', folder) || '.'
			process.stdout.write([...findingLines(check, shown), ...confusionLines(confusions, shown), summary(check)].join('\n'))
		}
		return check.findings.some(({ severity }) => severity === 'problem') ? 1 : 0
	},
}

function readArguments(args: readonly string[]): { folder: string; fast: boolean; full: boolean; json: boolean } {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			fast: { type: 'boolean', default: false },
			full: { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
		},
	})
	const [folder = KNOWLEDGE_FOLDER, ...more] = positionals
	if (more.length > 0) throw new AppError('bad-input', `Name one folder: ${USAGE}`)
	return { folder: path.resolve(folder), ...values }
}

function confusionsOf({ good }: KnowledgeCheck, effort: 'quick' | 'full'): Confusions[] {
	const background = teaching(good.map(({ article }) => article)).filter((example) => example.background === true)
	return (['en', 'fr'] as const)
		.map((language) => findConfusions(good, background, language, crossValidateWith(effort)))
		.filter(({ questions }) => questions > 0)
}
