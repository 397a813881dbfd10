import type { KitFor } from '../cards/kit.ts'
import { type NoticeWords, noticeWords } from '../cards/notice-words.ts'
import { outcomeCard } from '../cards/outcome-card.ts'
import type { Notice } from '../tickets/notice.ts'
import type { Ticket } from '../tickets/ticket.ts'
import type { Channel } from './channel.ts'
import { chatMessageId } from './chat-message-id.ts'
import { asksForAnswer } from './open-outcome.ts'
import type { ChatLine, ChatMessage } from './ports.ts'

/** A person of the staff speaks to the customer. */
const SPOKEN: ReadonlySet<Notice['kind']> = new Set(['reply', 'question'])

/** Tells customers in their newest web chat: delivered when the client confirms, `unseen` when it waits for them there. */
export function createWebChat({ chat, kitFor }: { chat: ChatLine; kitFor: KitFor }): Channel {
	return {
		name: 'web-chat',
		async carry(notice, ticket) {
			const conversation = await chat.newestOf(notice.to.id)
			if (conversation === undefined) return { outcome: 'permanent', reason: 'no-conversation' }
			const kit = kitFor(conversation.locale ?? ticket.reporter.locale, 'web')
			const words = noticeWords(kit, notice, ticket)
			const attachment = asksForAnswer(notice, ticket) && {
				contentType: 'application/vnd.microsoft.card.adaptive',
				content: outcomeCard(kit, ticket, words.title),
			}
			const { seen } = await chat.post(conversation.id, {
				...messageOf(notice, words, ticket),
				locale: kit.locale,
				...(attachment && { text: words.title, attachments: [attachment] }),
			})
			return seen ? { outcome: 'delivered' } : { outcome: 'unseen' }
		},
	}
}

function messageOf(notice: Notice, { title, words }: NoticeWords, ticket: Ticket): Omit<ChatMessage, 'locale'> {
	const shared = {
		id: chatMessageId(notice.id),
		type: 'message',
		channelData: { ticket: ticket.number, notice: notice.id },
	} as const
	if (!SPOKEN.has(notice.kind)) return { ...shared, text: words === undefined ? title : `${title}\n\n${words}` }
	return {
		...shared,
		from: { id: 'loopdesk', name: notice.by, role: 'bot' },
		text: words ?? title,
		textFormat: 'plain',
		channelData: { ...shared.channelData, agent: true },
	}
}
