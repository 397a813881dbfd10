import { setTimeout as pause } from 'node:timers/promises'
import type { WireActivity } from '../../../src/cli/stand-in/connector.ts'
import { DANA, DANAS_CHAT, inDanasChat, setTeamsStage, type TeamsStage } from './stage.ts'

const ROUNDS = 40
const RETRY_AFTER_S = 4
/** Long enough for the windows of a conversation to let everything through that was said in a round. */
const BETWEEN_ROUNDS_MS = 600

type Counts = Readonly<Record<'sent' | 'answers' | 'longestMs', number>>

export interface Repeats {
	/** Each sent to both processes twice at the same moment. */
	readonly messages: Counts
	/** Under another id each time. `same`: answers that are like the first one to this press. */
	readonly presses: Counts & Readonly<Record<'acts' | 'same', number>>
	readonly pause: readonly [askedS: number, waitedS: number, elsewhereS: number]
	/** A message that a process had in hand when it was killed: until its repetition was acknowledged, until it was answered, and how often. */
	readonly left: readonly [acknowledgedMs: number, answeredS: number, times: number]
	/** The same where the process that acknowledged it was killed as well. */
	readonly leftByBoth: Repeats['left']
}

/** What Teams sends twice reaches two processes at the same moment; and a pause that it asks one of them for. */
export async function repeatsAtBoth(): Promise<Repeats> {
	const stage = await setTeamsStage()
	try {
		const number = await stage.give('repeats-first')
		// The first turns of a process take longer than the others.
		for (const warm of [1, 2, 3]) await atBoth(stage, () => said({ text: `ticket ${number}`, id: `warm-${warm}` }))
		await pause(3000)
		return {
			messages: await messages(stage, number),
			presses: await presses(stage, number),
			pause: await pauses(stage),
			left: await leftBehind(stage),
			leftByBoth: await leftByBoth(stage),
		}
	} finally {
		await stage.close()
	}
}

async function messages(stage: TeamsStage, number: string): Promise<Counts> {
	const already = inDanasChat(stage).length
	let longest = 0
	for (let round = 0; round < ROUNDS; round += 1) {
		longest = Math.max(longest, (await atBoth(stage, () => said({ text: `ticket ${number}`, id: `message-${round}` }))).ms)
		await pause(BETWEEN_ROUNDS_MS)
	}
	await pause(1000)
	return { sent: 4 * ROUNDS, answers: inDanasChat(stage).length - already, longestMs: longest }
}

async function presses(stage: TeamsStage, number: string): Promise<Repeats['presses']> {
	let [longest, answers, same] = [0, 0, 0]
	const notes = async () =>
		(await stage.ask(`SELECT FROM events WHERE ticket = '${number}' AND document->'event'->>'type' = 'note-added'`)).length
	const before = await notes()
	for (let round = 0; round < ROUNDS; round += 1) {
		const data = { verb: 'add-note', card: `card-${round}`, ticket: number, text: `note ${round}` }
		const value = { action: { type: 'Action.Execute', verb: 'add-note', data }, trigger: 'manual' }
		const press = () => said({ type: 'invoke', name: 'adaptiveCard/action', value })
		const { ms, bodies } = await atBoth(stage, press)
		longest = Math.max(longest, ms)
		answers += bodies.filter((body) => body.includes('AdaptiveCard')).length
		same += bodies.filter((body) => body === bodies[0]).length
	}
	return { sent: 4 * ROUNDS, acts: (await notes()) - before, answers, same, longestMs: longest }
}

