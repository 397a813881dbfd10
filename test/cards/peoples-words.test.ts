import markdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { actionForm } from '../../src/cards/form-card.ts'
import { listCard } from '../../src/cards/list-card.ts'
import { noticeCard } from '../../src/cards/notice-card.ts'
import { noticeWords } from '../../src/cards/notice-words.ts'
import { outcomeCard } from '../../src/cards/outcome-card.ts'
import { packetText } from '../../src/cards/packet-text.ts'
import { plain } from '../../src/cards/plain.ts'
import { completePacket } from '../../src/tickets/packet.ts'
import { typedValues } from '../../src/cards/read-form.ts'
import { ticketCard } from '../../src/cards/ticket-card.ts'
import type { Notice } from '../../src/tickets/notice.ts'
import { customerActor } from '../../src/tickets/actor.ts'
import { open } from '../../src/tickets/execute.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { ACTORS, MEMBERS } from '../tickets/model/people.ts'
import { createTestDesk, PACKET, RESOLUTION } from '../tickets/model/desk.ts'
import { faultsOf, markdownOf, nodesOf, stringsOf } from './card-check.ts'
import { kitsAt, LOCALES } from './kit.ts'

const WICKED = [
	'[pay here](https://evil.example/pay)',
	'![x](https://evil.example/pixel.png)',
	'**pay** now *or* _else_ ~~never~~',
	'<img src=x onerror=alert(1)> <a href="https://evil.example">x</a>',
	'[x][y]\n\n[y]: https://evil.example',
	'<https://evil.example>',
	'${title} ${$root} $when {name} @{utcNow()}',
]
const reader = markdownIt({ html: true })

/** A ticket in which every word of the customer is a trap. */
async function trap(words: string): Promise<{ ticket: Ticket; desk: ReturnType<typeof createTestDesk> }> {
	const desk = createTestDesk()
	const invoice = words.slice(0, 90)
	const reporter = { userId: 'user-1', name: words, locale: 'en', customer: { id: 'c', name: words, tenant: words } } as const
	const dispute = { invoice, subscription: words, reason: words, amount: { minor: 100, currency: 'EUR' } }
	const opening = { topic: 'duplicate-charge', title: words, description: words, dispute }
	const opened = await open(desk.desk, { actor: customerActor(reporter), cause: 'c-0', input: opening, reporter })
	const { number } = opened.ticket
	const packet = { ...PACKET, invoice, tenant: words, subscription: words, evidence: words, contactName: words }
	await desk.does('agent', 'prepare-packet', number, packet)
	await desk.does('agent', 'resolve', number, { ...RESOLUTION, text: words })
	return { ticket: desk.ticket(number), desk }
}

function cardsOf(ticket: Ticket, history: Parameters<typeof ticketCard>[3], locale: 'en' | 'fr') {
	const kit = kitsAt(ticket.updatedAt)(locale, 'teams')
	const words = { text: ticket.title, by: ticket.title, at: 1, status: 'waiting', attempts: [], ticket: ticket.number } as const
	const notice = (kind: Notice['kind']): Notice => ({ ...words, id: kind, kind, sequence: 1, to: { kind: 'team', id: 'team' } })
	const facts = { members: [], siblings: [ticket], me: { name: ticket.title } }
	const forms = ['merge', 'resolve', 'ask-customer', 'prepare-packet', 'escalate-upstream', 'record-call']
	return [
		ticketCard(kit, ACTORS.agent, ticket, history),
		ticketCard(kit, customerActor(ticket.reporter), ticket, history),
		outcomeCard(kit, ticket, noticeWords(kit, notice('resolved'), ticket).title),
		listCard(kit, 'Tickets', [ticket], 'staff'),
		...(['new-ticket', 'customer-wrote', 'customer-rejected', 'escalated', 'opened-for-you'] as const).map((kind) =>
			noticeCard(kit, notice(kind), ticket, MEMBERS[2]),
		),
		...forms.map((verb) => actionForm(kit, verb, ticket, facts, { warning: ticket.title, typed: { text: ticket.title } })),
	]
}

describe("people's words on cards", () => {
	it.each(WICKED)('stay words: %s', async (words) => {
		const { ticket, desk } = await trap(words)
		for (const locale of LOCALES) {
			for (const card of cardsOf(ticket, desk.store.historyNow(ticket.number), locale)) {
				expect(faultsOf(card)).toEqual([])
				const html = markdownOf(card).map((text) => reader.render(text))
				expect(html.filter((text) => /<(?:a|img|strong|em|s|script|del)[\s>]/i.test(text))).toEqual([])
			}
		}
	})

	it('can still be read where they stand, letter by letter', async () => {
		const { ticket, desk } = await trap('Charge *twice* for [Fabrikam] & "C<O", 100 % ${sure}')
		for (const card of cardsOf(ticket, desk.store.historyNow(ticket.number), 'en').slice(0, 4)) {
			const seen = stringsOf(card).map((text) => text.replace(/[\u200a\u200b]/g, ''))
			expect(seen.some((text) => text.includes('Charge *twice* for [Fabrikam] & "C<O", 100 % ${sure}'))).toBe(true)
		}
	})

	it('leave ordinary words, numbers and ids exactly as they are', () => {
		for (const words of ["O'Neil & Fils - n° 12", 'G_0045_12', '8d0f4a6e-52c1-4b7f', '3 > 2, 1 234,56 €', 'a.b@c.example']) {
			expect(plain(words)).toBe(words)
		}
	})

	it('come back unchanged from a form that is shown again', async () => {
		const { ticket } = await trap('Charged twice in October')
		const kit = kitsAt(ticket.updatedAt)('en', 'teams')
		const typed = { text: '**Both** lines [1] are < 5 € ${or} more' }
		const card = actionForm(kit, 'ask-customer', ticket, { members: [], siblings: [], me: { name: '' } }, { typed })
		const shown = nodesOf(card).find(({ id }) => id === 'text')?.['value']
		expect(typedValues({ text: shown })).toEqual(typed)
	})

	it('are copied into the upstream text without invisible signs', async () => {
		const { ticket } = await trap('Line [2] **twice**')
		const packet = completePacket(ticket.packetDraft ?? {}, '2026-10-05')
		if (packet === undefined) throw new Error('the packet should be complete')
		const text = packetText(kitsAt(0)('en', 'teams'), ticket, packet)
		expect(text).toContain('Problem: Line [2] **twice**')
		expect(text).not.toMatch(/[\u200a\u200b]/)
	})
})
