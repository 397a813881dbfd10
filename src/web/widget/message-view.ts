import { type CardSubmit, renderCard } from './card-view.ts'
import { fieldsOf } from './activity.ts'
import { renderAttachment } from './attachment-view.ts'
import { button, element } from '../shared/element.ts'
import type { Drafts } from './drafts.ts'
import { icon } from './icons.ts'
import { renderMarkdown } from '../shared/markdown.ts'
import { titleOf } from './post-back.ts'
import type { Texts } from './texts.ts'
import type { CardUse, Entry } from './transcript.ts'

/** What a message needs from the rest of the widget. */
export interface MessageContext {
	texts: Texts
	partnerName: () => string
	useOf(activityId: string): CardUse | undefined
	onCardSubmit(entry: Entry, submit: CardSubmit): void
	/** What was entered into cards and not sent. */
	drafts: Drafts
	onTryAgain(key: string): void
}

const CARD = 'application/vnd.microsoft.card.adaptive'

function initials(name: string): string {
	const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word))
	return words
		.slice(0, 2)
		.map((word) => word.slice(0, 1).toUpperCase())
		.join('')
}

/** Who speaks, in words: a colleague by name, else the partner. */
export function speakerOf(entry: Entry, { texts, partnerName }: MessageContext): string {
	if (entry.from === 'user') return texts.say('you')
	if (entry.from === 'agent') return entry.activity.from.name ?? texts.say('colleague', { partner: partnerName() })
	return partnerName()
}

/** The round sign in front of the first message of a speaker. */
export function renderAvatar(entry: Entry, context: MessageContext): HTMLElement {
	const agent = entry.from === 'agent'
	const sign = agent ? initials(speakerOf(entry, context)) : ''
	return element('span', { class: `avatar avatar-${entry.from}`, 'aria-hidden': 'true' }, sign || icon('chat'))
}

function renderDelivery(entry: Entry, { texts, onTryAgain }: MessageContext): HTMLElement | undefined {
	if (entry.delivery === 'waiting') return element('p', { class: 'delivery' }, texts.say('waiting'))
	if (entry.delivery === 'too-large') return element('p', { class: 'delivery failed', role: 'alert' }, texts.say('tooLarge'))
	if (entry.delivery !== 'failed') return undefined
	const again = button({ class: 'try-again' }, () => onTryAgain(entry.key), icon('retry'), texts.say('tryAgain'))
	return element('p', { class: 'delivery failed', role: 'alert' }, texts.say('notSent'), ' ', again)
}

/** The text beside a card is for clients that show no cards; ours would say the same thing twice. */
function isSaidByCard({ from, activity: { text, attachments } }: Entry): boolean {
	return from !== 'user' && attachments.some(({ content }) => fieldsOf(content)?.['speak'] === text)
}

function renderText(entry: Entry): HTMLElement | undefined {
	const { text, channelData } = entry.activity
	if (channelData['postBack'] === true) {
		const shown = titleOf(entry.activity) ?? text
		return shown ? element('div', { class: 'bubble choice', dir: 'auto' }, icon('check'), shown) : undefined
	}
	if (text === '' || isSaidByCard(entry)) return undefined
	const bubble = element('div', { class: 'bubble', dir: 'auto' })
	if (entry.from === 'user') bubble.append(element('p', {}, text))
	else bubble.append(renderMarkdown(text))
	return bubble
}

function renderCards(entry: Entry, context: MessageContext): HTMLElement[] {
	const { id = '', attachments } = entry.activity
	return attachments.map((attachment) => {
		if (attachment.contentType !== CARD) return renderAttachment(attachment, context.texts.say('file'))
		const card = renderCard(attachment.content, {
			use: context.useOf(id),
			draft: context.drafts.of(id),
			onDraft: (values) => context.drafts.keep(id, values),
			onSubmit: (submit) => context.onCardSubmit(entry, submit),
		})
		return card ?? element('div', { class: 'bubble' }, context.texts.say('cardUnreadable'))
	})
}

/** The message itself: text, cards and files, and how its sending goes. */
export function renderMessage(entry: Entry, context: MessageContext): HTMLElement {
	const heard = element('span', { class: 'for-readers' }, context.texts.say('says', { name: speakerOf(entry, context) }))
	const body = element('div', { class: 'message-body' }, heard, renderText(entry), ...renderCards(entry, context))
	body.append(renderDelivery(entry, context) ?? '')
	return body
}
