import { z } from 'zod'
import type { TicketFile } from '../tickets/ticket.ts'

/** An incoming activity, read: what kind it is, and only what its handler needs. */
export type Incoming =
	| { readonly kind: 'message'; readonly text: string; readonly files: readonly TicketFile[] }
	| {
			readonly kind: 'card-action'
			readonly verb: string
			readonly data: Readonly<Record<string, unknown>>
			/** Whether the sender waits for the answer in the same request. */
			readonly invoke: boolean
	  }
	| { readonly kind: 'joined'; readonly team: boolean }
	| { readonly kind: 'language'; readonly locale: 'en' | 'fr' }
	/** An invoke that this bot has no use for; it is answered all the same. */
	| { readonly kind: 'other-invoke'; readonly name: string }
	| { readonly kind: 'ignored' }

const record = z.record(z.string(), z.unknown())
const text = z.string().max(100_000)
const activitySchema = z.looseObject({
	type: z.string().max(50),
	text: text.nullish(),
	/** What became of the app, in an `installationUpdate`. */
	action: z.string().max(60).nullish(),
	name: z.string().max(200).nullish(),
	value: z.unknown().optional(),
	attachments: z
		.array(z.looseObject({ contentType: z.string(), contentUrl: z.string().nullish(), name: z.string().nullish() }))
		.max(100)
		.nullish(),
	membersAdded: z
		.array(z.looseObject({ id: z.string() }))
		.max(1000)
		.nullish(),
	recipient: z.looseObject({ id: z.string() }).nullish(),
	entities: z
		.array(z.looseObject({ type: z.string().optional() }))
		.max(1000)
		.nullish(),
	channelData: z.unknown().optional(),
})
type ReadActivity = z.infer<typeof activitySchema>

/** Teams sends the action of a card as an invoke, older clients and the widget as a message with a value. */
const executeSchema = z.looseObject({
	action: z.looseObject({ verb: z.string().max(60).optional(), data: record.optional() }),
})
const submitSchema = z.looseObject({ verb: z.string().max(60) })

/** Reads an activity; undefined when it is malformed. Pure. */
export function readActivity(activity: unknown): Incoming | undefined {
	const parsed = activitySchema.safeParse(activity)
	if (!parsed.success) return undefined
	switch (parsed.data.type) {
		case 'message':
			return readMessage(parsed.data)
		case 'invoke':
			return readInvoke(parsed.data)
		case 'conversationUpdate':
		case 'installationUpdate':
			return readJoined(parsed.data)
		case 'event':
			return readEvent(parsed.data)
		default:
			return { kind: 'ignored' }
	}
}

function readMessage(activity: ReadActivity): Incoming {
	const submitted = submitSchema.safeParse(activity.value)
	if (submitted.success) return { kind: 'card-action', verb: submitted.data.verb, data: submitted.data, invoke: false }
	const files = (activity.attachments ?? []).flatMap(({ contentUrl, name }) => fileOf(contentUrl, name))
	return { kind: 'message', text: withoutMentions(activity).trim(), files }
}

/** A file that our own Direct Line endpoint has kept: its address carries its id; a customer's client cannot send such an address itself. */
const OUR_FILE = /^\/v3\/directline\/files\/([\w-]+)$/u

function fileOf(address: string | null | undefined, name: string | null | undefined): TicketFile[] {
	const id = OUR_FILE.exec(address ?? '')?.[1]
	return id === undefined ? [] : [{ id, name: (name ?? '').slice(0, 200) }]
}

function readInvoke(activity: ReadActivity): Incoming {
	const name = activity.name ?? ''
	if (name !== 'adaptiveCard/action') return { kind: 'other-invoke', name }
	const executed = executeSchema.safeParse(activity.value)
	// A button all the same, which nobody knows: whoever pressed it must read that.
	const { verb, data = {} } = executed.success ? executed.data.action : {}
	const named = verb ?? data['verb']
	return { kind: 'card-action', verb: typeof named === 'string' ? named : '', data, invoke: true }
}

function readJoined(activity: ReadActivity): Incoming {
	const bot = activity.recipient?.id
	const added = activity.membersAdded ?? []
	// Teams also tells of an app that was taken away or renewed; nobody is greeted then.
	const joined = activity.type === 'installationUpdate' ? activity.action === 'add' : added.length > 0
	const team = record.safeParse(activity.channelData)
	const inTeam = team.success && team.data['team'] !== undefined
	if (!joined || (inTeam && !added.some(({ id }) => id === bot))) return { kind: 'ignored' }
	return { kind: 'joined', team: inTeam }
}

function readEvent(activity: ReadActivity): Incoming {
	const { name, value } = activity
	if (name === 'change-language' && (value === 'en' || value === 'fr')) return { kind: 'language', locale: value }
	return { kind: 'ignored' }
}

/** In a channel people address the bot by `<at>Loopdesk</at>`, which is no part of what they say. No-break spaces stay: French needs them. */
function withoutMentions(activity: ReadActivity): string {
	return (activity.text ?? '')
		.replace(/<at>[^<]*<\/at>/giu, ' ')
		.replace(/[ \t\r\n]+/gu, (space) => (space.includes('\n') ? '\n' : ' '))
}
