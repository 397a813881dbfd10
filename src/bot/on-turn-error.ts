import { INVOKE_RESPONSE_KEY, type TurnContext } from 'botbuilder'
import { errorWords } from '../cards/error-words.ts'
import type { KitFor } from '../cards/kit.ts'
import { answerInvoke } from './send-replies.ts'

/**
 * Tells whoever is in the conversation what went wrong and what to do now; the adapter has logged the error. Whoever pressed a button
 * waits for an answer to the press itself: without one Teams gets a 501 and says nothing.
 */
export function createOnTurnError(kitFor: KitFor): (context: TurnContext, error: unknown) => Promise<void> {
	return async (context, error) => {
		const { locale, type } = context.activity
		const text = errorWords(kitFor(locale?.toLowerCase().startsWith('fr') ? 'fr' : 'en', 'web'), error)
		if (type !== 'invoke') await context.sendActivity(text)
		else if (!context.turnState.has(INVOKE_RESPONSE_KEY)) await answerInvoke(context, [{ text }])
	}
}
