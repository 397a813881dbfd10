import type { Texts } from '../../cards/texts.ts'
import { startConnectorStandIn } from '../stand-in/connector.ts'
import { teamsPerson } from '../stand-in/teams-person.ts'
import { webCustomer } from '../stand-in/web-customer.ts'
import { customerRole, staffRole } from './cast.ts'
import { history } from './chapter-history.ts'
import { deskOpens, dispute, question, taken } from './chapters-open.ts'
import { away, confirmed, proposed, rejected } from './chapters-solve.ts'
import { asked, manager, untold, upstream } from './chapters-work.ts'
import { type DeskOptions, type DeskProcess, startDesk } from './desk-process.ts'
import type { Lines } from './lines-en.ts'
import { createCheck, fill, type Play } from './play.ts'
import type { Screen } from './screen.ts'

export interface TourOptions {
	readonly screen: Screen
	readonly texts: Texts
	readonly locale: 'en' | 'fr'
	readonly lines: Lines
	/** One process on lowdb unless told otherwise. */
	readonly desk?: DeskOptions
	/** Ends the tour early. */
	readonly signal?: AbortSignal
}

/** Who plays: the sample people of `data/samples`. */
const CUSTOMERS = {
	en: { sample: 'alex', name: 'Alex Morgan', invoice: 'G004512877', subscription: '8d0f4a6e-52c1-4b7f-9a3d-61e0c2b9f411' },
	fr: { sample: 'chloe', name: 'Chloé Garnier', invoice: 'G004513002', subscription: 'e2a9b0c7-6d34-4f81-a1c5-7b8d9e0f1a33' },
} as const
const DANA = { id: 'dana', name: 'Dana Ortiz', aadObjectId: '11111111-1111-4111-8111-111111111111' } as const
const MINA = { id: 'mina', name: 'Mina Okafor', aadObjectId: '33333333-3333-4333-8333-333333333333' } as const
const CHANNEL = { id: '19:billing@thread.tacv2', teamId: '19:desk@thread.tacv2', name: 'Billing' } as const
const PARTNER = 'Harbour Cloud'

/** Plays the whole loop on a desk of its own and prints it; whether every check passed. Always cleans up. */
export async function runTour(options: TourOptions): Promise<boolean> {
	const { screen, lines } = options
	const startedAt = Date.now()
	const told = { checks: 0, chapter: lines['chapter-opens'] }
	const stops: (() => Promise<unknown> | void)[] = []
	try {
		screen.title(lines.title, lines.subtitle)
		const standIn = await startConnectorStandIn()
		stops.push(standIn.close)
		const desk = await startDesk(standIn.url, options.desk)
		stops.push(desk.stop)
		const play = await castPlay(options, desk, standIn, told)
		stops.push(play.customer.played.leaves)
		const times = await Promise.race([playAll(play), aborted(options.signal)])
		const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
		screen.facts([
			[lines['fact-told'], times],
			[lines['fact-checks'], fill(lines['checks-passed'], { count: told.checks })],
			[lines['fact-took'], fill(lines['took-seconds'], { seconds })],
		])
		return true
	} catch (error) {
		screen.failed(fill(lines.failed, { chapter: told.chapter }))
		screen.failed(error instanceof Error ? error.message : String(error))
		return false
	} finally {
		for (const stop of stops.toReversed()) await stop()
	}
}

async function castPlay(
	{ screen, texts, locale, lines }: TourOptions,
	{ url: deskUrl }: DeskProcess,
	standIn: Play['standIn'],
	told: { checks: number; chapter: string },
): Promise<Play> {
	const line: Play['line'] = (key, values) => fill(lines[key], values)
	const { sample, name, invoice, subscription } = CUSTOMERS[locale]
	const places = { chat: line('where-chat'), teams: line('where-teams') }
	const teams = { locale: locale === 'fr' ? 'fr-FR' : 'en-GB' }
	const dana = teamsPerson(standIn, deskUrl, { ...DANA, ...teams })
	const mina = teamsPerson(standIn, deskUrl, { ...MINA, ...teams })
	const customer = await webCustomer(deskUrl, { sample, locale })
	let number = 0
	return {
		deskUrl,
		locale,
		standIn,
		channel: CHANNEL,
		screen,
		invoice,
		subscription,
		line,
		text: (key, values) => texts.text(locale, key, values),
		customer: customerRole(screen, { name, style: 'magenta' }, customer, places),
		dana: staffRole(screen, { name: DANA.name, style: 'yellow' }, dana, places),
		mina: staffRole(screen, { name: MINA.name, style: 'green' }, mina, places),
		check: createCheck({ screen, line }, () => (told.checks += 1)),
		chapter(key) {
			number += 1
			told.chapter = line(key)
			screen.chapter(`${number} · ${told.chapter}`)
		},
	}
}

/** The loop from the first question to the last yes; how often the customer was told. */
async function playAll(play: Play): Promise<string> {
	await deskOpens(play, PARTNER)
	const answer = await question(play)
	const ticket = await dispute(play, answer)
	const taking = await taken(play, ticket)
	const answered = await asked(play, taking)
	const filed = await upstream(play, answered)
	const escalated = await manager(play, filed)
	const solved = await untold(play, escalated)
	await proposed(play, solved, ticket)
	await rejected(play, ticket)
	await away(play, ticket)
	await confirmed(play, ticket)
	return history(play, ticket, DANA.id)
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
	return new Promise((_resolve, reject) => {
		const stop = () => reject(new Error('interrupted'))
		if (signal?.aborted) stop()
		signal?.addEventListener('abort', stop)
	})
}
