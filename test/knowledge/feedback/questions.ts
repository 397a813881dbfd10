import type { AskedQuestion } from '../../../src/knowledge/feedback/question.ts'

export const NOON = Date.UTC(2026, 10, 22, 12)
export const HOUR = 3_600_000

let count = 0

/** A question that was answered by an article an hour ago, where nothing else is said. */
export function asked(text: string, more: Partial<AskedQuestion> = {}): AskedQuestion {
	count += 1
	return {
		id: `q${count}`,
		at: NOON - 2 * HOUR + count,
		language: 'en',
		audience: 'customer',
		channel: 'web-chat',
		decision: 'answer',
		topic: 'tax-vat',
		confidence: 0.7,
		text,
		conversation: `c${count}`,
		came: {},
		...more,
	}
}

/** A question that the bot did not understand. */
export function lost(text: string, more: Partial<AskedQuestion> = {}): AskedQuestion {
	return asked(text, { decision: 'ask-back', topic: 'invoice-correction', ...more })
}
