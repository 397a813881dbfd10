import type { ServiceClientCredentialsFactory } from 'botframework-connector'
import { AppError } from '../errors.ts'

/** Why Microsoft Entra gives the bot no token. */
export type SecretRefusal = 'expired' | 'wrong'

/** The codes of Entra's token endpoint, as its answers name them. */
const REFUSALS: ReadonlyMap<string, SecretRefusal> = new Map([
	['AADSTS7000222', 'expired'],
	['AADSTS7000215', 'wrong'],
])

/**
 * Tells after each look for a token whether the bot's secret was refused, and why. What was to be sent then fails with `misconfigured`
 * before it leaves; any other trouble stays as it is and tells nothing.
 */
export function watchTokens(
	factory: ServiceClientCredentialsFactory,
	told: (refusal: SecretRefusal | undefined) => void,
): ServiceClientCredentialsFactory {
	const createCredentials: typeof factory.createCredentials = async (...place) => {
		const credentials = await factory.createCredentials(...place)
		const sign = credentials.signRequest.bind(credentials)
		const signRequest: typeof sign = async (request) => {
			try {
				const signed = await sign(request)
				told(undefined)
				return signed
			} catch (error) {
				const refusal = refusalIn(error)
				if (refusal === undefined) throw error
				told(refusal)
				throw new AppError('misconfigured', `the secret of the bot is refused: ${refusal}`, { cause: error })
			}
		}
		return Object.assign(credentials, { signRequest })
	}
	return {
		isValidAppId: (appId) => factory.isValidAppId(appId),
		isAuthenticationDisabled: () => factory.isAuthenticationDisabled(),
		createCredentials,
	}
}

function refusalIn(error: unknown): SecretRefusal | undefined {
	const code = error instanceof Error ? /\bAADSTS\d+/u.exec(error.message)?.[0] : undefined
	return REFUSALS.get(code ?? '')
}
