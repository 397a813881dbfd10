import { afterAll } from 'vitest'
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/cli/stand-in/connector.ts'
import { useDesk } from './use-desk.ts'

/** What the sample website signs the identities of its customers with. */
export const SITE_SECRET = 'the secret that the website shares with us'

let standIn: ConnectorStandIn | undefined

/** The one demo desk that all suites of `demo-desk.test.ts` share, with a stand-in for the Bot Connector. */
export const desk = useDesk(async () => {
	standIn = await startConnectorStandIn()
	return { CONNECTOR_STAND_IN: standIn.url, SITE_SECRET, SITE_ORIGINS: 'https://shop.example' }
})
afterAll(async () => standIn?.close())

/** The stand-in for the Bot Connector that this desk trusts. */
export function connector(): ConnectorStandIn {
	if (standIn === undefined) throw new Error('the stand-in has not started')
	return standIn
}
