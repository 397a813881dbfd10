import { MARKDOWN_LINK } from '../markdown-link.ts'
import { setCodeAside } from './code-aside.ts'

const DEFINITION = /^ {0,3}\[([^\]\n^]+)\]:[ \t]*<?(\S+?)>?(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*$/gmu
const BY_REFERENCE = /(?<![!\]])\[([^[\]\n]+)\]\[([^\]\n]*)\]/gu
const ALONE = /(?<![!\]\\])\[([^[\]\n]+)\](?![[(:])/gu

/** Links by reference (`[text][ref]` and its definition below) as links in place, so that there is one kind of link only. */
export function inlineReferences(text: string): string {
	const targets = new Map<string, string>()
	const rest = text.replace(DEFINITION, (_line, name: string, target: string) => {
		targets.set(name.toLowerCase(), target)
		return ''
	})
	if (targets.size === 0) return text
	return rest
		.replace(BY_REFERENCE, (whole, label: string, name: string) => {
			const target = targets.get((name === '' ? label : name).toLowerCase())
			return target === undefined ? whole : `[${label}](${target})`
		})
		.replace(ALONE, (whole, label: string) => {
			const target = targets.get(label.toLowerCase())
			return target === undefined ? whole : `[${label}](${target})`
		})
}

/** Gives every link its new target; a link without one becomes its text: better no link than a dead one. */
export function rewriteLinks(text: string, targetOf: (target: string) => string | undefined): string {
	return text.replace(MARKDOWN_LINK, (whole, picture: string, label: string, target: string) => {
		if (picture !== '') return whole
		const wanted = targetOf(target)
		return wanted === undefined || label.trim() === '' ? label : `[${label}](${wanted})`
	})
}

const HREF = /(<a\b[^>]*?\bhref\s*=\s*)(?:"([^"]*)"|'([^']*)')/giu

/** Gives links another target in a text as its author wrote it: in place, by reference, and in HTML. Code stays. */
export function moveLinks(text: string, moved: (target: string) => string): string {
	const { text: withoutCode, putBack } = setCodeAside(text)
	const links = withoutCode
		.replace(MARKDOWN_LINK, (whole, picture: string, label: string, target: string) =>
			picture === '' ? `[${label}](${moved(target)})` : whole,
		)
		.replace(DEFINITION, (_line, name: string, target: string) => `[${name}]: ${moved(target)}`)
		.replace(HREF, (_link, start: string, double?: string, single?: string) => `${start}"${moved(double ?? single ?? '')}"`)
	return putBack(links)
}

/** How many of a text's words stand in links: a page of links only is a table of contents. */
export function shareOfLinks(text: string): number {
	const links = [...text.matchAll(MARKDOWN_LINK)].filter(([, picture]) => picture === '')
	const inLinks = links.reduce((sum, [, , label = '']) => sum + countWords(label), 0)
	return inLinks / Math.max(1, countWords(text.replace(MARKDOWN_LINK, '$2')))
}

/** Words with a letter in them. */
export function countWords(text: string): number {
	return text.match(/\p{L}[\p{L}\p{N}’'-]*/gu)?.length ?? 0
}
