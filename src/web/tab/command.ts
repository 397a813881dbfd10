import type { Api } from './api.ts'
import type { TicketDetail } from './contract.ts'
import { newestFirst } from './history.ts'
import type { Loader } from './loader.ts'
import type { DeskState } from './state.ts'
import { say } from './texts.ts'

/** One action on its way to the server. The same `requestId` again is a retry and never done twice. */
export interface Command {
	readonly verb: string
	readonly version: number
	readonly requestId: string
	readonly data: Readonly<Record<string, unknown>>
}

/** The parts that actions work with. */
export interface ActionParts {
	readonly api: Api
	readonly state: DeskState
	readonly loader: Loader
	readonly changed: () => void
}

/** Sends a command; the page shows the answer before the promise is fulfilled. */
export async function send(parts: ActionParts, number: string, command: Command): Promise<TicketDetail> {
	const path = `/tickets/${encodeURIComponent(number)}/actions`
	const detail = await parts.api.post<TicketDetail>(path, command)
	if (parts.state.route.ticket === number) parts.loader.accept(detail)
	return detail
}

/** Gives each different request an id of its own, and a repeated one the id that it had: the server does it once. */
export function createRequestIds(): (request: unknown) => string {
	let last: { fingerprint: string; id: string } | undefined
	return (request) => {
		const fingerprint = JSON.stringify(request)
		last = last?.fingerprint === fingerprint ? last : { fingerprint, id: crypto.randomUUID() }
		return last.id
	}
}

/** "Changed meanwhile", with what the newest entry of the history says. */
export function changedMeanwhile(newer: TicketDetail | undefined): string {
	const last = newer && newestFirst(newer.history)[0]
	if (last === undefined) return say('actions.staleBySomebody')
	const { by, text } = last
	return say('actions.stale', { text: text.startsWith(by) ? text : `${by}, ${text}` })
}
