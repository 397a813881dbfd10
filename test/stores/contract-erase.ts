import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/stores/store.ts'
import { erasedTicket } from '../../src/tickets/erase-ticket.ts'
import type { Erasure } from '../../src/tickets/erasure.ts'
import { replay } from '../../src/tickets/evolve.ts'
import type { Opened } from './contract.ts'
import { question, RETENTION } from './contract-questions.ts'
import { keptReply } from './contract-replies.ts'
import { followUp, NOON, notice, opening } from './samples.ts'

/** Stand in everything that was said about the erased person, and nowhere else. */
export const MARKS = ['Mélusine', 'melusine@secret.example', 'SECRET-WORDS', 'SECRET-BYTES', 'site:melusine'] as const
const [NAME, ADDRESS, WORDS, BYTES, ID] = MARKS

const reporter = {
	userId: ID,
	name: `${NAME} Perdrix`,
	locale: 'fr' as const,
	email: ADDRESS,
	customer: { id: 'perdrix', name: 'Perdrix SARL' },
}

/** A closed ticket with everything that a person leaves behind, and the ticket, chat and question of somebody else. */
export async function leaveTraces({
	tickets,
	customers,
	mailbox,
	conversations,
	questions,
	transcripts,
	replies,
}: Store): Promise<void> {
	const first = opening('BD-1001', {
		reporter: ID,
		customer: 'perdrix',
		assignee: 'lea',
		description: `${WORDS} ${'long '.repeat(900)}`,
	})
	const opened = first.events[0]
	if (opened?.event.type !== 'opened') throw new Error('not an opening')
	const by = { kind: 'customer', id: ID, name: reporter.name } as const
	const event = { ...opened.event, reporter, title: `${NAME} says ${WORDS}` }
	const events = [{ ...opened, by, cause: `chat ${ID}`, event }]
	const ticket = { ...first.ticket, reporter, title: event.title }
	const toCustomer = notice(`BD-1001/1/reply/${ID}`, { kind: 'customer', id: ID }, { text: WORDS })
	const notices = [
		toCustomer,
		notice('BD-1001/1/new-ticket/team', { kind: 'team', id: 'team' }, { text: WORDS, by: reporter.name }),
	]
	await tickets.commit(`chat ${ID}`, [{ ...first, ticket, events, notices }])
	const told = { type: 'notice-failed', notice: toCustomer.id, kind: 'reply', reason: 'no-address' } as const
	const cause = `${toCustomer.id}/1-failed`
	const end = followUp(ticket, NOON + 1, { type: 'customer-wrote', text: WORDS }, told, { type: 'closed', reason: 'withdrawn' })
	await tickets.commit(cause, [{ ...end, events: end.events.map((each) => ({ ...each, cause })) }])
	await tickets.commit('other', [opening('BD-1002')])
	const said = (about: string, text: string) => keptReply(about, { activity: { ticket: about, text } })
	await replies.keepReplies([
		said('BD-1001', WORDS),
		keptReply('form', { activity: { customer: ID } }),
		said('BD-1002', 'bonjour'),
	])
	await customers.save(reporter)
	await mailbox.keepMail({ id: toCustomer.id, to: ADDRESS, subject: NAME, text: WORDS, html: WORDS, at: NOON })
	for (const [id, userId, text] of [
		['lost', ID, WORDS],
		['kept', 'anna', 'bonjour'],
	] as const) {
		await transcripts.createConversation({ id, userId, locale: 'fr', createdAt: new Date(NOON) })
		await transcripts.append(id, { id: `${id}-1`, type: 'message', from: { id: userId, name: userId, role: 'user' }, text })
		await transcripts.append(id, { id: `${id}-2`, type: 'message', from: { id: 'bot', role: 'bot' }, text })
		await conversations.saveConversationState(id, { locale: 'fr', askedBack: 0, lastText: text, updatedAt: NOON })
		await questions.keepQuestion(question(`q-${id}`, { conversation: `hash of ${id}`, text }), RETENTION)
		const bytes = Buffer.concat([Buffer.from(BYTES), randomBytes(4000)])
		if (userId === ID)
			await transcripts.saveFile({ id: 'f', conversationId: id, name: `${NAME}.txt`, contentType: 'text/plain', bytes })
	}
}

