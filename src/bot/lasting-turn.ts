import { TurnContext } from 'botbuilder'

/** The same turn as something that can still be used when the adapter has ended it; the SDK's own copy leaves the state behind. */
export function lastingTurn(context: TurnContext): TurnContext {
	return Object.defineProperty(new TurnContext(context), 'turnState', { value: context.turnState })
}
