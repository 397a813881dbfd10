import { randomUUID } from 'node:crypto'
import { MessageFactory, type TurnContext } from 'botbuilder'
import { pino } from 'pino'
import type { Bot } from '../../../src/bot/create-bot.ts'
import { createReplyKeeping, openRepliesOf } from '../../../src/bot/open-replies.ts'
import type { KeptReply } from '../../../src/bot/reply-book.ts'
import { STAND_IN_APP_ID } from '../../../src/bot/stand-in-app-id.ts'
import { createTeamsAdapter } from '../../../src/bot/teams-adapter.ts'
import { standInAuthentication } from '../../../src/bot/teams-authentication.ts'
import { createReplyLine } from '../../../src/delivery/reply-line.ts'
import { createSendingGate } from '../../../src/delivery/sending-gate.ts'
import { createSendingLimits } from '../../../src/delivery/sending-limits.ts'
import type { PostgresStore } from '../../../src/stores/postgres/open-store.ts'

interface DoorOptions {
	readonly tellUncertain?: (reply: KeptReply) => Promise<void>
	/** Says back each line that it is told, unless it is another one. */
	readonly bot?: Bot
}

/** The door for Teams of one process. */
export function startReplyDoor({ sends, replies: book }: PostgresStore, standInUrl: string, options: DoorOptions = {}) {
	const { tellUncertain = async () => undefined, bot = echo } = options
	const logger = pino({ level: 'silent' })
	const gate = createSendingGate({ limits: createSendingLimits(sends), clock: Date.now })
	const line = createReplyLine({ gate, clock: Date.now, logger })
	const replies = createReplyKeeping({ book, carryReply: line.carry, newId: randomUUID, logger, tellUncertain })
	const adapter = createTeamsAdapter({
		authentication: standInAuthentication(standInUrl),
		logger,
		onTurnError: async () => undefined,
		replies,
		answerWithinMs: 50,
	})
	return {
		takes: (authorization: string, activity: object) => adapter.receive(authorization, activity, bot),
		resume: () => replies.resume(adapter.leftFor(STAND_IN_APP_ID, bot)),
		givenUp: replies.givenUp,
		async stop() {
			await line.stop()
			await replies.settled()
		},
	}
}

async function echo(context: TurnContext): Promise<void> {
	for (const text of context.activity.text.split('\n')) await context.sendActivity(MessageFactory.text(text))
	await openRepliesOf(context)?.keep({ key: 'turn', at: Date.now() })
}