/** What the use case hands in for this person. */
export async function erasureOf({ tickets, notices, erasures }: Store, cause = 'tab:mina:1'): Promise<Erasure> {
	const ticket = await tickets.load('BD-1001')
	if (ticket === undefined) throw new Error('BD-1001 is lost')
	const { chats, ...counts } = await erasures.traces([ID], ['BD-1001'])
	const whole = { ticket, history: await tickets.history('BD-1001'), notices: await notices.noticesOf('BD-1001') }
	const by = { kind: 'manager', id: 'mina', name: 'Mina' } as const
	const stamp = { by, at: NOON + 9, cause, withCompany: false }
	return {
		cause,
		at: NOON + 9,
		people: [ID],
		tickets: ticket.erased === undefined ? [erasedTicket(whole, stamp)] : [],
		chats,
		questionsOf: chats.map((chat) => `hash of ${chat}`),
		counts: { people: 1, tickets: 1, ...counts },
	}
}

/** All that the ports show of anybody. */
async function everything(store: Store): Promise<string> {
	const { tickets, notices, customers, mailbox, conversations, questions, transcripts } = store
	return JSON.stringify([
		await tickets.list({ limit: 99 }),
		await tickets.history('BD-1001'),
		await notices.noticesOf('BD-1001'),
		[await notices.ready(NOON + 99, 99), await notices.inbox('lea', 99)],
		[await customers.search('', 99), await customers.person(ID), await mailbox.keptMails(99), await questions.questions(99)],
		[await conversations.conversationState('lost'), await transcripts.unhandled()],
		[await transcripts.conversation('lost'), await transcripts.conversationsOfUser(ID), await transcripts.since('lost', 0)],
		(await transcripts.file('f')) ?? null,
	])
}

