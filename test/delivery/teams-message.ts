import { BOT_IN_TEAMS } from '../../src/cli/stand-in/connector.ts'

let ids = 0

/** A message of Dana's as Teams posts it, with an id of its own. */
export function teamsMessage(serviceUrl: string, text: string, conversation: string): object {
	return {
		type: 'message',
		id: `activity-${(ids += 1)}`,
		text,
		channelId: 'msteams',
		serviceUrl,
		from: { id: '29:dana' },
		conversation: { id: conversation, tenantId: 'tenant' },
		recipient: BOT_IN_TEAMS,
	}
}
