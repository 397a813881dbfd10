import type { CarryOutcome, Channel } from '../../src/delivery/channel.ts'
import type { ChannelName } from '../../src/tickets/notice.ts'

/** A channel to nowhere that answers what the test wrote down, the last answer for ever. */
export function scriptedChannel(name: ChannelName, ...answers: (CarryOutcome['outcome'] | CarryOutcome | Error)[]) {
	const carried: string[] = []
	let gate: Promise<void> = Promise.resolve()
	const channel: Channel = {
		name,
		async carry(notice) {
			const answer = answers[Math.min(carried.push(notice.id), answers.length) - 1] ?? 'delivered'
			await gate
			if (answer instanceof Error) throw answer
			return typeof answer === 'string' ? { outcome: answer } : answer
		},
	}
	return {
		channel,
		/** Ids of the notices that it was given, in order. */
		carried,
		/** Holds every carry until the promise is fulfilled. */
		holdUntil: (opened: Promise<void>) => void (gate = opened),
	}
}
