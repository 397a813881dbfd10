import { describe, expect, it } from 'vitest'
import { createSendingGate } from '../../src/delivery/sending-gate.ts'
import { createSendingLimits, createSendsInMemory } from '../../src/delivery/sending-limits.ts'
import { CONVERSATION_WINDOWS } from '../../src/delivery/sliding-windows.ts'
import { NOON } from './desk.ts'

const PLACE = { conversation: 'a:dana', tenant: 'tenant' }

/** A time of its own, in which everybody sleeps until it has come. */
function createTime() {
	const sleepers: { at: number; wake: () => void }[] = []
	const time = { now: NOON }
	return {
		clock: () => time.now,
		sleep: (ms: number) => new Promise<void>((wake) => void sleepers.push({ at: time.now + Math.max(0, ms), wake })),
		async run(work: Promise<unknown>): Promise<void> {
			let isDone = false
			void work.finally(() => (isDone = true))
			const goesOn = () => !isDone
			while (goesOn()) {
				await new Promise(setImmediate)
				sleepers.sort((a, b) => a.at - b.at)
				const next = sleepers.shift()
				time.now = next?.at ?? time.now
				next?.wake()
			}
		},
	}
}

/** Numbers in [0, 1) that are the same in every run. */
function createRandom(seed: number): () => number {
	let state = seed
	return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
}

/**
 * Two processes with replies and notices each, one after the other, and a connector that notes when what they send arrives: each
 * leaves late, and takes its time on the way there and back.
 */
async function arrivalsOf(count: number, random: () => number, lateness: () => number): Promise<number[]> {
	const { clock, sleep, run } = createTime()
	const book = createSendsInMemory(clock)
	const arrivals: number[] = []
	let left = count
	const lane = async (gate: ReturnType<typeof createSendingGate>) => {
		while ((left -= 1) >= 0) {
			let at = await gate.enter(PLACE)
			for (let next = at; next > clock() || next !== at; at = next) {
				at = next
				await sleep(at - clock())
				next = await gate.again(PLACE, at)
				if (next === at) break
			}
			const answered = gate.leave(PLACE, at)
			const late = lateness()
			const arrives = late * random()
			await sleep(arrives)
			arrivals.push(clock())
			await sleep(late - arrives)
			answered()
		}
	}
	const later = (ms: number, task: () => void) => {
		let isForgotten = false
		void sleep(ms).then(() => isForgotten || task())
		return () => void (isForgotten = true)
	}
	const gates = [1, 2].map(() => createSendingGate({ limits: createSendingLimits(book), clock, later }))
	await run(Promise.all(gates.flatMap((gate) => [lane(gate), lane(gate)])))
	return arrivals
}

function most(arrivals: readonly number[]): number[] {
	return CONVERSATION_WINDOWS.map(({ perMs }) =>
		Math.max(...arrivals.map((start) => arrivals.filter((at) => at >= start && at < start + perMs).length)),
	)
}

describe('what arrives in one conversation from two processes', () => {
	it('never exceeds a window of Teams, each send up to a quarter of a second late', async () => {
		for (let seed = 1; seed <= 20; seed += 1) {
			const random = createRandom(seed)
			const arrivals = await arrivalsOf(70, random, () => random() * 250)
			expect(arrivals).toHaveLength(70)
			for (const [index, arrived] of most(arrivals).entries()) {
				expect(arrived).toBeLessThanOrEqual(CONVERSATION_WINDOWS[index]?.count ?? 0)
			}
			// 60 at once, as the windows allow, and the rest half a minute later.
			expect(Math.max(...arrivals) - NOON).toBeLessThan(34_000)
		}
	})

	it.each([
		['a tenth of them up to 3 s late', 0.1, 3000],
		['half of them up to 10 s late', 0.5, 10_000],
	])('never exceeds one where some hang for seconds: %s', async (_, share, longest) => {
		for (let seed = 1; seed <= 20; seed += 1) {
			const random = createRandom(seed)
			const arrivals = await arrivalsOf(70, random, () => (random() < share ? random() * longest : random() * 200))
			for (const [index, arrived] of most(arrivals).entries()) {
				expect(arrived).toBeLessThanOrEqual(CONVERSATION_WINDOWS[index]?.count ?? 0)
			}
		}
	})
})

describe('the gate', () => {
	const openGates = () => {
		const time = { now: NOON }
		const limits = createSendingLimits(createSendsInMemory(() => time.now))
		const [one, other] = [
			createSendingGate({ limits, clock: () => time.now }),
			createSendingGate({ limits, clock: () => time.now }),
		]
		return { time, one, other }
	}

	it.each([
		[250, 0],
		[251, 1],
	])('counts a send that is answered %d ms after its place %d times more', async (ms, more) => {
		const { time, one, other } = openGates()
		const answered = one.leave(PLACE, await one.enter(PLACE))
		time.now += ms
		answered()
		time.now = NOON + 1260
		const places: number[] = []
		for (let sends = 0; sends < 7; sends += 1) places.push((await other.enter(PLACE)) - time.now)
		expect(places.filter((place) => place > 0)).toHaveLength(more)
	})

	it('holds a conversation for all processes as long as Teams asks, for an hour at most, and no other one', async () => {
		const { time, one, other } = openGates()
		one.hold(PLACE, NOON + 5000)
		expect(await other.enter({ ...PLACE, conversation: `${PLACE.conversation};messageid=1` })).toBe(NOON + 5000)
		one.hold({ ...PLACE, conversation: 'a:far' }, NOON + 90_000_000)
		expect(await other.enter({ ...PLACE, conversation: 'a:far' })).toBe(NOON + 3_600_000)
		expect(await other.enter({ ...PLACE, conversation: 'a:free' })).toBe(NOON)
		time.now = NOON + 6000
		expect(await other.enter(PLACE)).toBe(NOON + 6000)
	})
})
