import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/stores/store.ts'
import type { Opened } from './contract.ts'
import { question, RETENTION } from './contract-questions.ts'
import { keptReply } from './contract-replies.ts'
import { followUp, NOON, notice, opening, sentUpstream } from './samples.ts'

/** What `fill` leaves behind to be sent, in its order. */
export const LEFT = [keptReply('z'), keptReply('y', { begun: true }), keptReply('x', { cameAt: NOON })]

/** Something in every collection. */
export async function fill(store: Store): Promise<void> {
	const { tickets, notices, customers, references, mailbox, conversations, turns, transcripts } = store
	const first = opening('BD-1001', { assignee: 'lea', description: 'line\nfeed, "quotes", \u2028 and emoji 🧾' })
	const news = [notice('n1', { kind: 'customer', id: 'anna' }), notice('n2', { kind: 'staff', id: 'lea' })]
	await tickets.commit('one', [{ ...first, notices: news, nextDueAt: NOON + 5 }])
	const events = Array.from({ length: 120 }, (_, index) => ({ type: 'note-added' as const, text: `note ${index}` }))
	await tickets.commit('two', [followUp(first.ticket, NOON + 1, sentUpstream('E1'), ...events), opening('BD-1002')])
	await notices.recordAttempt('n1', { channel: 'e-mail', at: NOON, outcome: 'delivered' }, { status: 'delivered' })
	await notices.markRead('lea', ['n2'], NOON)
	await references.saveReference('team', { id: 'x' })
	await customers.save(first.ticket.reporter)
	await mailbox.keepMail({ id: 'm', to: 't', subject: 's', text: 'x', html: 'y', at: NOON })
	await conversations.saveConversationState('c', { locale: 'en', askedBack: 0, updatedAt: NOON })
	await turns.markHandled('turn', NOON)
	await store.replies.keepReplies(LEFT.map((reply) => ({ ...reply, begun: false })))
	await store.replies.noteTry('y', true)
	await store.questions.keepQuestion(question('q'), RETENTION)
	await store.questions.addOutcome(['q'], { helped: false })
	await transcripts.createConversation({ id: 'c', userId: 'anna', locale: undefined, createdAt: new Date(NOON) })
	await transcripts.append('c', { id: 'a1', type: 'message', from: { id: 'anna', role: 'user' }, text: 'salut' })
	await transcripts.append('c', { id: 'a2', type: 'message', from: { id: 'anna', role: 'user' }, text: 'encore' })
	await transcripts.markHandled('c', 'a1')
	await transcripts.saveFile({
		id: 'f',
		conversationId: 'c',
		name: 'é.png',
		contentType: 'image/png',
		bytes: Buffer.from([1, 2, 3]),
	})
}

/** Everything that the ports show. */
export async function picture(store: Store): Promise<unknown> {
	const { tickets, notices, customers, references, mailbox, conversations, turns, transcripts } = store
	const file = await transcripts.file('f')
	return {
		tickets: await tickets.list({ limit: 99 }),
		histories: [await tickets.history('BD-1001'), await tickets.history('BD-1002')],
		causes: [await tickets.ticketOfCause('one'), await tickets.ticketOfCause('two')],
		due: await tickets.due(NOON + 99, 9),
		upstream: await tickets.waitingUpstream('contoso', 'E1', ''),
		lists: [
			await tickets.list({ assignee: 'lea', limit: 9 }),
			await tickets.list({ reporter: 'anna', states: ['open'], limit: 9 }),
		],
		notices: await notices.noticesOf('BD-1001'),
		ready: [await notices.ready(NOON, 9), await notices.nextAttempt(), await notices.inbox('lea', 9)],
		people: [await customers.person('anna'), await customers.search('name of', 9)],
		counts: [await tickets.count({ assignee: 'lea' }), await tickets.count({})],
		books: [await references.reference('team'), await mailbox.keptMails(9), await conversations.conversationState('c')],
		questions: await store.questions.questions(9),
		turns: [await turns.isHandled('turn'), await transcripts.unhandled(), (await transcripts.waiting('c')).map(({ id }) => id)],
		chats: [await transcripts.conversation('c'), await transcripts.conversationsOfUser('anna'), await transcripts.since('c', 0)],
		file: { ...file, bytes: [...(file?.bytes ?? [])] },
	}
}

export function describeReopening({ store, reopen }: Opened): void {
	describe('opening again', () => {
		it('shows everything as it was, twice', async () => {
			await fill(store())
			const before = await picture(store())
			expect(await picture(await reopen())).toEqual(before)
			expect(await picture(await reopen())).toEqual(before)
		})

		it('goes on where it stopped', async () => {
			await fill(store())
			const { tickets, transcripts } = await reopen()
			const ticket = await tickets.load('BD-1002')
			if (ticket === undefined) throw new Error('BD-1002 is lost')
			expect(await tickets.commit('three', [followUp(ticket, NOON, { type: 'note-added', text: 'on' })])).toBe('committed')
			expect(await transcripts.append('c', { id: 'a2', type: 'message' })).toBe(2)
			expect(await transcripts.append('c', { id: 'a3', type: 'message' })).toBe(3)
		})

		it('refuses to store after it was closed', async () => {
			await store().close()
			await expect(store().turns.markHandled('late', NOON)).rejects.toMatchObject({ code: 'busy' })
		})
	})
}
