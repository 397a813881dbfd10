import type { TurnContext } from 'botbuilder'
import type { KitFor } from '../cards/kit.ts'

/** Tells whoever is in the conversation that something went wrong; the adapter has logged the error. */
export function createOnTurnError(kitFor: KitFor): (context: TurnContext) => Promise<void> {
	return async (context) => {
		const locale = context.activity.locale?.toLowerCase().startsWith('fr') ? 'fr' : 'en'
		await context.sendActivity(kitFor(locale, 'web').text('errors.unexpected'))
	}
}
