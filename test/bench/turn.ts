import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { type ConnectorStandIn, startConnectorStandIn } from '../../src/cli/stand-in/connector.ts'
import type { BenchOptions } from './run.ts'
import { expectCard, openTickets, sumOfVersions } from './turn/desk.ts'
import { type Figures, figuresOf, type Side, table } from './turn/figures.ts'
import { type MeasuredServer, startMeasured } from './turn/measured-server.ts'
import { type Activity, postActivities } from './turn/post-activities.ts'
import { createTeamsActivities, type TeamsActivities } from './turn/teams-activities.ts'

const LOOPDESK = new URL('../../src/main.ts', import.meta.url)
const ECHO_BOT = new URL('turn/echo-server.ts', import.meta.url)
const AT_ONCE = 8
/** As many as the desk's list shows at once. */
const TICKETS = 200

/** One side of the comparison: a server and what is sent to it. */
interface Contender {
	readonly name: string
	readonly server: MeasuredServer
	readonly activity: (turn: number) => Activity
	readonly check: (body: unknown) => void
	/** Whether a turn makes the server post one message to the connector. */
	readonly posts: boolean
	readonly rounds: Figures[]
}

/**
 * CPU and time of an authenticated Teams turn that adds a note to a ticket and is durable before it is answered, beside a stock
 * botbuilder echo bot, each in its own process, by turns. Every answer is checked, and at the end that each turn changed a ticket.
 */
export async function run({ rounds, turns }: BenchOptions): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'loopdesk-bench-'))
	const connector = await startConnectorStandIn()
	const servers: MeasuredServer[] = []
	try {
		const shared = { CONNECTOR_STAND_IN: connector.url }
		const echoBot = await startMeasured(ECHO_BOT, shared)
		servers.push(echoBot)
		const desk = await startMeasured(LOOPDESK, { ...shared, PORT: '0', STORE: `lowdb:${folder}` })
		servers.push(desk)
		const { sides, notes } = await compare({ connector, echoBot, desk, rounds, turns })
		const load = loadavg()[0]?.toFixed(1)
		const about = `${rounds} rounds of ${turns} turns, ${AT_ONCE} at once; ${cpus().length} cores, load ${load}, Node.js ${process.version}`
		return `turn: ${about}\n\n${table(sides)}\n\n  Every one of Loopdesk's ${notes} turns changed a ticket durably.`
	} finally {
		await Promise.all(servers.map((server) => server.stop()))
		await connector.close()
		await rm(folder, { recursive: true, force: true })
	}
}

interface Arena extends BenchOptions {
	readonly connector: ConnectorStandIn
	readonly echoBot: MeasuredServer
	readonly desk: MeasuredServer
}

async function compare({ connector, echoBot, desk, rounds, turns }: Arena) {
	const token = await connector.token()
	const teams = createTeamsActivities(connector.serviceUrl)
	const numbers = await openTickets({ url: desk.url, token }, teams, TICKETS)
	await desk.idle()
	const before = await sumOfVersions(desk.url)
	const contenders = contendersOf({ echoBot, desk }, teams, numbers)

	let turn = 0
	async function measure(contender: Contender): Promise<Figures> {
		const { server, activity, check, posts } = contender
		const activities = Array.from({ length: turns }, () => activity((turn += 1)))
		const sent = connector.sent.length
		const cpu = await server.cpuMs()
		const timing = await postActivities({ url: server.url, token }, activities, AT_ONCE, check)
		const figures = figuresOf(timing, (await server.cpuMs()) - cpu)
		const posted = connector.sent.length - sent
		if (posted !== (posts ? turns : 0)) throw new Error(`${contender.name} posted ${posted} messages in ${turns} turns`)
		return figures
	}

	for (const contender of contenders) await measure(contender)
	for (let round = 0; round < rounds; round += 1) {
		const order = round % 2 === 0 ? contenders : contenders.toReversed()
		for (const contender of order) contender.rounds.push(await measure(contender))
	}

	const notes = (await sumOfVersions(desk.url)) - before
	const expected = (rounds + 1) * turns * 2
	if (notes !== expected) throw new Error(`${expected} turns changed tickets ${notes} times`)
	return { sides: contenders satisfies readonly [Side, ...Side[]], notes }
}

function contendersOf(
	{ echoBot, desk }: { readonly echoBot: MeasuredServer; readonly desk: MeasuredServer },
	{ says, submits, presses }: TeamsActivities,
	numbers: readonly string[],
): [Contender, Contender, Contender] {
	const words = (turn: number) => `Spoke with their accountant, call ${turn}: the October invoice has the licences twice.`
	const note = (turn: number) => ({ ticket: numbers[turn % numbers.length] ?? '', text: words(turn) })
	const nothing = () => {}
	return [
		{
			name: 'echo bot',
			server: echoBot,
			activity: (turn) => says(words(turn)),
			check: nothing,
			posts: true,
			rounds: [],
		},
		{
			name: 'Loopdesk, message',
			server: desk,
			activity: (turn) => submits('add-note', note(turn)),
			check: nothing,
			posts: true,
			rounds: [],
		},
		{
			name: 'Loopdesk, button',
			server: desk,
			activity: (turn) => presses('add-note', note(turn)),
			check: expectCard,
			posts: false,
			rounds: [],
		},
	]
}
