import path from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../../errors.ts'
import type { Skipped, SkipReason } from '../../knowledge/import/document.ts'
import { type ImportReport, type ImportRequest, importFolder } from '../../knowledge/import/import-folder.ts'
import type { Audience } from '../../triage/types.ts'
import { type Command, KNOWLEDGE_FOLDER, readLanguage } from './command.ts'

const USAGE =
	'import FOLDER [--to FOLDER] [--language en|fr] [--source URL] [--audience staff|customer|both] [--moved] [--dry-run]'
const AUDIENCES: Readonly<Record<string, readonly Audience[]>> = {
	staff: ['staff'],
	customer: ['customer'],
	both: ['customer', 'staff'],
}
const REASONS: Record<SkipReason, string> = {
	'changed-by-hand': 'Changed by hand since the last import, so kept as they are',
	duplicate: 'Known already',
	'contents-page': 'Tables of contents and the like',
	fragment: 'Fragments of other documents',
	redirect: 'Redirects',
	'no-text': 'Without text',
	'too-short': 'Too short to answer anything',
	'unknown-language': 'In another language',
	'not-markdown': 'Not Markdown',
	'too-large': 'Too large',
	unreadable: 'Not readable',
}
const MOST_LINES = 12

export const importCommand: Command = {
	usage: USAGE,
	about: 'Takes in a folder of Markdown documentation as articles that are found by search. Doing it again changes nothing.',
	async run(args) {
		const request = readRequest(args)
		print(await importFolder(request), request)
		return 0
	},
}

function readRequest(args: readonly string[]): ImportRequest {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			to: { type: 'string', default: KNOWLEDGE_FOLDER },
			language: { type: 'string' },
			source: { type: 'string' },
			audience: { type: 'string', default: 'staff' },
			moved: { type: 'boolean', default: false },
			'dry-run': { type: 'boolean', default: false },
		},
	})
	const [folder, ...more] = positionals
	if (folder === undefined || more.length > 0) throw new AppError('bad-input', `Name one folder: ${USAGE}`)
	const { source, to, moved } = values
	const language = readLanguage(values.language)
	const audience = AUDIENCES[values.audience]
	if (audience === undefined) throw new AppError('bad-input', '--audience must be staff, customer or both')
	if (source !== undefined && !/^https?:$/u.test(URL.parse(source)?.protocol ?? ''))
		throw new AppError('bad-input', '--source must be the web address of the folder, such as https://example.com/docs')
	return {
		folder: path.resolve(folder),
		to: path.resolve(to),
		audience,
		moved,
		dryRun: values['dry-run'],
		...(language === undefined ? {} : { language }),
		...(source === undefined ? {} : { source }),
	}
}

function print({ imported, skips, notes, orphans }: ImportReport, { to, dryRun }: ImportRequest): void {
	const count = (outcome: string) => imported.filter((one) => one.outcome === outcome).length
	const lines = [
		`${dryRun ? 'Would import' : 'Imported'} ${imported.length} of ${imported.length + skips.length} files into ${path.relative('.', to) || '.'}: ` +
			`${count('new')} new, ${count('updated')} updated, ${count('unchanged')} unchanged.`,
		...section(
			'Worth a look',
			notes.map(({ file, note }) => `${file} ${note}`),
		),
		...Object.entries(REASONS).flatMap(([reason, title]) => section(title, ofReason(skips, reason))),
		...section('Imported earlier, and no longer in the folder (delete them if they no longer hold)', orphans),
	]
	process.stdout.write(`${lines.join('\n')}\n`)
}

function ofReason(skips: readonly Skipped[], wanted: string): string[] {
	return skips.filter(({ reason }) => reason === wanted).map(({ file, detail }) => `${file} ${detail}`)
}

function section(title: string, points: readonly string[]): string[] {
	if (points.length === 0) return []
	const hidden = points.length - MOST_LINES
	return [
		'',
		`${title} (${points.length}):`,
		...points.slice(0, MOST_LINES).map((point) => `  - ${point}`),
		...(hidden > 0 ? [`  - ... and ${hidden} more`] : []),
	]
}
