import type { Play } from './play.ts'

interface Told {
	readonly status: string
	readonly attempts: readonly { readonly channel: string; readonly outcome: string }[]
}

interface TicketView {
	readonly history: readonly { readonly text: string }[]
	readonly notices: readonly Told[]
}

/** What must have happened, in this order; more may lie between. */
const STORY = [
	'opened',
	'taken',
	'customer-asked',
	'customer-wrote',
	'packet-prepared',
	'packet-prepared',
	'escalated-upstream',
	'escalated-to-manager',
	'escalation-acknowledged',
	'upstream-answered',
	'resolved',
	'told',
	'customer-wrote',
	'reopened',
	'resolved',
	'told',
	'agreed',
	'closed',
] as const

/** The whole history and every notice, as the staff's tab has them; how often and where the customer was told. */
export async function history(play: Play, ticket: string, staffId: string): Promise<string> {
	const { chapter, check, text, line, customer } = play
	chapter('chapter-history')
	const view = await viewOf(play, ticket, staffId)
	const lines = view.history.map((each) => each.text)
	const missing = missingIn(
		lines,
		STORY.map((type) => patternOf(text, type)),
	)
	check('check-history', missing === undefined, { missing, lines }, { count: lines.length })
	const written = customer.played.messages.filter(({ notice }) => notice !== '').map(({ notice }) => notice)
	const isOnce = new Set(written).size === written.length && view.notices.every(({ status }) => status === 'delivered')
	check('check-once', isOnce, { written, notices: view.notices })
	const arrived = view.notices.flatMap(({ attempts }) => {
		const delivered = attempts.filter(({ outcome }) => outcome === text('delivery.delivered'))
		return [...new Set(delivered.map(({ channel }) => channel))]
	})
	const channels = Map.groupBy(arrived, (channel) => channel)
	const named = [...channels].map(([channel, each]) => `${each.length} × ${channel}`)
	return line('told-times', { count: arrived.length, channels: named.join(', ') })
}

async function viewOf({ deskUrl, locale }: Play, ticket: string, staffId: string): Promise<TicketView> {
	const session = await fetch(`${deskUrl}/api/demo/session`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ staffId }),
	})
	const { token } = (await session.json()) as { token: string }
	const headers = { authorization: `Bearer ${token}`, 'accept-language': locale }
	return (await (await fetch(`${deskUrl}/api/tickets/${ticket}`, { headers })).json()) as TicketView
}

/** The history's sentence for an event, whoever and whatever it names. */
function patternOf(text: Play['text'], type: (typeof STORY)[number]): RegExp {
	const any = '\u0000'
	const values = { name: any, to: any, target: any, request: any, outcome: any, channel: any, reason: any }
	const sentence = text(`history.${type}`, values).replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
	return new RegExp(`^${sentence.replaceAll(any, '.+')}$`, 'u')
}

function missingIn(lines: readonly string[], patterns: readonly RegExp[]): string | undefined {
	let from = 0
	for (const pattern of patterns) {
		const at = lines.findIndex((each, index) => index >= from && pattern.test(each))
		if (at < 0) return pattern.source
		from = at + 1
	}
	return undefined
}
