import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ConnectorStandIn, startConnectorStandIn } from '../../../src/cli/stand-in/connector.ts'
import { type BotDesk, startBotDesk } from '../../bot/desk.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'
import { startReplyDoor } from './reply-door.ts'
import { until } from './until.ts'

const LEASE_MS = 600

/** Activities of Teams whose processes have all gone. */
export function describeLeftActivities(server: () => string): void {
	describe('an activity of Teams that a process acknowledged because another one had it in hand', () => {
		let place: PostgresPlace
		let standIn: ConnectorStandIn
		beforeEach(async () => {
			place = await postgresPlace(server())
			standIn = await startConnectorStandIn()
		})
		afterEach(async () => {
			await standIn.close()
			await place.remove()
		})

		async function startDesk(): Promise<{ desk: BotDesk; door: ReturnType<typeof startReplyDoor> }> {
			const store = await place.open({ leaseMs: LEASE_MS })
			const desk = await startBotDesk(async () => store)
			return { desk, door: startReplyDoor(store, standIn.url, { bot: desk.bot }) }
		}

		/** The other process: it lives, has the turn in hand, and does nothing. */
		async function hold(key: string): Promise<{ dies: () => Promise<unknown> }> {
			const [row] = await place.ask<{ id: string }>(
				"INSERT INTO processes (id, seen_at) VALUES (gen_random_uuid(), clock_timestamp() + interval '1 hour') RETURNING id",
			)
			await place.ask('INSERT INTO turn_claims (key, carrier) VALUES ($1, $2)', [key, row?.id])
			return { dies: () => place.ask('DELETE FROM processes WHERE id = $1', [row?.id]) }
		}

		const kept = () => place.ask<{ document: { cameAt?: number } }>('SELECT document FROM replies')

		it('is answered by a third one when both have gone, once, and is forgotten then', async () => {
			const { desk, door } = await startDesk()
			const holder = await hold('msteams:a:dana:left')
			const activity = { ...desk.fromStaff('dana', { text: 'my tickets', id: 'left' }), serviceUrl: standIn.serviceUrl }
			const token = `Bearer ${await standIn.token()}`
			expect(await door.takes(token, activity)).toEqual({ status: 200 })
			expect((await kept()).map(({ document }) => document.cameAt)).toEqual([desk.time.now])
			await desk.stop()
			await holder.dies()
			const third = await startDesk()
			await third.door.resume()
			await until(async () => standIn.sent.length > 0 && (await kept()).length === 0)
			// It comes once more, as Teams does with what it has no answer to.
			await third.door.takes(token, activity)
			await third.door.stop()
			expect(standIn.sent.map(({ activity: said }) => [said['replyToId'], said['text']])).toEqual([
				['left', expect.stringContaining('Nothing is assigned to you')],
			])
			expect(await third.desk.store.turns.isHandled('msteams:a:dana:left')).toBe(true)
			await third.desk.stop()
		})

		it('is forgotten without a second answer where the other one was done', async () => {
			const { desk, door } = await startDesk()
			const holder = await hold('joined:a:dana')
			const installed = { type: 'installationUpdate', action: 'add', id: 'left', serviceUrl: standIn.serviceUrl }
			await door.takes(`Bearer ${await standIn.token()}`, desk.fromStaff('dana', installed))
			expect(await kept()).toHaveLength(1)
			await desk.store.turns.markHandled('joined:a:dana', desk.time.now)
			await until(async () => (await kept()).length === 0)
			expect(standIn.sent).toEqual([])
			await holder.dies()
			await desk.stop()
		})

		it('is not taken for another one by whoever finds it later: what was handled when it came stays handled', async () => {
			const { desk, door } = await startDesk()
			await hold('joined:a:dana')
			const installed = { type: 'installationUpdate', action: 'add', id: 'left', serviceUrl: standIn.serviceUrl }
			await door.takes(`Bearer ${await standIn.token()}`, desk.fromStaff('dana', installed))
			const { time } = desk
			await desk.stop()
			await place.ask('DELETE FROM turn_claims')
			await place.ask('INSERT INTO turns (key, at) VALUES ($1, $2)', ['joined:a:dana', time.now])
			const third = await startDesk()
			third.desk.time.now = time.now + 3_600_000
			await third.door.resume()
			await until(async () => (await kept()).length === 0)
			expect(standIn.sent).toEqual([])
			await third.desk.stop()
		})
	})
}
