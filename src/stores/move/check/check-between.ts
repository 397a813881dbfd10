import { waitingInvoice } from '../../../tickets/waiting-invoice.ts'
import type { Finding, KeptTicket } from './records.ts'

/** What holds between tickets; remembers only what it needs of each. */
export interface BetweenCheck {
	/** Every ticket once. */
	look(kept: KeptTicket): void
	/** After the last one. */
	findings(): Finding[]
}

interface Merge {
	readonly from: string
	readonly into: string
	readonly reporter: string
}

const NUMBER = /^BD-(\d{1,15})$/

/** `highest` is what the counter of ticket numbers says. */
export function createBetweenCheck(highest: number): BetweenCheck {
	const waiting = new Map<string, string[]>()
	const merges: Merge[] = []
	/** Which ticket was taken in by which, and whose that one is. */
	const absorbed = new Map<string, string>()
	let highestSeen = 0

	function look({ number, ticket, history }: KeptTicket): void {
		highestSeen = Math.max(highestSeen, Number(NUMBER.exec(number)?.[1] ?? 0))
		if (ticket === undefined) return
		const invoice = waitingInvoice(ticket)
		if (invoice) {
			const key = JSON.stringify([ticket.reporter.customer.id, invoice])
			waiting.set(key, [...(waiting.get(key) ?? []), number])
		}
		const reporter = ticket.reporter.userId
		for (const { event } of history) {
			if (event.type === 'absorbed') absorbed.set(pair(event.from, number), reporter)
			if (event.type === 'closed' && event.reason === 'merged') merges.push({ from: number, into: event.into ?? '', reporter })
		}
	}

	function checkMerge({ from, into, reporter }: Merge): Finding[] {
		const other = absorbed.get(pair(from, into))
		if (other === undefined) {
			const text = `it was merged into ${into || 'no ticket'}, which does not know of it: its customer may never be told. Reopen it`
			return [{ about: from, text }]
		}
		// Who was erased is nobody any more.
		if (other === reporter || other === '' || reporter === '') return []
		return [{ about: from, text: `it was merged into ${into}, the ticket of another person: reopen it, he is not told (rule 1)` }]
	}

	return {
		look,
		findings() {
			const twice = [...waiting.values()].filter((numbers) => numbers.length > 1)
			const counter = `the counter stands at ${highest}, but BD-${highestSeen} exists: a number could be given out twice. Move it on`
			return [
				...twice.map(([about = '', ...others]) => {
					const text = `it waits upstream about the same invoice of the same customer as ${others.join(', ')} (rule 3): take one back`
					return { about, text }
				}),
				...merges.flatMap(checkMerge),
				...(highestSeen > highest ? [{ about: 'numbers', text: counter }] : []),
			]
		},
	}
}

function pair(from: string, into: string): string {
	return JSON.stringify([from, into])
}
