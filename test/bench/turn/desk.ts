import { z } from 'zod'
import { type Door, postActivities } from './post-activities.ts'
import type { TeamsActivities } from './teams-activities.ts'

const answerSchema = z.object({ statusCode: z.literal(200), type: z.literal('application/vnd.microsoft.card.adaptive') })
const sessionSchema = z.object({ token: z.string() })
const listSchema = z.object({ tickets: z.array(z.object({ version: z.number() })) })

/** Throws unless a press was answered with a card: a refusal would come as a message. */
export function expectCard(body: unknown): void {
	if (!answerSchema.safeParse(body).success) throw new Error(`no card came back: ${JSON.stringify(body).slice(0, 500)}`)
}

/** Opens disputes for a sample customer; their numbers. */
export async function openTickets(door: Door, { presses }: TeamsActivities, count: number): Promise<string[]> {
	const reason = 'The October invoice charges 40 licences twice; the reduced order is attached to our e-mail of the 3rd.'
	const openings = Array.from({ length: count }, (_, index) =>
		presses('open-dispute', { customer: 'alex', reason: `${reason} (${index})`, amount: '1,234.56 EUR', period: '2026-10' }),
	)
	const numbers = new Set<string>()
	await postActivities(door, openings, 8, (body) => {
		expectCard(body)
		const number = /BD-\d+/u.exec(JSON.stringify(body))?.[0]
		if (number !== undefined) numbers.add(number)
	})
	if (numbers.size !== count) throw new Error(`${count} disputes were opened, ${numbers.size} have a number`)
	return [...numbers]
}

/** The versions of all tickets added up: every change of a ticket adds to it. */
export async function sumOfVersions(url: string): Promise<number> {
	const session = await fetch(`${url}/api/demo/session`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ staffId: 'dana' }),
	})
	const { token } = sessionSchema.parse(await session.json())
	const list = await fetch(`${url}/api/tickets?view=all`, { headers: { authorization: `Bearer ${token}` } })
	return listSchema.parse(await list.json()).tickets.reduce((sum, { version }) => sum + version, 0)
}
