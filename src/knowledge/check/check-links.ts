import path from 'node:path'
import { isDocumentation } from '../article.ts'
import { headingSlugs } from '../heading-slug.ts'
import { decodeTarget, MARKDOWN_LINK } from '../markdown-link.ts'
import type { GoodFile } from './check-articles.ts'
import type { Finding, Rule, Severity } from './finding.ts'

/** Files beside the articles that a link may lead to, by their place relative to the knowledge folder. */
export type FileExists = (file: string) => boolean

type Trouble = { severity: Severity; rule: Rule; message: string; advice: string }

const CODE = /```[\s\S]*?```|`[^`\n]*`/gu
const AUTOLINK = /<(https?:[^>\s]*)>/gu
/** Microsoft's own hosts: where facts about its billing may be cited from. */
const KNOWN_HOSTS = ['microsoft.com', 'azure.com', 'office.com', 'aka.ms']

/** Links of the bodies and addresses among the sources that lead nowhere. Nothing is fetched. */
export function checkLinks(files: readonly GoodFile[], exists: FileExists): Finding[] {
	const slugs = new Map(files.map(({ file, article }) => [file, headingSlugs(article.body)]))
	return files.flatMap((one) => {
		const judge = (target: string): Trouble | undefined =>
			/^[a-z][a-z\d+.-]*:/iu.test(target) ? judgeAddress(target, one) : judgeRelative(target, one.file, slugs, exists)
		const inBody = linksOf(one.article.body).map(({ target, offset }) => ({ trouble: judge(target), line: one.bodyLine(offset) }))
		const inSources = one.article.sources.map((source, index) => ({
			trouble: /^(?:https?:|\.{1,2}\/)/iu.test(source) ? judge(source) : undefined,
			line: one.lineOf('sources', index),
		}))
		return [...inSources, ...inBody].flatMap(({ trouble, line }) =>
			trouble === undefined ? [] : [{ ...trouble, file: one.file, line }],
		)
	})
}

function linksOf(body: string): { target: string; offset: number }[] {
	const text = body.replace(CODE, (code) => ' '.repeat(code.length))
	// The last group of both is the target.
	return [MARKDOWN_LINK, AUTOLINK].flatMap((pattern) =>
		[...text.matchAll(pattern)].map((match) => ({ target: match.at(-1) ?? '', offset: match.index })),
	)
}

function judgeAddress(target: string, { article }: GoodFile): Trouble | undefined {
	if (/^(?:mailto|tel):./iu.test(target)) return undefined
	const address = URL.parse(target)
	if (address === null || !/^https?:$/u.test(address.protocol) || !address.hostname.includes('.')) {
		const message = `the link ${target} is not a web address`
		return { severity: 'problem', rule: 'link-form', message, advice: 'Write it as https://host/path.' }
	}
	const isKnown = KNOWN_HOSTS.some((host) => address.hostname === host || address.hostname.endsWith(`.${host}`))
	if (isKnown || isDocumentation(article)) return undefined
	const message = `links to ${address.hostname}, which is none of the hosts that the facts come from`
	return { severity: 'warning', rule: 'unknown-host', message, advice: 'Check that the address is spelt well and worth citing.' }
}

function judgeRelative(
	target: string,
	from: string,
	slugs: ReadonlyMap<string, ReadonlySet<string>>,
	exists: FileExists,
): Trouble | undefined {
	const [place = '', anchor = ''] = target.split('#').map((part) => decodeTarget(part))
	const file = place === '' ? from : path.posix.normalize(path.posix.join(path.posix.dirname(from), place))
	const dead = (message: string, advice: string): Trouble => ({ severity: 'problem', rule: 'dead-link', message, advice })
	if (target === '') return dead('a link has no target', 'Give it one, or take the link away.')
	if (!slugs.has(file) && !exists(file))
		return dead(`the link ${target} leads to no file`, 'Correct the name, or take the link away.')
	const headings = slugs.get(file)
	if (anchor === '' || headings === undefined || headings.has(anchor.toLowerCase())) return undefined
	return dead(`the link ${target} leads to no heading of ${file}`, `Its headings are: ${[...headings].join(', ') || 'none'}.`)
}
