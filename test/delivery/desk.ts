import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { parse } from 'yaml'
import { createKitFor } from '../../src/cards/kit.ts'
import { loadTemplates } from '../../src/cards/templates.ts'
import { loadTexts } from '../../src/cards/texts.ts'
import { openStore } from '../../src/stores/lowdb/open-store.ts'
import { customerActor, type Reporter, type StaffMember, staffActor } from '../../src/tickets/actor.ts'
import { type Desk, execute, open } from '../../src/tickets/execute.ts'
import type { Notice } from '../../src/tickets/notice.ts'
import { policySchema, type ServiceLevels } from '../../src/tickets/policy.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import type { VerbName } from '../../src/tickets/verbs.ts'

const ROOT = path.join(import.meta.dirname, '../..')
export const NOON = Date.UTC(2026, 10, 23, 12)
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

const LEVELS = policySchema.parse(parse(readFileSync(path.join(ROOT, 'data/policies/service-levels.yaml'), 'utf8')))
const texts = loadTexts(path.join(ROOT, 'data/locales'))
const render = loadTemplates(path.join(ROOT, 'cards'))

export const DANA: StaffMember = { id: 'dana', name: 'Dana Ortiz', role: 'agent', aadObjectId: 'a-1' }
export const MINA: StaffMember = { id: 'mina', name: 'Mina Okafor', role: 'manager', aadObjectId: 'a-2' }
export const ALEX: Reporter = {
	userId: 'alex',
	name: 'Alex Morgan',
	locale: 'en',
	email: 'alex@northwind.example',
	customer: { id: 'northwind', name: 'Northwind Bikes' },
}
const MEMBERS = [DANA, MINA]

export type TestDesk = Awaited<ReturnType<typeof startDesk>>

/** A desk on a real store in a folder of its own, with the product's policy unless told otherwise, cards and texts; its time stands still until told. */
export async function startDesk(levels: ServiceLevels = LEVELS) {
	const folder = await mkdtemp(path.join(tmpdir(), 'delivery-'))
	const log: string[] = []
	const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) })
	const time = { now: NOON }
	const clock = () => time.now
	let store = await openStore({ folder, logger, clock })
	const policy = { ...levels, partnerType: 'direct' as const }
	let newIds = 0
	const newId = () => `id-${(newIds += 1)}`
	const team = {
		members: MEMBERS,
		member: (id: string) => MEMBERS.find((member) => member.id === id),
		memberByAadObjectId: (id: string) => MEMBERS.find((member) => member.aadObjectId === id),
	}
	const kitFor = createKitFor({ texts, render, policy, team, clock, topicTitle: (topic) => topic, newId })
	const desk = (): Desk => ({ tickets: store.tickets, team, policy, clock, readReply: () => 'unclear' })
	let causes = 0
	const cause = () => `cause-${(causes += 1)}`

	async function openTicket(reporter: Reporter = ALEX): Promise<Ticket> {
		const input = {
			topic: 'duplicate-charge',
			title: 'Charged twice',
			description: 'Twice the same.',
			dispute: { reason: 'Twice.' },
		}
		return (await open(desk(), { actor: customerActor(reporter), cause: cause(), input, reporter })).ticket
	}

	async function act(member: StaffMember, ticket: string, verb: VerbName, input: unknown): Promise<Ticket> {
		const version = (await store.tickets.load(ticket))?.version
		return (await execute(desk(), { actor: staffActor(member), cause: cause(), ticket, verb, input, version })).ticket
	}

	const customerDoes = async (ticket: string, verb: VerbName, input: unknown) =>
		(await execute(desk(), { actor: customerActor(ALEX), cause: cause(), ticket, verb, input })).ticket

	/** The notice of this kind that is stored for the ticket, the newest where there are several. */
	async function noticeOf(ticket: string, kind: Notice['kind']): Promise<Notice> {
		const found = (await store.notices.noticesOf(ticket)).findLast((notice) => notice.kind === kind)
		if (found === undefined) throw new Error(`no notice ${kind} of ${ticket}`)
		return found
	}

	async function load(number: string): Promise<Ticket> {
		const ticket = await store.tickets.load(number)
		if (ticket === undefined) throw new Error(`no ticket ${number}`)
		return ticket
	}

	return {
		time,
		clock,
		logger,
		log,
		policy,
		team,
		kitFor,
		newId,
		openTicket,
		act,
		customerDoes,
		noticeOf,
		load,
		get store() {
			return store
		},
		get desk() {
			return desk()
		},
		/** As a new process would find it. */
		async reopen() {
			await store.close()
			store = await openStore({ folder, logger, clock })
		},
		async stop() {
			await store.close()
			await rm(folder, { recursive: true, force: true })
		},
	}
}

export const SOLUTION = { outcome: 'corrected', text: 'The second line was a mistake and is gone.' }
