import { isLater, type Told } from './told.ts'

/** What can be looked up in the store later on. */
export type Kept = Exclude<Told, { kind: 'asks' | 'number' | 'refused' | 'attempt' | 'state' | 'person' | 'reference' }>
type Growing = Extract<Told, { kind: 'state' | 'person' | 'reference' }>

/** Remembers what a store has told its users, outside of the process that may die. */
export interface Witness {
	hear(told: Told): void
	/** Everything that was acknowledged and of which each one counts, in the order in which it was heard. */
	readonly kept: readonly Kept[]
	/** The latest of each value of which only the latest counts. */
	readonly latest: ReadonlyMap<string, Growing>
	/** The acknowledged tries to deliver, by notice. */
	readonly attempts: ReadonlyMap<string, readonly string[]>
	readonly numbers: ReadonlySet<string>
	/** Causes whose commits were refused with the word that nothing was done. */
	readonly refused: ReadonlySet<string>
	/** How often each answer was given that is not an acknowledgement. */
	readonly answers: ReadonlyMap<string, number>
	/** How those ended of which nobody knew at first. */
	readonly settled: ReadonlyMap<string, number>
	/** How many acknowledgements were heard. */
	acknowledged(): number
	/** Causes that were asked for and never answered; they are forgotten with this. */
	takeUnanswered(): string[]
	/** What was told cannot all be true, whatever stands in the store. */
	readonly faults: readonly string[]
}

export function createWitness(): Witness {
	const kept: Kept[] = []
	const latest = new Map<string, Growing>()
	const attempts = new Map<string, string[]>()
	const [numbers, refused, asked, unsure] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()]
	const [answers, settled] = [new Map<string, number>(), new Map<string, number>()]
	const lastDelivered = new Map<string, string>()
	const faults: string[] = []
	let acknowledged = 0
	const count = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)

	function hearRefusal({ what, reason, cause }: Extract<Told, { kind: 'refused' }>): void {
		count(answers, reason)
		if (cause === undefined) return
		if (reason === 'store-unsure') unsure.add(cause)
		asked.delete(cause)
		if (reason === 'store-unavailable' && !unsure.has(cause) && what === 'commit') refused.add(cause)
	}

	function hearAttempt({ notice, mark, to, delivered }: Extract<Told, { kind: 'attempt' }>): void {
		attempts.set(notice, [...(attempts.get(notice) ?? []), mark])
		if (!delivered) return
		const before = lastDelivered.get(to)
		if (before !== undefined && isLater(before, notice)) faults.push(`${to}: ${notice} was delivered after ${before}`)
		lastDelivered.set(to, notice)
	}

	function hear(told: Told): void {
		if (told.kind === 'asks') return void asked.add(told.cause)
		if (told.kind === 'refused') return hearRefusal(told)
		acknowledged += 1
		switch (told.kind) {
			case 'number':
				if (numbers.has(told.number)) faults.push(`${told.number} was given out twice`)
				return void numbers.add(told.number)
			case 'attempt':
				return hearAttempt(told)
			case 'state':
			case 'person':
			case 'reference':
				return void latest.set(`${told.kind} ${told.id}`, told)
			case 'commit':
				asked.delete(told.cause)
				if (unsure.delete(told.cause)) count(settled, told.outcome)
				return void kept.push(told)
			default:
				kept.push(told)
		}
	}

	function takeUnanswered(): string[] {
		const causes = [...asked]
		asked.clear()
		return causes
	}

	return {
		hear,
		kept,
		latest,
		attempts,
		numbers,
		refused,
		answers,
		settled,
		acknowledged: () => acknowledged,
		takeUnanswered,
		faults,
	}
}
