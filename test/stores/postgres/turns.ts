import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PostgresStore } from '../../../src/stores/postgres/open-store.ts'
import { type BotDesk, executeOf, startBotDesk } from '../../bot/desk.ts'
import { NOON } from '../samples.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'
import { until } from './until.ts'

/** Drawn anew each time, with fresh ids. */
function withoutNonces(said: unknown): unknown {
	return JSON.parse(
		JSON.stringify(said, (key, value: unknown) => (key === 'card' && typeof value === 'string' ? 'fresh' : value)),
	)
}

/** The same activity at several processes. */
export function describeTurns(server: () => string): void {
	describe('an activity of Teams that reaches two processes at the same moment', () => {
		let place: PostgresPlace
		let stores: readonly [PostgresStore, PostgresStore]
		let first: BotDesk
		let desks: readonly BotDesk[]
		beforeEach(async () => {
			place = await postgresPlace(server())
			stores = [await place.open({ leaseMs: 600 }), await place.open({ leaseMs: 600 })]
			first = await startBotDesk(async () => stores[0])
			desks = [first, await startBotDesk(async () => stores[1])]
		})
		afterEach(async () => {
			await Promise.all(desks.map((desk) => desk.stop()))
			await place.remove()
		})
		const atBoth = (activities: readonly object[]) =>
			Promise.all(activities.flatMap((activity) => desks.map((desk) => desk.take(activity))))

		it('is answered once, however often, and acts once', async () => {
			for (let round = 0; round < 5; round += 1) {
				const text = { text: 'my tickets', id: `same-${round}` }
				const said = await atBoth([1, 2].map(() => first.fromStaff('dana', text)))
				expect(said.flat()).toHaveLength(1)
			}
			const value = { verb: 'open-dispute', card: 'c', customer: 'alex', reason: 'Charged twice in October' }
			const opened = await atBoth([first.fromStaff('dana', { value, id: 'opens' })])
			expect(opened.flat().map(({ card }) => card !== undefined)).toEqual([false, true])
			expect(await first.tickets()).toHaveLength(1)
		})

		it('is answered once also where an older client sends the same press under another id, until it is pressed anew', async () => {
			const press = () => first.fromStaff('dana', { value: { verb: 'my-tickets', card: 'welcome' } })
			expect((await atBoth([press(), press()])).flat()).toHaveLength(1)
			expect(await first.take(press())).toEqual([])
			first.time.now += 21_000
			expect(await first.take(press())).toHaveLength(1)
		})

		it('gives each of those who press the same button the same answer, and says what stands beside it once', async () => {
			const value = { customer: 'alex', reason: 'Charged twice in October' }
			const press = () => first.fromStaff('dana', executeOf('open-dispute', 'card-1', value))
			const said = await atBoth([press(), press()])
			expect(await first.tickets()).toHaveLength(1)
			const answers = said.map((each) => withoutNonces(each.filter(({ invoke }) => invoke !== undefined)))
			expect(answers).toHaveLength(4)
			for (const answer of answers) expect(answer).toEqual(answers[0])
			expect(said.flat().filter(({ invoke }) => invoke === undefined)).toHaveLength(1)
		})

		it('is answered by the other process where the one that has it in hand was killed, and by nobody else', async () => {
			const [one, other] = stores
			const { id } = await killed()
			const activity = first.fromStaff('dana', { text: 'my tickets', id: 'left' })
			await place.ask('INSERT INTO turn_claims (key, carrier) VALUES ($1, $2)', ['msteams:a:dana:left', id])
			// The callers are answered within a second, before anybody knows that it was killed.
			expect((await atBoth([activity])).flat()).toEqual([])
			expect(await one.turns.isHandled('msteams:a:dana:left')).toBe(false)
			await until(() => other.turns.isHandled('msteams:a:dana:left'))
			await until(async () => (await place.ask('SELECT FROM turn_claims')).length === 0)
			expect(desks.flatMap((desk) => desk.allSaid())).toHaveLength(1)
		})

		/** A process that was seen a moment ago and is not there any more. */
		async function killed(): Promise<{ id: string }> {
			const [row] = await place.ask<{ id: string }>(
				'INSERT INTO processes (id, seen_at) VALUES (gen_random_uuid(), clock_timestamp()) RETURNING id',
			)
			return row ?? { id: '' }
		}

		it('is in one hand: of two that claim it one gets it, until it lets go or says goodbye', async () => {
			const [one, other] = stores
			const claims = () => Promise.all(stores.flatMap(({ turns }) => [turns.claim('k'), turns.claim('k')]))
			expect((await claims()).filter((mine) => mine)).toHaveLength(2)
			const holder = (await one.turns.claim('k')) ? one : other
			await (holder === one ? other : one).turns.letGo('k')
			expect((await claims()).filter((mine) => mine)).toHaveLength(2)
			await holder.turns.letGo('k')
			expect(await other.turns.claim('k')).toBe(true)
			await other.turns.markHandled('k', NOON)
			expect([await one.turns.claim('k'), await one.turns.isHandled('k'), await one.turns.isHandled('k', NOON + 1)]).toEqual([
				true,
				true,
				false,
			])
			expect(await other.turns.claim('k')).toBe(false)
			await one.close()
			expect(await other.turns.claim('k')).toBe(true)
		})
	})
}
