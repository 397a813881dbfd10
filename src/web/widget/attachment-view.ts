import type { ChatAttachment } from './activity.ts'
import { element } from '../shared/element.ts'
import { icon } from './icons.ts'
import { safeAddress } from '../shared/markdown.ts'

const PICTURE = /^image\/(png|jpe?g|gif|webp)$/u
const PICTURE_DATA = /^(blob:|data:image\/(png|jpe?g|gif|webp);base64,)/u

function pictureAddress({ contentType, contentUrl = '' }: ChatAttachment): string | undefined {
	if (!PICTURE.test(contentType)) return undefined
	return PICTURE_DATA.test(contentUrl) ? contentUrl : safeAddress(contentUrl)
}

/** A picture to look at, or a file to open; `name` where the attachment has none. */
export function renderAttachment(attachment: ChatAttachment, name: string): HTMLElement {
	const label = attachment.name ?? name
	const picture = pictureAddress(attachment)
	const href = picture ?? safeAddress(attachment.contentUrl ?? '')
	const shown = picture
		? element('img', { src: picture, alt: label, loading: 'lazy' })
		: element('span', { class: 'file' }, icon('file'), element('span', { class: 'file-name' }, label))
	if (!href) return shown
	return element('a', { href, class: picture ? 'picture' : 'file-link', target: '_blank', rel: 'noopener noreferrer' }, shown)
}
