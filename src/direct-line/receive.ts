import type { Answer } from './exchange.ts'
import type { LiveSockets } from './live-sockets.ts'
import type { StoredActivity, TranscriptStore } from './ports.ts'
import type { Turns } from './turns.ts'

/** Stores what the user said, then answers; the bot's turn comes after that. Typing is passed on and not kept. */
export async function receive(
	{ transcripts, live, turns }: { transcripts: TranscriptStore; live: LiveSockets; turns: Turns },
	conversationId: string,
	activity: StoredActivity,
): Promise<Answer> {
	if (activity.type === 'typing') {
		turns.startPassing(conversationId, activity)
	} else {
		await transcripts.append(conversationId, activity)
		live.wake(conversationId)
		turns.start(conversationId)
	}
	return { status: 200, body: { id: activity.id } }
}
