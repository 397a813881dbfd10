import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { STAND_IN_APP_ID } from '../../bot/stand-in-app-id.ts'

/** Minutes that a token is good for, as Microsoft's are. */
const LIFETIME_S = 3600

/** What a token says instead of the usual, to make wrong ones. Times are seconds since 1970 UTC. */
export interface TokenClaims {
	readonly issuer?: string
	readonly audience?: string
	readonly serviceUrl?: string
	readonly notBefore?: number
	readonly expires?: number
}

/** The identity provider of the stand-in: what it publishes, and tokens as the Bot Connector shows them to a bot. */
export interface Identity {
	/** By path, as JSON. */
	readonly documents: Readonly<Record<string, object>>
	token(claims?: TokenClaims): Promise<string>
}

const KEY_ID = 'stand-in'

/** Makes the keys of the provider at `url`. */
export async function createIdentity(url: string, serviceUrl: string): Promise<Identity> {
	const { publicKey, privateKey } = await generateKeyPair('RS256')
	const key = { ...(await exportJWK(publicKey)), kid: KEY_ID, use: 'sig', alg: 'RS256', endorsements: ['msteams'] }
	const documents = {
		'/.well-known/openidconfiguration': {
			issuer: url,
			jwks_uri: `${url}/.well-known/keys`,
			id_token_signing_alg_values_supported: ['RS256'],
		},
		'/.well-known/keys': { keys: [key] },
	}
	const token = (claims: TokenClaims = {}) => {
		const now = Math.floor(Date.now() / 1000)
		return new SignJWT({ serviceurl: claims.serviceUrl ?? serviceUrl })
			.setProtectedHeader({ alg: 'RS256', kid: KEY_ID, typ: 'JWT' })
			.setIssuer(claims.issuer ?? url)
			.setAudience(claims.audience ?? STAND_IN_APP_ID)
			.setNotBefore(claims.notBefore ?? now - 5)
			.setExpirationTime(claims.expires ?? now + LIFETIME_S)
			.sign(privateKey)
	}
	return { documents, token }
}
