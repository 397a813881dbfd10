import { setTimeout as pause } from 'node:timers/promises'
import { DANA, setTeamsStage, type TeamsStage } from './stage.ts'

/** Longer than an activity waits: what is said next in the same chat is acknowledged while it waits. */
const CONNECTOR_MS = 1500
const ASKED = 6
const PATIENCE_MS = 30_000

export interface LeftReplies {
	readonly acknowledged: number
	/** Acknowledged, and neither answered nor told as uncertain. */
	readonly lost: number
	readonly twice: number
	/** Answers that came before an answer to an earlier message. */
	readonly outOfOrder: number
	/** On their way when their process was killed. */
	readonly uncertain: number
	/** Those of them that had arrived. */
	readonly arrived: number
	/** The longest from a kill to the first answer after it, in seconds. */
	readonly takeOverS: number
}

/** Dana asks one process several things while the connector is slow, and it is killed as soon as all are acknowledged, so often. */
export async function leftRepliesUnderKills(times: number): Promise<LeftReplies> {
	const stage = await setTeamsStage()
	const total = { acknowledged: 0, lost: 0, twice: 0, outOfOrder: 0, uncertain: 0, arrived: 0, takeOverS: 0 }
	try {
		// The first turns of a process take longer than the others.
		for (let turn = 0; turn < 4; turn += 1) await stage.dana.says('help')
		stage.standIn.fail({
			hangMs: CONNECTOR_MS,
			times: Infinity,
			fits: ({ conversationId }) => conversationId.startsWith('a:left-'),
		})
		for (let time = 0; time < times; time += 1) {
			const round = await killOnce(stage, time)
			total.acknowledged += ASKED
			total.lost += round.lost
			total.twice += round.twice
			total.outOfOrder += round.outOfOrder
			total.uncertain += round.uncertain
			total.arrived += round.arrived
			total.takeOverS = Math.max(total.takeOverS, round.takeOverS)
		}
		return total
	} finally {
		await stage.close()
	}
}

async function killOnce(stage: TeamsStage, time: number): Promise<Omit<LeftReplies, 'acknowledged'>> {
	const { many, standIn } = stage
	const chat = `a:left-${time}`
	const asked = Array.from({ length: ASKED }, (_, index) => `${chat}-${index}`)
	const one = many.running[time % 2]
	const other = many.running[1 - (time % 2)]
	const answers = () =>
		standIn.sent.filter(({ conversationId }) => conversationId === chat).map(({ activity }) => String(activity['replyToId']))
	const uncertainBefore = await uncertainAt(other?.url)
	for (const id of asked) {
		const { status } = await standIn.sendActivity(one?.url ?? '', said(chat, id))
		if (status !== 200) throw new Error(`a message was answered by ${status}`)
	}
	const [already] = [answers().length]
	const killedAt = performance.now()
	await many.end(time % 2, 'SIGKILL')
	const isOver = async () => (await stage.ask('SELECT FROM replies')).length === 0
	while (answers().length === already && performance.now() - killedAt < PATIENCE_MS) await pause(20)
	const takeOverS = (performance.now() - killedAt) / 1000
	while (!(await isOver()) && performance.now() - killedAt < PATIENCE_MS) await pause(100)
	await many.restart(time % 2, 'SIGKILL')
	const uncertain = (await uncertainAt(other?.url)) - uncertainBefore
	const found = answers()
	const missing = asked.filter((id) => !found.includes(id)).length
	return {
		lost: Math.max(0, missing - uncertain),
		twice: found.length - new Set(found).size,
		outOfOrder: found.filter((id, index) => index > 0 && asked.indexOf(id) < asked.indexOf(found[index - 1] ?? '')).length,
		uncertain,
		arrived: uncertain - Math.min(missing, uncertain),
		takeOverS,
	}
}

function said(chat: string, id: string) {
	const conversation = { id: chat, conversationType: 'personal', tenantId: 'tenant' }
	return { type: 'message', id, text: 'my tickets', conversation, from: { id: '29:dana', aadObjectId: DANA.aadObjectId } }
}

/** How many answers the process has counted as uncertain. */
async function uncertainAt(url = ''): Promise<number> {
	const metrics = await fetch(`${url}/metrics`).then((answer) => answer.text())
	return Number(/^loopdesk_teams_replies_given_up_total\{outcome="ambiguous"\} (\d+)$/mu.exec(metrics)?.[1] ?? 0)
}
