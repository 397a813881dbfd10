import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Activity, TestAdapter, TurnContext } from 'botbuilder'
import { type Logger, pino } from 'pino'
import { createBot } from '../../src/bot/create-bot.ts'
import { createKitFor } from '../../src/cards/kit.ts'
import type { Card } from '../../src/cards/templates.ts'
import { createFeedback } from '../../src/knowledge/feedback/create-feedback.ts'
import { loadSampleCustomers, loadSampleInvoices } from '../../src/stores/files/samples.ts'
import { loadServiceLevels } from '../../src/stores/files/service-levels-file.ts'
import { loadTeam } from '../../src/stores/files/team-file.ts'
import { openStore } from '../../src/stores/lowdb/open-store.ts'
import type { Store } from '../../src/stores/store.ts'
import { DELIVERY, staffActor } from '../../src/tickets/actor.ts'
import { type Desk, execute } from '../../src/tickets/execute.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import type { VerbName } from '../../src/tickets/verbs.ts'
import { readAmount } from '../../src/triage/entities/amount.ts'
import { readReply } from '../../src/triage/read-reply.ts'
import { render, ROOT, texts } from '../cards/kit.ts'
import { createRealTriage } from '../triage/real-triage.ts'

const NOON = Date.UTC(2026, 10, 23, 12)
const MINUTE = 60_000
export const HOUR = 60 * MINUTE

const TENANT = 'tenant'
const SAMPLES = path.join(ROOT, 'data/samples')
const { index: articles, ...triage } = await createRealTriage()
const policy = {
	...(await loadServiceLevels(path.join(ROOT, 'data/policies/service-levels.yaml'))),
	partnerType: 'direct' as const,
}
const team = await loadTeam(path.join(SAMPLES, 'team.yaml'))

/** What the bot said, as a person finds it. */
export interface Said {
	readonly text?: string | undefined
	readonly summary?: string | undefined
	readonly card?: Card | undefined
	/** The body of an invoke's answer. */
	readonly invoke?: { readonly statusCode: number; readonly type: string; readonly value: unknown } | undefined
}

export type BotDesk = Awaited<ReturnType<typeof startBotDesk>>

/** Opens a store for the desk, which closes it at its end. */
type OpenStore = (options: { logger: Logger; clock: () => number }) => Promise<Store>

/**
 * The bot as the product runs it: real store, in a folder of its own unless another one is opened, shipped articles, templates,
 * texts, people. Its time stands still.
 */
