import type { Activity } from 'botbuilder'
import { AuthenticationError, type BotFrameworkAuthentication } from 'botframework-connector'
import { AppError } from '../errors.ts'
import { createInOrder } from '../in-order.ts'

/** Who sends an activity, from its `Authorization` header. */
export type Authenticate = (
	activity: Activity,
	authorization: string,
) => Promise<Awaited<ReturnType<BotFrameworkAuthentication['authenticateRequest']>>>

/**
 * Looks at tokens as the SDK does, and throws AppError: `not-signed-in` or `not-allowed` for a wrong token, and `busy` where the
 * issuer's keys cannot be had, since Teams gives up what it is told to be wrong.
 */
export function createAuthenticate(authentication: BotFrameworkAuthentication): Authenticate {
	const inOrder = createInOrder()
	let hasKeys = false

	// The SDK takes the keys for read before they are: a second activity in that moment would be refused.
	return async (activity, authorization) => {
		const look = () => authentication.authenticateRequest(activity, authorization)
		try {
			const identity = await (hasKeys ? look() : inOrder.run('keys', look))
			hasKeys = true
			return identity
		} catch (error) {
			throw refusalOf(error)
		}
	}
}

function refusalOf(error: unknown): AppError {
	const status = error instanceof AuthenticationError ? error.statusCode : undefined
	const isAway = (status ?? 0) >= 500 || (error instanceof Error && error.name === 'FetchError')
	if (isAway) return new AppError('busy', 'the keys that tokens are signed with cannot be had', { cause: error })
	return new AppError(status === 403 ? 'not-allowed' : 'not-signed-in', 'the token of the activity is not valid', {
		cause: error,
	})
}
