import { type Activity, TurnContext } from 'botbuilder'

/**
 * The same turn, or the one of another activity, as something that can still be used when the adapter has ended it; the SDK's own copy
 * leaves the state behind.
 */
export function lastingTurn(context: TurnContext, activity?: Activity): TurnContext {
	const copy = activity === undefined ? new TurnContext(context) : new TurnContext(context.adapter, activity)
	return Object.defineProperty(copy, 'turnState', { value: context.turnState })
}
