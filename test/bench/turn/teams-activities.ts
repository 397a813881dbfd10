import { randomUUID } from 'node:crypto'
import { BOT_IN_TEAMS } from '../../../src/cli/stand-in/connector.ts'
import type { Activity } from './post-activities.ts'

/** The sample agent who writes everything here. */
const AGENT = {
	id: '29:1-dana',
	name: 'Dana Ortiz',
	aadObjectId: '11111111-1111-4111-8111-111111111111',
}

/**
 * Makes activities as Teams sends them from personal chats, each of its own and in a tenant of its own: in one of them the
 * limits of Teams would be measured, which hold replies back.
 */
export function createTeamsActivities(serviceUrl: string) {
	function activity(fields: object): Activity {
		const tenant = randomUUID()
		return {
			id: randomUUID(),
			timestamp: new Date().toISOString(),
			channelId: 'msteams',
			serviceUrl,
			from: AGENT,
			recipient: BOT_IN_TEAMS,
			conversation: { id: `a:1-${randomUUID()}`, conversationType: 'personal', tenantId: tenant },
			locale: 'en-GB',
			entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Windows', timezone: 'Europe/London' }],
			channelData: { tenant: { id: tenant } },
			...fields,
		}
	}

	const press = (verb: string, data: object) => {
		const sent = { ...data, verb, card: randomUUID() }
		return activity({
			type: 'invoke',
			name: 'adaptiveCard/action',
			value: { action: { type: 'Action.Execute', verb, data: sent }, trigger: 'manual' },
		})
	}

	return {
		/** Plain words. */
		says: (text: string) => activity({ type: 'message', text, textFormat: 'plain' }),
		/** A button of a card, whose answer comes in the same request. */
		presses: press,
		/** The same button as older clients send it: a message, whose answer is posted to the connector. */
		submits: (verb: string, data: object) => activity({ type: 'message', value: { ...data, verb, card: randomUUID() } }),
	}
}

export type TeamsActivities = ReturnType<typeof createTeamsActivities>
