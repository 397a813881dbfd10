import { afterEach, beforeEach } from 'vitest'
import type { Channel } from '../../src/delivery/channel.ts'
import { chatMessageId } from '../../src/delivery/chat-message-id.ts'
import { createOutbox, type Outbox } from '../../src/delivery/outbox.ts'
import { createTab } from '../../src/delivery/tab.ts'
import type { NoticeStore } from '../../src/tickets/ports.ts'
import type { Desk } from '../../src/tickets/execute.ts'
import { DANA, SOLUTION, startDesk, type TestDesk } from './desk.ts'

interface Setup {
	readonly customer?: Channel[]
	readonly staff?: Channel[]
	readonly desk?: Desk
	readonly notices?: NoticeStore
}

/** A desk for each test of a file, and an outbox as soon as a test starts one. */
export function useOutbox() {
	let t: TestDesk
	let outbox: Outbox | undefined
	beforeEach(async () => {
		t = await startDesk()
	})
	afterEach(async () => {
		await outbox?.stop()
		outbox = undefined
		await t.stop()
	})

	return {
		get t() {
			return t
		},
		start({ customer = [], staff = [createTab()], desk = t.desk, notices = t.store.notices }: Setup): Outbox {
			outbox = createOutbox({ notices, desk, channels: { customer, staff }, logger: t.logger, random: () => 0 })
			return outbox
		},
		/** Lets the outbox do all that it can do now, or at another time. */
		async run(at = t.time.now): Promise<void> {
			t.time.now = at
			outbox?.wake()
			await outbox?.settle()
		},
		/** The number of a ticket whose outcome the customer must be told. */
		async resolved(): Promise<string> {
			const { number } = await t.openTicket()
			await t.act(DANA, number, 'resolve', SOLUTION)
			return number
		},
		/** The customer's client has fetched this notice and something else. */
		seen: (noticeId: string) => outbox?.seen('chat-1', [chatMessageId(noticeId), 'some-reply.1']),
	}
}
