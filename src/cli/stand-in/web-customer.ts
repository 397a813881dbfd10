import { type Activity, ConnectionStatus, DirectLine } from 'botframework-directlinejs'
import { type CardNode, type Inputs, nodesOf, press, stringOf } from './card.ts'
import { createTimeline } from './timeline.ts'
import { FetchXmlHttpRequest } from './xml-http-request.ts'

/** A message in the customer's chat. */
export interface ChatMessage {
	readonly id: string
	/** Its place in the conversation. */
	readonly sequence: number
	readonly from: string
	/** The customer's own. */
	readonly isMine: boolean
	/** A person of the staff speaks. */
	readonly isAgent: boolean
	readonly text: string
	readonly card?: CardNode
	/** The notice that it carries, or empty. */
	readonly notice: string
}

/** A customer in the web chat, played by a program over Microsoft's own client. */
export interface WebCustomer {
	/** What was said in the chat so far, by everybody, as it arrived. */
	readonly messages: readonly ChatMessage[]
	/** Writes; resolves when the desk has it. */
	says(text: string): Promise<void>
	/** Presses a button of a message's card, with what they fill in. Throws where the card does not let them. */
	presses(message: ChatMessage, title: string, inputs?: Inputs): Promise<void>
	/** The first message, past or to come, that fits; rejects after `ms` milliseconds. */
	waitFor(fits: (message: ChatMessage, index: number) => boolean, ms?: number): Promise<ChatMessage>
	/** Closes the laptop. */
	goesOffline(): void
	/** Comes back to the same conversation, where it was left. */
	comesBack(): Promise<void>
	/** Leaves for good. */
	leaves(): void
}

/** Who is played: a sample customer, or a visitor. */
export interface CustomerOptions {
	readonly sample?: string
	readonly locale: 'en' | 'fr'
}

interface Session {
	readonly token: string
	readonly userId: string
	readonly conversationId?: string
}

/** Opens the chat on the website at `deskUrl` and waits until it is connected. */
export async function webCustomer(deskUrl: string, { sample, locale }: CustomerOptions): Promise<WebCustomer> {
	Object.assign(globalThis, { XMLHttpRequest: FetchXmlHttpRequest })
	const timeline = createTimeline<ChatMessage>('messages in the chat')
	const seen = new Set<string>()
	const session = await sessionOf(deskUrl, { ...(sample && { sample }), locale })
	let line = await connect(session)

	async function connect(known: Session, watermark?: string): Promise<DirectLine> {
		const { token, userId, conversationId } = known
		const opened = new DirectLine({
			domain: `${deskUrl}/v3/directline`,
			token,
			webSocket: true,
			...(conversationId && { conversationId }),
			...(watermark && { watermark }),
			conversationStartProperties: { locale },
		})
		opened.activity$.subscribe({ next: (activity) => take(userId, activity), error: () => undefined })
		await online(opened)
		return opened
	}

	function take(userId: string, activity: Activity): void {
		const id = activity.id ?? ''
		if (activity.type !== 'message' || seen.has(id)) return
		seen.add(id)
		timeline.add(messageOf(userId, activity))
	}

	/** Where to go on; the client keeps it up to date. */
	const place = () => line as unknown as { readonly token: string; readonly conversationId: string; readonly watermark: string }

	return {
		messages: timeline.items,
		waitFor: timeline.waitFor,
		says: (text) => post(line, { type: 'message', text, locale }),
		async presses(message, title, inputs) {
			if (message.card === undefined) throw new Error(`there is no card to press “${title}” on, but “${message.text}”`)
			const { data } = press(message.card, title, inputs)
			const channelData = { postBack: true, messageBack: { displayText: title } }
			await post(line, { type: 'message', value: data, replyToId: message.id, channelData, locale })
		},
		goesOffline: () => line.end(),
		async comesBack() {
			const { token, conversationId, watermark } = place()
			line = await connect({ ...session, token, conversationId }, watermark)
		},
		leaves: () => line.end(),
	}
}

async function sessionOf(deskUrl: string, asked: object): Promise<Session> {
	const response = await fetch(`${deskUrl}/api/webchat/token`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(asked),
	})
	if (!response.ok) throw new Error(`no token for the chat: ${response.status} ${await response.text()}`)
	return (await response.json()) as Session
}

function online(line: DirectLine): Promise<void> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('the chat did not connect within 10 s')), 10_000)
		line.connectionStatus$.subscribe((status) => {
			if (status !== ConnectionStatus.Online) return
			clearTimeout(timer)
			resolve()
		})
	})
}

function post(line: DirectLine, activity: object): Promise<void> {
	return new Promise((resolve, reject) => {
		line.postActivity({ ...activity, from: { id: 'me' } } as Activity).subscribe(() => resolve(), reject)
	})
}

function messageOf(userId: string, activity: Activity): ChatMessage {
	const fields = activity as unknown as CardNode
	const channelData = nodesOf([fields['channelData']])[0] ?? {}
	const attachment = nodesOf(fields['attachments']).find((each) => stringOf(each['contentType']).endsWith('card.adaptive'))
	const card = nodesOf([attachment?.['content']])[0]
	return {
		id: activity.id ?? '',
		sequence: Number(channelData['webchat:sequence-id'] ?? 0),
		from: activity.from.name ?? activity.from.id,
		isMine: activity.from.id === userId,
		isAgent: channelData['agent'] === true,
		text: stringOf(fields['text']),
		notice: stringOf(channelData['notice']),
		...(card && { card }),
	}
}
