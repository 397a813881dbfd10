import type { KnownNames } from '../knowledge/feedback/known-names.ts'
import { scrub } from '../knowledge/feedback/scrub.ts'
import type { TicketFacts } from '../knowledge/gaps/find-gaps.ts'
import { lastAnswer } from '../tickets/answers-given.ts'
import type { TicketStore } from '../tickets/ports.ts'

export interface TicketFactsDeps {
	readonly tickets: TicketStore
	readonly knownNames: KnownNames
}

/** What the gap report needs to know of these tickets, without anybody's name or numbers. Tickets that there are not are left out. */
export async function factsOf(
	{ tickets, knownNames }: TicketFactsDeps,
	numbers: readonly string[],
): Promise<Map<string, TicketFacts>> {
	const facts = await Promise.all(
		numbers.map(async (number): Promise<[string, TicketFacts][]> => {
			const ticket = await tickets.load(number)
			if (ticket === undefined) return []
			const { reporter, topic, dispute } = ticket
			const answer = lastAnswer(await tickets.history(number))
			const scrubbed = answer && {
				text: scrub(answer.text, reporter.locale, await knownNames([reporter.name, answer.by])),
				at: answer.at,
			}
			return [[number, { number, topic, amount: dispute?.amount, answer: scrubbed }]]
		}),
	)
	return new Map(facts.flat())
}
