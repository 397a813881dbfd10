import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeptReply } from '../../../src/bot/reply-book.ts'
import { BOT_IN_TEAMS, type ConnectorStandIn, startConnectorStandIn } from '../../../src/cli/stand-in/connector.ts'
import type { PostgresStore } from '../../../src/stores/postgres/open-store.ts'
import { teamsMessage } from '../../delivery/teams-message.ts'
import { move } from '../contract-entries.ts'
import { keptReply } from '../contract-replies.ts'
import { lowdbPlace } from '../lowdb-place.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'
import { startReplyDoor } from './reply-door.ts'
import { until } from './until.ts'

const LEASE_MS = 600

/** Replies of a process that is gone. */
export function describeLeftReplies(server: () => string): void {
	describe('replies in Teams whose process is killed', () => {
		let place: PostgresPlace
		let standIn: ConnectorStandIn
		let other: PostgresStore
		beforeEach(async () => {
			place = await postgresPlace(server())
			standIn = await startConnectorStandIn()
			other = await place.open({ leaseMs: LEASE_MS })
		})
		afterEach(async () => {
			await standIn.close()
			await other.close()
			await place.remove()
		})

		it('are sent by another one in their order, and not the one that had begun, which is told as uncertain', async () => {
			const uncertain: KeptReply[] = []
			const door = startReplyDoor(other, standIn.url, { tellUncertain: async (reply) => void uncertain.push(reply) })
			const script = fileURLToPath(new URL('reply-process.ts', import.meta.url))
			standIn.fail({ hangMs: 60_000 })
			const asked = { ...teamsMessage(standIn.serviceUrl, 'one\ntwo\nthree', 'a:dana'), id: 'said' }
			const given = [place.url, standIn.url, String(LEASE_MS), await standIn.token(), JSON.stringify(asked)]
			const child = spawn(process.execPath, [script, ...given], { stdio: ['ignore', 'pipe', 'inherit'] })
			await once(child.stdout, 'data')
			await until(() => standIn.sent.length === 1)
			// It has acknowledged its activity, and nobody else sends what is in its hand.
			await door.resume()
			expect(standIn.sent.map(({ activity }) => activity['text'])).toEqual(['one'])
			expect(await other.turns.isHandled('turn')).toBe(true)
			other.onNews(({ kind }) => void (kind === 'orphans' && door.resume()))
			child.kill('SIGKILL')
			await until(() => standIn.sent.length === 3)
			await door.stop()
			expect(standIn.sent.map(({ activity }) => activity['text'])).toEqual(['one', 'two', 'three'])
			expect(standIn.sent.map(({ activity }) => activity['replyToId'])).toEqual(['said', 'said', 'said'])
			expect(uncertain.map(({ activity }) => activity['text'])).toEqual(['one'])
			expect(door.givenUp).toEqual({ ambiguous: 1, permanent: 0, retryable: 0 })
			expect(await place.ask('SELECT FROM replies')).toEqual([])
		})

		it('are sent as well by a desk that starts on a copy of the store in which they were left', async () => {
			const [left, copy] = [await lowdbPlace(), await postgresPlace(server())]
			const stopped = await left.open()
			const said = { ...teamsMessage(standIn.serviceUrl, '', 'a:dana'), from: BOT_IN_TEAMS, recipient: { id: '29:dana' } }
			const texts = ['three', 'two', 'one']
			await stopped.replies.keepReplies(
				texts.map((text) => keptReply(text, { activity: { ...said, text }, begun: text === 'two' })),
			)
			await stopped.close()
			await move(left, copy)
			const started = await copy.open()
			const uncertain: string[] = []
			const door = startReplyDoor(started, standIn.url, { tellUncertain: async ({ id }) => void uncertain.push(id) })
			await door.resume()
			await until(() => standIn.sent.length === 2)
			await door.stop()
			expect(standIn.sent.map(({ activity }) => activity['text'])).toEqual(['three', 'one'])
			expect(uncertain).toEqual(['two'])
			expect(await copy.ask('SELECT FROM replies')).toEqual([])
			await started.close()
			await Promise.all([left.remove(), copy.remove()])
		})

		it('are all taken over by one of two that look at the same moment', async () => {
			const gone = await place.open()
			await gone.replies.keepReplies(Array.from({ length: 20 }, (_, index) => keptReply(`r${index}`)))
			const another = await place.open({ leaseMs: LEASE_MS })
			await gone.close()
			const taken = await Promise.all([other, another, other, another].map(({ replies }) => replies.takeReplies()))
			expect(taken.map((replies) => replies.length).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 20])
			expect(taken.flat().map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `r${index}`))
			// Whoever was taken for gone and is not must not send them as well.
			const [loser] = [other, another].filter((_, index) => taken[index]?.length === 0 && taken[index + 2]?.length === 0)
			expect(await loser?.replies.noteTry('r0', true)).toBe(false)
			await another.close()
		})
	})
}