export function describeErasing({ store, reopen }: Opened): void {
	describe('erasing a person', () => {
		it('shows nothing of them any more, leaves the numbers and everybody else, and stays so after opening again', async () => {
			await leaveTraces(store())
			const before = await everything(store())
			for (const mark of [NAME, ADDRESS, WORDS, ID]) expect(before).toContain(mark)
			const found = await store().erasures.peopleOf({ kind: 'company', id: 'perdrix' })
			expect([found, await store().erasures.peopleOf({ kind: 'person', id: ID })]).toEqual([[reporter], [reporter]])
			const erasure = await erasureOf(store())
			expect(erasure.counts).toEqual({ people: 1, tickets: 1, messages: 2, files: 1, mails: 1 })
			expect(await store().erasures.erase(erasure)).toBe('committed')
			for (const open of [async () => store(), reopen]) {
				const { tickets, transcripts, questions, notices, conversations } = await open()
				const after = await everything(store())
				for (const mark of MARKS) expect(after).not.toContain(mark)
				const [ticket, history] = [await tickets.load('BD-1001'), await tickets.history('BD-1001')]
				expect(replay(history)).toEqual(ticket)
				expect(history.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5])
				expect(ticket).toMatchObject({ state: 'closed', topic: 'duplicate-charge', dispute: { amount: { minor: 12_300 } } })
				expect(await tickets.list({ text: 'e0600abcde', limit: 9 })).toHaveLength(2)
				expect(await tickets.list({ reporter: ID, limit: 9 })).toEqual([])
				expect(await tickets.ticketOfCause(`chat ${ID}`)).toBeUndefined()
				expect((await notices.noticesOf('BD-1001')).map(({ id }) => id)).toEqual(['BD-1001/1/new-ticket/team'])
				expect((await transcripts.since('kept', 0)).watermark).toBe(2)
				expect((await conversations.conversationState('kept'))?.lastText).toBe('bonjour')
				expect((await questions.questions(9)).map(({ id }) => id)).toEqual(['q-kept'])
				expect((await transcripts.unhandled()).map(({ activity }) => activity.id)).toEqual(['kept-1'])
			}
			expect((await store().replies.takeReplies()).map(({ id }) => id)).toEqual(['BD-1002'])
		})

		it('counts as done once the files of the store are clean, and the same request again changes nothing', async () => {
			await leaveTraces(store())
			const erasure = await erasureOf(store())
			expect(await store().erasures.standing(erasure.cause)).toBeUndefined()
			expect(await Promise.all([store().erasures.erase(erasure), store().erasures.erase(erasure)])).toEqual(
				expect.arrayContaining(['committed', 'repeated']),
			)
			await store().erasures.settled()
			expect(await store().erasures.standing(erasure.cause)).toEqual({ ...erasure.counts, at: NOON + 9, done: true })
			expect((await store().tickets.load('BD-1001'))?.sequence).toBe(5)
		})

		it('finds chats by their id, by what their user wrote or sent, the newest first, and no erased one', async () => {
			const { transcripts, erasures } = store()
			const find = async (text: string, limit = 9) => (await erasures.chatsWith(text, limit)).map(({ id }) => id)
			await leaveTraces(store())
			const at = new Date(NOON + 5000)
			await transcripts.createConversation({ id: 'c0ffee-1', userId: 'visitor-1', locale: 'fr', createdAt: at })
			const said = (id: string, role: string, more: object) =>
				transcripts.append('c0ffee-1', { id, type: 'message', from: { id: role, role }, ...more })
			await said('1', 'user', { value: { verb: 'open-dispute', name: 'Zoé "Z" Éclair', email: 'Zoe.Eclair@mail.example' } })
			await said('2', 'user', { text: 'Où en est ma FACTURE\u0000 ? 100%' })
			await said('3', 'bot', { text: 'only the bot says nonsense' })
			for (const text of ['c0ff', 'C0FFEE-1', 'zoe.eclair@MAIL', 'zoé "z" éclair', 'ma facture', '100%', 'ÉCLAIR']) {
				expect([text, await find(text)]).toEqual([text, ['c0ffee-1']])
			}
			expect([await find('nonsense'), await find('1_0%'), await find('visitor-1')]).toEqual([[], [], []])
			expect([await find('', 1), await find(WORDS)]).toEqual([['c0ffee-1'], ['lost']])
			const [found] = await erasures.chatsWith('zoe.eclair@mail', 9)
			expect(found).toMatchObject({ userId: 'visitor-1', at: NOON + 5000, words: expect.stringContaining('Où en est') as string })
			await erasures.erase(await erasureOf(store()))
			for (const text of [WORDS, 'lost']) expect(await find(text)).toEqual([])
		})

		it('changes nothing where a ticket has changed meanwhile', async () => {
			await leaveTraces(store())
			const erasure = await erasureOf(store())
			const ticket = await store().tickets.load('BD-1001')
			if (ticket === undefined) throw new Error('BD-1001 is lost')
			await store().tickets.commit('faster', [followUp(ticket, NOON, { type: 'note-added', text: 'wait' })])
			const before = await everything(store())
			expect(await store().erasures.erase(erasure)).toBe('conflict')
			expect(await everything(store())).toBe(before)
			expect(await store().erasures.standing(erasure.cause)).toBeUndefined()
		})

		it('lets nobody go on in a chat that is gone', async () => {
			await leaveTraces(store())
			await store().erasures.erase(await erasureOf(store()))
			const { transcripts, conversations } = await reopen()
			await transcripts.createConversation({ id: 'lost', userId: ID, locale: 'fr', createdAt: new Date(NOON) })
			await conversations.saveConversationState('lost', { locale: 'fr', askedBack: 0, lastText: WORDS, updatedAt: NOON })
			await transcripts.saveFile({ id: 'late', conversationId: 'lost', name: 'x', contentType: 'x/y', bytes: Buffer.from(BYTES) })
			await expect(transcripts.append('lost', { id: 'late', type: 'message', text: WORDS })).rejects.toMatchObject({
				code: 'not-found',
			})
			expect([await transcripts.conversation('lost'), await conversations.conversationState('lost')]).toEqual([
				undefined,
				undefined,
			])
			expect([await transcripts.since('lost', 0), await transcripts.file('late')]).toEqual([
				{ activities: [], watermark: 0 },
				undefined,
			])
		})
	})
}