async function pauses(stage: TeamsStage): Promise<Repeats['pause']> {
	await pause(3000)
	const { standIn } = stage
	const [one = '', other = ''] = stage.many.running.map(({ url }) => url)
	const isHere = ({ conversationId }: { conversationId: string }) => conversationId === DANAS_CHAT
	const { happened } = standIn.fail({ status: 429, retryAfterS: RETRY_AFTER_S, fits: isHere })
	const first = standIn.sendActivity(one, said({ text: 'my tickets', id: 'told-to-wait' }))
	await happened
	const asked = performance.now()
	const arrived = async (id: string) => {
		await standIn.waitFor(({ activity }) => activity['replyToId'] === id)
		return (performance.now() - asked) / 1000
	}
	const places = [arrived('after-it'), arrived('elsewhere')] as const
	// So that the pause has come to the database.
	await pause(200)
	const elsewhere = { conversation: { id: 'a:elsewhere', conversationType: 'personal', tenantId: 'tenant' } }
	await Promise.all([
		first,
		standIn.sendActivity(other, said({ text: 'my tickets', id: 'after-it' })),
		standIn.sendActivity(other, said({ text: 'my tickets', id: 'elsewhere', ...elsewhere })),
	])
	return [RETRY_AFTER_S, await places[0], await places[1]]
}

/** As a process that was killed a moment ago leaves it. */
async function leftBehind(stage: TeamsStage): Promise<Repeats['left']> {
	await stage.ask(`WITH killed AS (INSERT INTO processes (id, seen_at) VALUES (gen_random_uuid(), clock_timestamp()) RETURNING id)
		INSERT INTO turn_claims (key, carrier) SELECT 'msteams:${DANAS_CHAT}:left', id FROM killed`)
	const started = performance.now()
	const { ms } = await atBoth(stage, () => said({ text: 'my tickets', id: 'left' }))
	const isAnswer = ({ activity }: { activity: WireActivity }) => activity['replyToId'] === 'left'
	await stage.standIn.waitFor(isAnswer, 30_000)
	const answeredS = (performance.now() - started) / 1000
	await pause(3000)
	return [ms, answeredS, stage.standIn.sent.filter(isAnswer).length]
}

/** One that has it in hand and seems to live, and the one that acknowledged it: both go, and a process that never saw it is there. */
async function leftByBoth(stage: TeamsStage): Promise<Repeats['left']> {
	const { standIn, many } = stage
	await stage.ask(`WITH holder AS (
			INSERT INTO processes (id, seen_at) VALUES (gen_random_uuid(), clock_timestamp() + interval '1 hour') RETURNING id
		) INSERT INTO turn_claims (key, carrier) SELECT 'msteams:${DANAS_CHAT}:left-by-both', id FROM holder`)
	const started = performance.now()
	await standIn.sendActivity(many.running[0]?.url ?? '', said({ text: 'my tickets', id: 'left-by-both' }))
	const acknowledged = performance.now()
	await many.end(0, 'SIGKILL')
	await stage.ask(`DELETE FROM processes WHERE seen_at > clock_timestamp() + interval '30 minutes'`)
	const isAnswer = ({ activity }: { activity: WireActivity }) => activity['replyToId'] === 'left-by-both'
	await standIn.waitFor(isAnswer, 30_000)
	const answeredS = (performance.now() - started) / 1000
	await pause(3000)
	return [acknowledged - started, answeredS, standIn.sent.filter(isAnswer).length]
}

let ids = 0
/** Under an id of its own unless it names one. */
function said(more: WireActivity): WireActivity {
	const conversation = { id: DANAS_CHAT, conversationType: 'personal', tenantId: 'tenant' }
	const from = { id: '29:dana', aadObjectId: DANA.aadObjectId }
	return { type: 'message', id: `repeats-${(ids += 1)}`, from, conversation, ...more }
}

/** Twice at each process, at the same moment: the answers without the ids that are fresh in each card, and the longest wait. */
async function atBoth({ standIn, many }: TeamsStage, say: () => WireActivity): Promise<{ ms: number; bodies: string[] }> {
	const started = performance.now()
	let ms = 0
	const send = async (url: string) => {
		const { body } = await standIn.sendActivity(url, say())
		ms = Math.max(ms, performance.now() - started)
		return JSON.stringify(body, (key, value: unknown) => (key === 'card' && typeof value === 'string' ? 'fresh' : value))
	}
	const bodies = await Promise.all(many.running.flatMap(({ url }) => [send(url), send(url)]))
	return { ms, bodies }
}
