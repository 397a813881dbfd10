import type { LiveSockets } from './live-sockets.ts'
import type { ChatNews } from './ports.ts'
import type { Turns } from './turns.ts'

/** Lets the chats of this process know what another process did in one. */
export function hearChatNews({ live, turns }: { live: LiveSockets; turns: Turns }, news: ChatNews): void {
	switch (news.kind) {
		case 'chat':
			return live.wake(news.conversation)
		case 'turn':
			return turns.start(news.conversation)
		case 'typing':
			return live.heardTyping(news.conversation, news.at)
		default:
			return live.heardSeen(news.conversation, news.sequence)
	}
}
