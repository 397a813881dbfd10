import { cardsUnderKills } from './processes/cards.ts'
import { chatsThrough } from './processes/chats.ts'
import { leftRepliesUnderKills } from './processes/left-replies.ts'
import { limitsOfTwo } from './processes/limits.ts'
import { repeatsAtBoth } from './processes/repeats.ts'
import { figure, tableOf } from './table.ts'

/** Two real processes of one desk on PostgreSQL behind a round-robin, under customers who go on writing. */
export async function run({ rounds }: { readonly rounds: number }): Promise<string> {
	const chats = [
		['undisturbed', await chatsThrough(0, 'SIGTERM')],
		[`${rounds} restarts (SIGTERM)`, await chatsThrough(rounds, 'SIGTERM')],
		[`${rounds} kills (kill -9)`, await chatsThrough(rounds, 'SIGKILL')],
	] as const
	const chatTable = tableOf(
		[
			'customers in the chat',
			'seconds',
			'messages',
			'lost',
			'doubled',
			'out of order',
			'asked again',
			'ms median',
			'p99',
			'longest',
		],
		chats.map(([name, { seconds, ...it }]) => {
			const counts = [it.messages, it.lost, it.doubled, it.outOfOrder, it.askedAgain].map(String)
			return [name, figure(seconds), ...counts, figure(it.medianMs), figure(it.p99Ms), figure(it.longestMs)]
		}),
	)
	const cards = await cardsUnderKills(rounds)
	const cardTable = tableOf(
		['cards in Teams', 'tickets', 'cards', 'sent twice', 'untold', 'marked as uncertain', 'of these arrived', 'ms take-over'],
		[
			[
				`${rounds} kills (kill -9)`,
				...[cards.tickets, cards.cards, cards.twice, cards.untold, cards.uncertain, cards.arrived].map(String),
				figure(cards.takeOverMs),
			],
		],
	)
	const left = await leftRepliesUnderKills(rounds)
	const leftTable = tableOf(
		[
			'answers in Teams, connector slow',
			'acknowledged',
			'lost',
			'answered twice',
			'out of order',
			'uncertain',
			'of these arrived',
			's take-over',
		],
		[
			[
				`${rounds} kills (kill -9)`,
				...[left.acknowledged, left.lost, left.twice, left.outOfOrder, left.uncertain, left.arrived].map(String),
				figure(left.takeOverS),
			],
		],
	)
	const limits = await limitsOfTwo()
	const limitTable = tableOf(
		[
			'two processes, one conversation',
			'arrived',
			'requests of the first',
			'most in 1 s (7)',
			'in 2 s (8)',
			'in 30 s (60)',
			'seconds',
		],
		[['cards and replies', ...limits.counts.map(String), figure(limits.seconds)]],
	)
	const { messages, presses, pause, left: behind, leftByBoth } = await repeatsAtBoth()
	const repeatTable = tableOf(
		['each at both processes twice at once', 'sent', 'acted', 'answered', 'of these the same', 'ms longest'],
		[
			['messages', `${messages.sent}`, '', `${messages.answers}`, '', figure(messages.longestMs)],
			['presses', ...[presses.sent, presses.acts, presses.answers, presses.same].map(String), figure(presses.longestMs)],
		],
	)
	const pauseTable = tableOf(
		['Retry-After', 'seconds asked of one', 'seconds until the other sends there', 'and elsewhere'],
		[['two processes, one conversation', ...pause.map(figure)]],
	)
	const behindTable = tableOf(
		['a message left by', 'ms until acknowledged', 'seconds until answered', 'times'],
		[
			['a killed process, sent again', ...behind.map(figure)],
			['that and the one that acknowledged it', ...leftByBoth.map(figure)],
		],
	)
	return [chatTable, cardTable, leftTable, limitTable, repeatTable, pauseTable, behindTable].join('\n\n')
}
