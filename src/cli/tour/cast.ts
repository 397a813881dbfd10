import { type CardNode, everyNode, type Inputs, inputsOf, nodesOf, stringOf } from '../stand-in/card.ts'
import type { Shown, Pressed, TeamsPerson } from '../stand-in/teams-person.ts'
import type { ChatMessage, WebCustomer } from '../stand-in/web-customer.ts'
import type { Screen, Speaker } from './screen.ts'

/** Something said to somebody. */
interface Message {
	readonly text: string
	readonly card?: CardNode
}

/** How much of a card is shown: all, a form without its inputs, or a ticket's number, state and warnings. */
type Draw = 'whole' | 'without-inputs' | 'brief'

/** How messages to somebody are waited for and shown. */
interface Hearing<Heard extends Message> {
	/** The next message that was not shown yet and fits. Shows all up to it, unless told to keep it for later. */
	hears(fits: (message: Heard) => boolean, draw?: Draw | 'nothing'): Promise<Heard>
	/** What came and was not shown yet. */
	pending(): readonly Heard[]
}

/** The customer on the stage: what is said and pressed is shown. */
export interface CustomerRole extends Hearing<ChatMessage> {
	readonly speaker: Speaker
	readonly played: WebCustomer
	says(text: string): Promise<void>
	presses(message: ChatMessage, title: string, inputs?: Inputs): Promise<void>
}

/** Somebody of the staff on the stage. */
export interface StaffRole extends Hearing<Shown> {
	readonly speaker: Speaker
	readonly played: TeamsPerson
	/** Installs the app; the bot's welcome, which is not shown yet. */
	installs(): Promise<readonly Shown[]>
	/** Writes to the bot; the answers, which are shown. */
	says(text: string): Promise<readonly Shown[]>
	/** Presses a button; what the card turned into, which is not shown yet. */
	presses(shown: Shown, title: string, inputs?: Inputs): Promise<Pressed>
	/** Shows what a card turned into. */
	sees(shown: Shown, draw?: Draw): void
}

/** Where everybody is, in words. */
export interface Places {
	readonly chat: string
	readonly teams: string
}

export const BOT: Speaker = { name: 'Loopdesk', style: 'cyan' }

export function customerRole(screen: Screen, speaker: Speaker, played: WebCustomer, { chat }: Places): CustomerRole {
	const show = (message: ChatMessage, draw: Draw) => {
		if (!message.isMine) screen.says(message.isAgent ? { name: message.from, style: 'yellow' } : BOT, chat, drawn(message, draw))
	}
	return {
		speaker,
		played,
		...hearing(played.messages.filter.bind(played.messages), played.waitFor, (message) => !message.isMine, show),
		async says(text) {
			screen.says(speaker, chat, { text })
			await played.says(text)
		},
		async presses(message, title, inputs = {}) {
			pressed(screen, speaker, chat, message.card, title, inputs)
			await played.presses(message, title, inputs)
		},
	}
}

export function staffRole(screen: Screen, speaker: Speaker, played: TeamsPerson, { teams }: Places): StaffRole {
	const told = `${teams} → ${speaker.name}`
	const show = (shown: Shown, draw: Draw) => screen.says(BOT, told, drawn(shown, draw))
	const sees = (shown: Shown, draw: Draw = 'whole') => show(shown, draw)
	/** Answers are shown where they are given, not when the next message is waited for. */
	const isNews = (shown: Shown) => !answers.has(shown.id)
	const answers = new Set<string>()
	const known = (replies: readonly Shown[]) => {
		for (const { id } of replies) answers.add(id)
		return replies
	}
	return {
		speaker,
		played,
		...hearing(played.messages.filter.bind(played.messages), played.waitFor, isNews, show),
		sees,
		installs: async () => known(await played.installs()),
		async says(text) {
			screen.says(speaker, teams, { text })
			return known(await played.says(text))
		},
		async presses(shown, title, inputs = {}) {
			pressed(screen, speaker, teams, shown.card, title, inputs)
			const answer = await played.presses(shown, title, inputs)
			known(answer.beside)
			return answer
		},
	}
}

function hearing<Heard extends Message>(
	all: (fits: (message: Heard) => boolean) => readonly Heard[],
	waitFor: (fits: (message: Heard, index: number) => boolean, ms?: number) => Promise<Heard>,
	isNews: (message: Heard) => boolean,
	show: (message: Heard, draw: Draw) => void,
): Hearing<Heard> {
	const shown = new Set<Heard>()
	const pending = () => all((message) => isNews(message) && !shown.has(message))
	return {
		pending,
		async hears(fits, draw = 'whole') {
			const found = await waitFor((message) => isNews(message) && !shown.has(message) && fits(message))
			for (const message of pending()) {
				if (message !== found) show(message, 'whole')
				else if (draw !== 'nothing') show(message, draw)
				shown.add(message)
				if (message === found) break
			}
			return found
		},
	}
}

/** A button, and before it what is filled in: the form's title with the inputs that are touched. */
function pressed(
	screen: Screen,
	speaker: Speaker,
	where: string,
	card: CardNode | undefined,
	title: string,
	inputs: Inputs,
): void {
	const ids = Object.keys(inputs)
	if (card === undefined || ids.length === 0) return screen.presses(speaker, title)
	const heading = nodesOf(card['body']).filter((node) => node['style'] === 'heading')
	const filled = inputsOf(card)
		.filter((input) => ids.includes(stringOf(input['id'])))
		.map((input) => ({ ...input, value: inputs[stringOf(input['id'])] }))
	screen.says(speaker, where, { card: { body: [...heading, ...filled], actions: [{ type: 'Action.Submit', title }] } })
}

const SHOWS: Readonly<Record<Draw, (node: CardNode) => boolean>> = {
	whole: () => true,
	'without-inputs': (node) => ![...everyNode(node)].some(({ type }) => stringOf(type).startsWith('Input.')),
	brief: ({ type, style }) => type === 'ColumnSet' || style === 'attention',
}

function drawn({ text, card }: Message, draw: Draw): Message {
	if (card === undefined) return { text }
	const body = nodesOf(card['body']).filter(SHOWS[draw])
	return { text: '', card: { ...card, body, ...(draw !== 'whole' && { actions: [] }) } }
}
