import { describe, expect, it } from 'vitest'
import type { AskedQuestion } from '../../src/knowledge/feedback/question.ts'
import type { Opened } from './contract.ts'
import { NOON } from './samples.ts'

/** Keeps everything. */
export const RETENTION = { before: 0, atMost: 1000 }

export function question(id: string, more: Partial<AskedQuestion> = {}): AskedQuestion {
	return {
		id,
		at: NOON,
		language: 'fr',
		audience: 'customer',
		channel: 'web-chat',
		decision: 'answer',
		topic: 'tax-vat',
		confidence: 0.8,
		article: 'tax-vat',
		text: `question ${id} « é »`,
		conversation: 'c',
		came: {},
		...more,
	}
}

export function describeQuestions({ store, reopen }: Opened): void {
	const ids = async (limit = 99) => (await store().questions.questions(limit)).map(({ id }) => id)

	describe('the questions', () => {
		it('are kept once, newest first, also after opening again', async () => {
			const { questions } = store()
			await Promise.all([
				questions.keepQuestion(question('b', { at: NOON + 2 }), RETENTION),
				questions.keepQuestion(question('b', { at: NOON + 2, text: 'again' }), RETENTION),
				questions.keepQuestion(question('a', { at: NOON + 1 }), RETENTION),
				questions.keepQuestion(question('c', { at: NOON + 3 }), RETENTION),
			])
			expect(await ids()).toEqual(['c', 'b', 'a'])
			expect(await ids(2)).toEqual(['c', 'b'])
			expect(await questions.question('b')).toEqual(question('b', { at: NOON + 2 }))
			expect(await questions.question('none')).toBeUndefined()
			await reopen()
			expect(await ids()).toEqual(['c', 'b', 'a'])
		})

		it('gather what came of them; what is said anew replaces what was said', async () => {
			const { questions } = store()
			await questions.keepQuestion(question('a'), RETENTION)
			await questions.keepQuestion(question('b'), RETENTION)
			await Promise.all([
				questions.addOutcome(['a', 'b', 'none'], { helped: false }),
				questions.addOutcome(['a'], { ticket: 'BD-1001', went: 'dispute' }),
			])
			await questions.addOutcome(['b'], { helped: true })
			await questions.addOutcome(['b'], { helped: true })
			await questions.addOutcome(['none'], { helped: true })
			await reopen()
			const came = async (id: string) => (await store().questions.question(id))?.came
			expect(await came('a')).toEqual({ helped: false, ticket: 'BD-1001', went: 'dispute' })
			expect(await came('b')).toEqual({ helped: true })
			expect(await ids()).toHaveLength(2)
		})

		it('that are too old, or too many, go with each new one', async () => {
			const { questions } = store()
			for (const day of [1, 2, 3, 4, 5]) await questions.keepQuestion(question(`day ${day}`, { at: day }), RETENTION)
			await questions.keepQuestion(question('day 6', { at: 6 }), { before: 3, atMost: 1000 })
			expect(await ids()).toEqual(['day 6', 'day 5', 'day 4', 'day 3'])
			await questions.keepQuestion(question('day 7', { at: 7 }), { before: 3, atMost: 3 })
			expect(await ids()).toEqual(['day 7', 'day 6', 'day 5'])
			await questions.addOutcome(['day 1'], { helped: true })
			await reopen()
			expect(await ids()).toEqual(['day 7', 'day 6', 'day 5'])
		})
	})
}
