import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Misfit } from '../../../src/stores/move/check/records.ts'
import { openRecords } from '../../../src/stores/open-entries.ts'
import { erasureOf, leaveTraces } from '../contract-erase.ts'
import { followUp, NOON, opening, sentUpstream } from '../samples.ts'
import { type PostgresPlace, postgresPlace } from './place.ts'

/** What stands beside the documents, against what follows from them. */
export function describeMisfits(server: () => string): void {
	describe('the columns of the tables', () => {
		let place: PostgresPlace
		beforeEach(async () => {
			place = await postgresPlace(server())
			const store = await place.open()
			await leaveTraces(store)
			const opened = opening('BD-1003', { assignee: 'lea', description: 'a zero byte \0 and half a character \ud800' })
			await store.tickets.commit('upstream', [opened])
			await store.tickets.commit('sent', [followUp(opened.ticket, NOON + 1, sentUpstream('E1'))])
			await store.close()
		})
		afterEach(() => place.remove())

		async function misfits(): Promise<Misfit[]> {
			const records = await openRecords({ place: place.address, logger: pino({ level: 'silent' }) })
			try {
				const found: Misfit[] = []
				for await (const batch of records.misfits()) found.push(...batch)
				return found
			} finally {
				await records.close()
			}
		}

		it('follow from the documents, whatever was written, erased ones included', async () => {
			expect(await misfits()).toEqual([])
			const store = await place.open()
			await store.erasures.erase(await erasureOf(store))
			await store.close()
			expect(await misfits()).toEqual([])
		})

		it('are found where they do not', async () => {
			await place.ask(DAMAGE)
			expect(await misfits()).toEqual([
				{ about: 'BD-1002', what: 'ticket', columns: 'state' },
				{
					about: 'BD-1003',
					what: 'ticket',
					columns: 'sequence, assignee, reporter, customer, updated_at, upstream_invoice, upstream_at, words',
				},
				{ about: 'BD-1003', what: 'event', columns: 'sequence' },
				{ about: 'BD-1001', what: 'notice', columns: 'recipient, queue' },
				{ about: 'people', what: 'person', columns: 'words' },
				{ about: 'mails', what: 'mail', columns: 'at' },
				{ about: 'questions', what: 'question', columns: 'at' },
				{ about: 'replies', what: 'reply', columns: 'id' },
				{ about: 'chat kept', what: 'message', columns: 'id' },
			])
		})
	})
}

const DAMAGE = `
	UPDATE tickets SET state = 'closed' WHERE number = 'BD-1002';
	UPDATE tickets SET sequence = 9, assignee = '', reporter = 'x', customer = 'x', updated_at = 1, upstream_invoice = NULL,
		upstream_at = 1, words = 'x' WHERE number = 'BD-1003';
	UPDATE events SET sequence = 7 WHERE ticket = 'BD-1003' AND sequence = 2;
	UPDATE notices SET recipient = 'customer:x', queue = NULL WHERE recipient = 'team:team';
	UPDATE people SET words = '';
	UPDATE mails SET at = 1;
	UPDATE questions SET at = 1 WHERE id = 'q-lost';
	UPDATE replies SET id = 'x' WHERE id = 'form';
	UPDATE activities SET id = 'x' WHERE chat = 'kept' AND number = 2`
