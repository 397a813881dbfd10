import { randomUUID } from 'node:crypto'
import { type CardNode, type Inputs, nodesOf, press, stringOf } from './card.ts'
import { BOT_IN_TEAMS, type BotAnswer, type ConnectorStandIn, type Sent } from './connector.ts'
import { createTimeline } from './timeline.ts'

/** Something that is shown in Teams: a message of the bot, or what a pressed card turned into. */
export interface Shown {
	readonly id: string
	readonly conversationId: string
	readonly text: string
	/** What the notification says. */
	readonly summary: string
	readonly card?: CardNode
	/** The activity that it answers. */
	readonly replyToId: string
}

/** A channel of a team. */
export interface TeamsChannel {
	readonly id: string
	readonly teamId: string
	readonly name: string
}

/** What became of a press: what the card turned into or the message that was shown, and what the bot said beside it. */
export interface Pressed extends Shown {
	readonly beside: readonly Shown[]
}

/** Somebody in Teams, played by a program. */
export interface TeamsPerson {
	readonly name: string
	/** What the bot wrote to their personal chat, in order. */
	readonly messages: readonly Shown[]
	/** Installs the app for themselves; the bot's answers. */
	installs(): Promise<readonly Shown[]>
	/** Adds the bot to a team; the bot's answers in its channel. */
	addsBotTo(channel: TeamsChannel): Promise<readonly Shown[]>
	/** Writes to the bot, in the personal chat or by mention in a channel; the bot's answers. */
	says(text: string, channel?: TeamsChannel): Promise<readonly Shown[]>
	/** Presses a button of a card, with what they fill in. Throws where the card does not let them, or the bot answers with an error. */
	presses(shown: Shown, title: string, inputs?: Inputs): Promise<Pressed>
	/** The first message in the personal chat, past or to come, that fits; rejects after `ms` milliseconds. */
	waitFor(fits: (message: Shown, index: number) => boolean, ms?: number): Promise<Shown>
}

/** Who is played. */
export interface PersonOptions {
	readonly name: string
	readonly aadObjectId: string
	/** BCP 47, `en-GB` unless told otherwise. */
	readonly locale?: string
	readonly tenantId?: string
}

const TENANT = '44444444-4444-4444-8444-444444444444'

/** Plays a person of Teams who talks to the bot at `botUrl`. */
export function teamsPerson(standIn: ConnectorStandIn, botUrl: string, options: PersonOptions): TeamsPerson {
	const { name, aadObjectId, locale = 'en-GB', tenantId = TENANT } = options
	const personal = `a:1-${aadObjectId}`
	const from = { id: `29:1-${aadObjectId}`, name, aadObjectId }
	const timeline = createTimeline<Shown>(`messages to ${name}`)
	standIn.onSent((sent) => {
		if (sent.conversationId === personal && sent.activity['type'] === 'message') timeline.add(shownOf(sent))
	})

	const place = (conversationId: string, channel?: TeamsChannel) => ({
		from,
		locale,
		entities: [{ type: 'clientInfo', locale, country: 'FR', platform: 'Web', timezone: 'Europe/Paris' }],
		conversation: {
			id: conversationId,
			tenantId,
			conversationType: conversationId === personal ? 'personal' : 'channel',
			...(conversationId !== personal && { isGroup: true }),
		},
		channelData: {
			tenant: { id: tenantId },
			...(channel && { team: { id: channel.teamId }, channel: { id: channel.id }, teamsChannelId: channel.id }),
		},
	})

	/** Sends it, and collects what the bot answered to it by the time it had done its turn. */
	async function exchange(activity: object): Promise<{ answer: BotAnswer; replies: Shown[] }> {
		const id = randomUUID()
		const before = standIn.sent.length
		const answer = await standIn.sendActivity(botUrl, { id, ...activity })
		const replies = standIn.sent
			.slice(before)
			.filter((sent) => sent.activity['replyToId'] === id && sent.activity['type'] === 'message')
		if (answer.status >= 400) throw new Error(`the bot answered ${name} with ${answer.status}: ${JSON.stringify(answer.body)}`)
		return { answer, replies: replies.map(shownOf) }
	}

	const said = async (activity: object) => (await exchange(activity)).replies

	return {
		name,
		messages: timeline.items,
		waitFor: timeline.waitFor,
		installs: () => said({ type: 'conversationUpdate', membersAdded: [BOT_IN_TEAMS], ...place(personal) }),
		addsBotTo: (channel) => said({ type: 'conversationUpdate', membersAdded: [BOT_IN_TEAMS], ...place(channel.id, channel) }),
		says: (text, channel) =>
			channel === undefined
				? said({ type: 'message', text, textFormat: 'plain', ...place(personal) })
				: said({
						type: 'message',
						text: `<at>Loopdesk</at> ${text}`,
						...place(`${channel.id};messageid=${Date.now()}`, channel),
					}),
		async presses(shown, title, inputs) {
			if (shown.card === undefined) throw new Error(`there is no card to press “${title}” on, but “${shown.text}”`)
			const { button, data } = press(shown.card, title, inputs)
			const action = { type: button.type, title, verb: button.verb, data }
			const invoke = { type: 'invoke', name: 'adaptiveCard/action', value: { action, trigger: 'manual' }, replyToId: shown.id }
			const { answer, replies } = await exchange({ ...invoke, ...place(shown.conversationId) })
			return { ...answered(shown, answer), beside: replies }
		},
	}
}

/** A message of the bot as it is shown. */
export function shownOf({ id, conversationId, activity }: Sent): Shown {
	const card = nodesOf(activity['attachments']).find((each) => each['contentType'] === 'application/vnd.microsoft.card.adaptive')
	const content = nodesOf([card?.['content']])[0]
	return {
		id,
		conversationId,
		text: stringOf(activity['text']),
		summary: stringOf(activity['summary']),
		replyToId: stringOf(activity['replyToId']),
		...(content && { card: content }),
	}
}

function answered({ id, conversationId }: Shown, { body }: BotAnswer): Shown {
	const { type, value } = nodesOf([body])[0] ?? {}
	const shared = { id, conversationId, summary: '', replyToId: id }
	if (type === 'application/vnd.microsoft.activity.message') return { ...shared, text: stringOf(value) }
	const card = nodesOf([value])[0]
	if (type !== 'application/vnd.microsoft.card.adaptive' || card === undefined) {
		throw new Error(`the bot answered a press with ${JSON.stringify(body)}`)
	}
	return { ...shared, text: '', card }
}