export async function startBotDesk(open?: OpenStore) {
	const folder = await mkdtemp(path.join(tmpdir(), 'bot-'))
	const log: string[] = []
	const logger = pino({ level: 'debug' }, { write: (line: string) => void log.push(line) })
	const time = { now: NOON }
	const clock = () => time.now
	const store: Store = await (open?.({ logger, clock }) ?? openStore({ folder, logger, clock }))
	await Promise.all((await loadSampleCustomers(SAMPLES)).map((person) => store.customers.save(person)))
	let ids = 0
	const newId = () => `id-${(ids += 1)}`
	const topicTitle = (topic: string, locale: 'en' | 'fr') => articles.article(topic, locale)?.title ?? topic
	const kitFor = createKitFor({ texts, render, policy, team, clock, topicTitle, newId })
	const desk: Desk = { tickets: store.tickets, team, policy, clock, readReply }
	const { customers, conversations, turns, references } = store
	const invoices = await loadSampleInvoices(SAMPLES)
	const { saveReference } = references
	const feedback = createFeedback({ questions: store.questions, customers, team, clock })
	const bot = createBot({
		feedback,
		desk,
		triage,
		articles,
		kitFor,
		customers,
		invoices,
		conversations,
		turns,
		notices: store.notices,
		saveReference,
		readAmount,
		tenantId: TENANT,
		articleLink: (language, id) => `https://desk.example/help/${language}/${id}`,
		logger,
	})

	const adapters: TestAdapter[] = []
	/** Hands an activity to the bot as an adapter does; answers what it sent. */
	async function take(activity: object): Promise<Said[]> {
		const adapter = new TestAdapter(async () => undefined)
		adapters.push(adapter)
		await bot(new TurnContext(adapter, structuredClone(activity) as Activity))
		return adapter.activityBuffer.map(saidOf)
	}

	function fromCustomer(userId: string, more: object): object {
		const conversation = { id: `conv-${userId}` }
		return {
			type: 'message',
			channelId: 'directline',
			id: newId(),
			from: { id: userId },
			conversation,
			recipient: { id: 'bot' },
			...more,
		}
	}

	function fromStaff(memberId: string, more: object): object {
		const aadObjectId = team.member(memberId)?.aadObjectId ?? memberId
		const conversation = { id: `a:${memberId}`, conversationType: 'personal', tenantId: TENANT }
		const from = { id: `29:${memberId}`, name: 'A claimed name', aadObjectId }
		const shared = { channelId: 'msteams', serviceUrl: 'https://smba.example/', from, conversation, recipient: { id: '28:bot' } }
		return { type: 'message', id: newId(), ...shared, ...more }
	}

	async function load(number: string): Promise<Ticket> {
		const ticket = await store.tickets.load(number)
		if (ticket === undefined) throw new Error(`no ticket ${number}`)
		return ticket
	}

	async function act(memberId: string, ticket: string, verb: VerbName, input: unknown = {}): Promise<Ticket> {
		const member = team.member(memberId)
		if (member === undefined) throw new Error(`nobody is called ${memberId}`)
		const { version } = await load(ticket)
		return (await execute(desk, { actor: staffActor(member), cause: newId(), ticket, verb, input, version })).ticket
	}

	return {
		time,
		store,
		desk,
		log,
		bot,
		take,
		/** All that it has sent so far, also after the turns had ended. */
		allSaid: () => adapters.flatMap(({ activityBuffer }) => activityBuffer.map(saidOf)),
		fromCustomer,
		fromStaff,
		load,
		act,
		kitFor,
		says: (userId: string, text: string, more: object = {}) => take(fromCustomer(userId, { text, ...more })),
		presses: (userId: string, verb: string, data: object = {}) =>
			take(fromCustomer(userId, { value: { verb, card: newId(), ...data } })),
		staffSays: (memberId: string, text: string, more: object = {}) => take(fromStaff(memberId, { text, ...more })),
		staffPresses: (memberId: string, verb: string, data: object = {}) =>
			take(fromStaff(memberId, executeOf(verb, newId(), data))),
		/** The customer was told the proposed outcome. */
		async told(number: string): Promise<void> {
			const resolution = (await load(number)).resolution?.number
			const input = { notice: newId(), kind: 'resolved', resolution, outcome: 'delivered', channel: 'web-chat' }
			await execute(desk, { actor: DELIVERY, cause: newId(), ticket: number, verb: 'record-delivery', input })
		},
		tickets: () => store.tickets.list({ limit: 1000 }),
		events: async (number: string) => (await store.tickets.history(number)).map(({ event }) => event.type),
		/** A dispute of this customer, opened by the form. */
		async openDispute(userId = 'alex', more: object = {}): Promise<string> {
			// Another one, if there is one about this invoice already.
			const known = { topic: 'duplicate-charge', reason: 'The licence line is there twice', invoice: 'G004512877' }
			const data = { ...known, another: 'yes', ...more }
			await take(fromCustomer(userId, { value: { verb: 'open-dispute', card: newId(), ...data } }))
			const [newest] = await store.tickets.list({ reporter: userId, limit: 1 })
			if (newest === undefined) throw new Error('no ticket was opened')
			return newest.number
		},
		async stop() {
			await store.close()
			await rm(folder, { recursive: true, force: true })
		},
	}
}

/** What Teams sends when a button is pressed. */
export function executeOf(verb: string, card: string, data: object): object {
	const value = { action: { type: 'Action.Execute', verb, data: { verb, card, ...data } }, trigger: 'manual' }
	return { type: 'invoke', name: 'adaptiveCard/action', value }
}

function saidOf(activity: Partial<Activity>): Said {
	if (activity.type === 'invokeResponse') {
		const { status, body } = activity.value as { status: number; body: NonNullable<Said['invoke']> }
		if (status !== 200) throw new Error(`an invoke was answered by ${status}`)
		return { invoke: body, card: body.type.includes('adaptive') ? (body.value as Card) : undefined, text: textOf(body.value) }
	}
	const card = activity.attachments?.[0]?.content as Card | undefined
	return { text: activity.text, summary: activity.summary, card }
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined
}
