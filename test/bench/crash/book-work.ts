import type { AskedQuestion } from '../../../src/knowledge/feedback/question.ts'
import { NOON } from '../../stores/samples.ts'
import type { Plan, Task, Worker } from './load.ts'
import { bytesOf } from './told.ts'

const KEEPS_ALL = { before: 0, atMost: 10_000_000 }

/** Chats, files, questions, turns, mails, and values of which only the latest counts. */
export function createBookWork({ store, round, writer, chance, longestState, tell, newId }: Worker): Plan[] {
	const chat = `chat-${round}-${writer}`
	let hasChat = false

	const task = (what: string, run: () => Promise<void>): Task => ({ what, run })

	function say(): Task {
		const id = newId()
		const from = { id: `customer-${writer}`, role: chance.below(2) === 0 ? 'user' : 'bot' }
		return task('activity', async () => {
			const { transcripts } = store
			if (!hasChat) await transcripts.createConversation({ id: chat, userId: from.id, locale: 'fr', createdAt: new Date(NOON) })
			hasChat = true
			const number = await transcripts.append(chat, { id, type: 'message', from, text: `said ${id}` })
			tell({ kind: 'said', chat, id, number })
			if (from.role !== 'user' || chance.below(2) === 0) return
			await transcripts.markHandled(chat, id)
			tell({ kind: 'handled', chat, id })
		})
	}

	function upload(): Task {
		const id = newId()
		const file = { id, conversationId: chat, name: `${id}.png`, contentType: 'image/png', bytes: bytesOf(id) }
		return task('file', async () => {
			await store.transcripts.saveFile(file)
			tell({ kind: 'file', id })
		})
	}

	function ask(): Task {
		const id = newId()
		return task('question', async () => {
			await store.questions.keepQuestion(questionOf(id), KEEPS_ALL)
			tell({ kind: 'question', id })
			if (chance.below(2) === 0) return
			await store.questions.addOutcome([id], { helped: true })
			tell({ kind: 'outcome', id })
		})
	}

	function turn(): Task {
		const id = newId()
		return task('turn', async () => {
			await store.turns.markHandled(id, Date.now())
			tell({ kind: 'turn', id })
		})
	}

	function mail(): Task {
		const id = newId()
		return task('mail', async () => {
			await store.mailbox.keepMail({ id, to: 't', subject: 's', text: `mail ${id}`, html: '', at: NOON })
			tell({ kind: 'mail', id })
		})
	}

	async function state(): Promise<Task> {
		const id = `state-${writer}`
		const count = ((await store.conversations.conversationState(id))?.askedBack ?? 0) + 1
		const lastText = 'x'.repeat(chance.below(longestState))
		return task('state', async () => {
			await store.conversations.saveConversationState(id, { locale: 'fr', askedBack: count, lastText, updatedAt: NOON })
			tell({ kind: 'state', id, count })
		})
	}

	async function person(): Promise<Task> {
		const userId = `person-${writer}`
		const count = Number((await store.customers.person(userId))?.name ?? 0) + 1
		return task('person', async () => {
			await store.customers.save({ userId, name: `${count}`, locale: 'fr', customer: { id: 'contoso', name: 'Contoso' } })
			tell({ kind: 'person', id: userId, count })
		})
	}

	async function reference(): Promise<Task> {
		const id = `staff:${writer}`
		const count = (((await store.references.reference(id)) as { count: number } | undefined)?.count ?? 0) + 1
		return task('reference', async () => {
			await store.references.saveReference(id, { count })
			tell({ kind: 'reference', id, count })
		})
	}

	return [say, say, upload, ask, turn, mail, state, state, person, reference]
}

function questionOf(id: string): AskedQuestion {
	return {
		id,
		at: NOON,
		language: 'fr',
		audience: 'customer',
		channel: 'web-chat',
		decision: 'answer',
		topic: 'tax-vat',
		confidence: 0.8,
		text: `question ${id} « é »`,
		conversation: 'c',
		came: {},
	}
}
