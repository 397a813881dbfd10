import path from 'node:path'
import { decodeTarget } from '../markdown-link.ts'

/** Where a link of an imported document may lead. */
export type LinkMap = {
	/** The other imported documents: file -> its new file name and its anchors. */
	readonly documents: ReadonlyMap<string, { readonly name: string; readonly anchors: ReadonlyMap<string, string> }>
	/** The public address of a document, where the caller named one. */
	addressOf(file: string): string | undefined
}

const CODE_HOST = /^(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|raw\.githubusercontent\.com|dev\.azure\.com)$/u

/**
 * The new target of a link: another imported article, a heading of this one, the same page on the public site, or nothing.
 * @param from the document in which the link stands.
 */
export function linkTarget(link: string, from: string, map: LinkMap): string | undefined {
	if (/^(?:https?:|mailto:|tel:)/iu.test(link)) return URL.canParse(link) ? link : undefined
	if (/^[a-z][a-z\d+.-]*:/iu.test(link) || link === '') return undefined
	const [place = '', anchor = ''] = link
		.replace(/\?[^#]*/u, '')
		.split('#')
		.map((part) => decodeTarget(part))
	if (place === '') return anchorIn(map.documents.get(from)?.anchors, anchor)
	if (!place.startsWith('/')) {
		const file = path.posix.normalize(path.posix.join(path.posix.dirname(from), place))
		const found = map.documents.get(file) ?? map.documents.get(`${file}.md`)
		if (found !== undefined) return `${found.name}${anchorIn(found.anchors, anchor) ?? ''}`
	}
	return publicAddress(link, from, map)
}

function anchorIn(anchors: ReadonlyMap<string, string> | undefined, anchor: string): string | undefined {
	const slug = anchors?.get(anchor.toLowerCase()) ?? ''
	return slug === '' ? undefined : `#${slug}`
}

function publicAddress(link: string, from: string, { addressOf }: LinkMap): string | undefined {
	const base = addressOf(from)
	if (base === undefined || !URL.canParse(link, base)) return undefined
	const address = new URL(link, base)
	if (CODE_HOST.test(address.hostname)) return link.startsWith('/') ? undefined : address.href
	address.pathname = address.pathname.replace(/\.md$/u, '')
	return address.href
}

/** The public address of a document below the address of its folder; websites leave `.md` away, code hosts do not. */
export function documentAddress(source: string, file: string): string {
	const address = new URL(`${source.replace(/\/+$/u, '')}/${file.split('/').map(encodeURIComponent).join('/')}`)
	if (!CODE_HOST.test(address.hostname)) address.pathname = address.pathname.replace(/(?:\/index)?\.md$/u, '')
	return address.href
}
