import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder'
import {
	AuthenticationConfiguration,
	BotFrameworkAuthenticationFactory,
	type BotFrameworkAuthentication,
	type ServiceClientCredentialsFactory,
} from 'botframework-connector'
import { STAND_IN_APP_ID } from './stand-in-app-id.ts'
import { type SecretRefusal, watchTokens } from './watch-tokens.ts'

export { STAND_IN_APP_ID }

/** The bot's registration in Microsoft Entra; the names are those of the Bot Framework's settings. */
export interface BotRegistration {
	readonly MicrosoftAppId: string
	readonly MicrosoftAppPassword: string
	readonly MicrosoftAppType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI'
	readonly MicrosoftAppTenantId: string
}

/**
 * Signed tokens both ways, as the Bot Framework asks for them. An empty app id would switch authentication off: refused. `tried` is told
 * after each look for a token whether the bot's secret was refused.
 */
export function teamsAuthentication(
	registration: BotRegistration,
	tried: (refusal: SecretRefusal | undefined) => void,
): BotFrameworkAuthentication {
	if (registration.MicrosoftAppId === '') throw new Error('an empty app id switches authentication off')
	const settings = { ...registration }
	const credentials = new ConfigurationServiceClientCredentialFactory(settings)
	return new ConfigurationBotFrameworkAuthentication(settings, watchTokens(credentials, tried))
}

/**
 * The same checks against a stand-in of the Bot Connector on this machine, for the tour and the tests: it issues its own
 * tokens, whose keys it publishes as the Bot Framework does.
 */
export function standInAuthentication(url: string): BotFrameworkAuthentication {
	const metadata = `${url}/.well-known/openidconfiguration`
	const scope = 'https://api.botframework.com'
	return BotFrameworkAuthenticationFactory.create(
		'',
		true,
		url,
		scope,
		url,
		url,
		metadata,
		metadata,
		'urn:botframework:azure',
		standInCredentials(url),
		new AuthenticationConfiguration(),
	)
}

/** What the bot shows to the stand-in instead of a token of a login server. */
function standInCredentials(url: string): ServiceClientCredentialsFactory {
	return {
		isValidAppId: async (appId: string) => appId === STAND_IN_APP_ID,
		isAuthenticationDisabled: async () => false,
		createCredentials: async () => ({
			appId: STAND_IN_APP_ID,
			signRequest: async (request: { url: string; headers: { set(name: string, value: string): void } }) => {
				if (request.url.startsWith(`${url}/`)) request.headers.set('authorization', 'Bearer stand-in')
				return request
			},
		}),
	} as unknown as ServiceClientCredentialsFactory
}
