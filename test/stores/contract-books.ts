import { describe, expect, it } from 'vitest'
import type { Opened } from './contract.ts'
import { NOON } from './samples.ts'

export function describeBooks({ store, reopen }: Opened): void {
	describe('the books', () => {
		it('keep the newest reference until it is dropped', async () => {
			const { references } = store()
			await references.saveReference('staff:lea', { conversation: { id: 'old' } })
			const reference = { conversation: { id: 'new' }, list: [1, null, 'é'] }
			await references.saveReference('staff:lea', reference)
			reference.conversation.id = 'changed by its owner'
			expect(await references.reference('staff:lea')).toEqual({ conversation: { id: 'new' }, list: [1, null, 'é'] })
			await references.dropReference('none', {})
			await references.dropReference('staff:lea', { conversation: { id: 'old' } })
			expect(await references.reference('staff:lea')).toMatchObject({ conversation: { id: 'new' } })
			await references.dropReference('staff:lea', { conversation: { id: 'new' }, list: [1, null, 'é'] })
			expect(await references.reference('staff:lea')).toBeUndefined()
			expect(await (await reopen()).references.reference('staff:lea')).toBeUndefined()
		})

		it('keep a mail once and show the newest first', async () => {
			const { mailbox } = store()
			const mail = (id: string, at: number) => ({ id, to: 'a@example.com', subject: id, text: 't', html: '<p>t</p>', at })
			await Promise.all([mailbox.keepMail(mail('m1', NOON)), mailbox.keepMail({ ...mail('m1', NOON), subject: 'again' })])
			await mailbox.keepMail(mail('m3', NOON + 2))
			await mailbox.keepMail(mail('m2', NOON + 1))
			expect((await mailbox.keptMails(9)).map(({ subject }) => subject)).toEqual(['m3', 'm2', 'm1'])
			expect(await mailbox.keptMails(1)).toEqual([mail('m3', NOON + 2)])
		})

		it('keep the last state of a conversation', async () => {
			const { conversations } = store()
			const state = { locale: 'fr' as const, askedBack: 1, updatedAt: NOON }
			await conversations.saveConversationState('c', state)
			await conversations.saveConversationState('c', { ...state, askedBack: 2, lastTopic: 'tax-vat' })
			expect(await conversations.conversationState('c')).toEqual({ ...state, askedBack: 2, lastTopic: 'tax-vat' })
			expect(await conversations.conversationState('none')).toBeUndefined()
		})

		it('keep the newest word on a person and find people by their name, company and address', async () => {
			const { customers } = store()
			const person = (userId: string, name: string, company: string) => {
				return { userId, name, locale: 'fr' as const, customer: { id: company, name: company } }
			}
			await customers.save(person('anna', 'Anna Old', 'Contoso'))
			await customers.save(person('anna', 'Anna Élan', 'Contoso'))
			await customers.save({ ...person('bob', 'Bob', 'Fabrikam'), email: 'Bob@mail.example' })
			expect(await customers.person('anna')).toEqual(person('anna', 'Anna Élan', 'Contoso'))
			expect(await customers.person('eve')).toBeUndefined()
			expect((await customers.search('ÉLAN', 9)).map(({ userId }) => userId)).toEqual(['anna'])
			expect((await customers.search('fabri', 9)).map(({ userId }) => userId)).toEqual(['bob'])
			expect((await customers.search('bob@MAIL', 9)).map(({ userId }) => userId)).toEqual(['bob'])
			expect([await customers.search('nobody', 9), await customers.search('mail.example', 9)]).toEqual([[], []])
			expect(await customers.search('', 1)).toHaveLength(1)
			expect(await (await reopen()).customers.search('old', 9)).toEqual([])
		})

		it('know which turns were handled', async () => {
			const { turns } = store()
			await Promise.all([turns.markHandled('a', NOON), turns.markHandled('a', NOON)])
			expect([await turns.isHandled('a'), await turns.isHandled('b')]).toEqual([true, false])
			expect(await (await reopen()).turns.isHandled('a')).toBe(true)
		})

		it('remembers when, where that counts, and lets this process have a turn in hand', async () => {
			const { turns } = store()
			expect([await turns.claim('a'), await turns.claim('a')]).toEqual([true, true])
			await turns.markHandled('a', NOON)
			expect([await turns.isHandled('a', NOON), await turns.isHandled('a', NOON + 1)]).toEqual([true, false])
			await turns.letGo('a')
			await turns.markHandled('a', NOON + 1)
			await turns.markHandled('a', NOON)
			expect(await (await reopen()).turns.isHandled('a', NOON + 1)).toBe(true)
		})
	})
}
