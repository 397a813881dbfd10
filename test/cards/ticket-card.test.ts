import { describe, expect, it } from 'vitest'
import { actionForm } from '../../src/cards/form-card.ts'
import { disputeForm } from '../../src/cards/dispute-form.ts'
import { listCard } from '../../src/cards/list-card.ts'
import { noticeCard } from '../../src/cards/notice-card.ts'
import { outcomeCard } from '../../src/cards/outcome-card.ts'
import { ticketCard } from '../../src/cards/ticket-card.ts'
import type { Card } from '../../src/cards/templates.ts'
import type { Notice } from '../../src/tickets/notice.ts'
import { offeredActions } from '../../src/tickets/permissions.ts'
import { ACTORS, MEMBERS } from '../tickets/model/people.ts'
import { actionsOf, faultsOf, stringsOf, verbsOf } from './card-check.ts'
import { kitsAt, LOCALES, SURFACES } from './kit.ts'
import { sampleTickets, type Sample, SECRETS } from './sample-tickets.ts'
import { NOTICE_KINDS, PEOPLES_VERBS } from './used-keys.ts'

const SAMPLES = await sampleTickets()
const READERS = ['reporter', 'agent', 'manager'] as const
const FACTS = { members: MEMBERS, siblings: SAMPLES.slice(0, 2).map(({ ticket }) => ticket), me: { name: 'Staff agent-1' } }
const CHOICES = { kind: 'choice', en: 'Choose', fr: 'Choisir' }

function noticeOf({ ticket }: Sample, kind: Notice['kind']): Notice {
	const keywords: Partial<Record<Notice['kind'], string>> = {
		closed: 'agreed',
		'loop-closed': 'silent',
		'notice-failed': 'resolved',
		'notice-uncertain': 'resolved',
		'due-soon': 'update',
		overdue: 'update',
		untold: 'untold',
		'upstream-late': 'upstream-late',
		'no-answer': 'no-answer',
	}
	const words = keywords[kind] ?? 'Somebody said this'
	const id = `${ticket.number}/1/${kind}/x`
	const to = { kind: 'staff', id: 'agent-1' } as const
	return {
		id,
		ticket: ticket.number,
		sequence: 1,
		kind,
		to,
		text: words,
		by: 'Staff agent-1',
		at: 1,
		status: 'waiting',
		attempts: [],
	}
}

/** Every card that this ticket can ever be shown as, by name. */
function cardsOf(sample: Sample, locale: (typeof LOCALES)[number], surface: (typeof SURFACES)[number]): Map<string, Card> {
	const kit = kitsAt(sample.now)(locale, surface)
	const { ticket, history } = sample
	const cards = new Map<string, Card>()
	for (const reader of READERS) cards.set(`ticket for ${reader}`, ticketCard(kit, ACTORS[reader], ticket, history))
	const offered = READERS.flatMap((reader) => offeredActions(ACTORS[reader], ticket))
	for (const verb of new Set(offered.filter((name) => PEOPLES_VERBS.includes(name)))) {
		cards.set(`form ${verb}`, actionForm(kit, verb, ticket, FACTS, { warning: 'Careful.' }))
	}
	cards.set('notice to somebody', noticeCard(kit, noticeOf(sample, 'escalated'), ticket, MEMBERS[2]))
	for (const kind of sample.name === 'open' ? NOTICE_KINDS : []) {
		cards.set(`notice ${kind}`, noticeCard(kit, noticeOf(sample, kind), ticket, undefined))
	}
	if (ticket.resolution) cards.set('outcome', outcomeCard(kit, ticket, 'Is it solved?'))
	cards.set('list', listCard(kit, 'Tickets', [ticket, ticket], 'staff'))
	cards.set('dispute form', disputeForm(kit, { topic: 'duplicate-charge', invoices: [], asksWho: true, warning: 'No.' }))
	return cards
}

describe.each(LOCALES)('every card in %s', (locale) => {
	describe.each(SURFACES)('on %s', (surface) => {
		it.each(SAMPLES)('is a sound Adaptive Card 1.5 with a summary: $name', (sample) => {
			const faulty = [...cardsOf(sample, locale, surface)].flatMap(([name, card]) =>
				faultsOf(card).map((fault) => `${name}: ${fault}`),
			)
			expect(faulty).toEqual([])
		})
	})

	it('runs by Action.Execute with the same Action.Submit as fallback in Teams, by Action.Submit on the web', () => {
		const [sample] = SAMPLES
		if (sample === undefined) throw new Error('no sample')
		for (const card of cardsOf(sample, locale, 'teams').values()) {
			for (const action of card['actions'] as Record<string, unknown>[]) {
				const { verb, data, title } = action
				expect(action['type']).toBe('Action.Execute')
				expect(verb).toBe((data as { verb: string }).verb)
				expect(action['fallback']).toMatchObject({ type: 'Action.Submit', title, data })
			}
		}
		const onWeb = [...cardsOf(sample, locale, 'web').values()].flatMap(actionsOf).map(({ type }) => type)
		expect(new Set(onWeb)).toEqual(new Set(['Action.Submit']))
	})

	it('keeps the buttons that only show something usable in the chat, and no other', () => {
		const [sample] = SAMPLES
		if (sample === undefined) throw new Error('no sample')
		const data = [...cardsOf(sample, locale, 'web').values()]
			.flatMap(actionsOf)
			.map((each) => each['data'] as Record<string, unknown>)
		expect(data.some(({ reusable }) => reusable === true)).toBe(true)
		for (const { verb, reusable } of data) expect(reusable === true).toBe(String(verb).startsWith('show-'))
	})
})

describe('the buttons of a ticket', () => {
	const kit = kitsAt(SAMPLES[0]?.now ?? 0)('en', 'teams')

	it.each(SAMPLES)('are among those that the domain allows to this reader: $name', ({ ticket, history }) => {
		for (const reader of READERS) {
			const allowed = new Set<string>([...offeredActions(ACTORS[reader], ticket), 'take'])
			expect(verbsOf(ticketCard(kit, ACTORS[reader], ticket, history)).filter((verb) => !allowed.has(verb))).toEqual([])
		}
	})

	it('offer a customer to write, and to withdraw while it is open, and nothing of the staff', () => {
		const offered = new Map(SAMPLES.map(({ name, ticket }) => [name, verbsOf(ticketCard(kit, ACTORS.reporter, ticket, []))]))
		expect(offered.get('open')).toEqual(['add-message', 'withdraw'])
		expect(offered.get('closed, withdrawn')).not.toContain('withdraw')
		expect(new Set([...offered.values()].flat())).toEqual(new Set(['add-message', 'withdraw']))
	})

	it('hide the filing upstream until the packet is complete', () => {
		const verbs = (name: string) => {
			const sample = SAMPLES.find((one) => one.name === name)
			return sample === undefined ? [] : verbsOf(ticketCard(kit, ACTORS.agent, sample.ticket, []))
		}
		expect(verbs('packet half done')).toContain('prepare-packet')
		expect(verbs('packet half done')).not.toContain('escalate-upstream')
		expect(verbs('packet complete')).toContain('escalate-upstream')
	})

	it('show five and fold the rest away', () => {
		const open = SAMPLES.find(({ name }) => name === 'open')
		const actions = open ? (ticketCard(kit, ACTORS.agent, open.ticket, [])['actions'] as { mode: string }[]) : []
		expect(actions.length).toBeGreaterThan(5)
		expect(actions.filter(({ mode }) => mode === 'primary')).toHaveLength(5)
	})

	it('carry the version that the reader saw', () => {
		for (const { ticket } of SAMPLES) {
			for (const action of ticketCard(kit, ACTORS.agent, ticket, [])['actions'] as { data: object }[]) {
				expect(action.data).toMatchObject({ ticket: ticket.number, version: ticket.version })
			}
		}
	})
})

describe('what a customer never sees', () => {
	it.each(SAMPLES)(
		'are notes, reasons, packets, prices, priorities and alarms of the staff: $name',
		({ ticket, history, now }) => {
			for (const locale of LOCALES) {
				const kit = kitsAt(now)(locale, 'web')
				const shown = [
					ticketCard(kit, ACTORS.reporter, ticket, history),
					listCard(kit, 'x', [ticket], 'customer'),
					...(ticket.resolution ? [outcomeCard(kit, ticket, 'x')] : []),
					actionForm(kit, 'withdraw', ticket, { members: [], siblings: [], me: { name: '' } }),
					actionForm(kit, 'add-message', ticket, { members: [], siblings: [], me: { name: '' } }),
				]
				const said = shown.flatMap(stringsOf).join('\n')
				for (const secret of Object.values(SECRETS)) expect(said).not.toContain(secret)
				for (const inside of ['alarms.untold', 'alarms.escalated', 'alarms.overdue', 'priorities.urgent', 'facts.priority']) {
					expect(said).not.toContain(kit.text(inside))
				}
				const { name } = MEMBERS[0]
				for (const event of ['note-added', 'packet-prepared', 'escalated-to-manager', 'upstream-answered']) {
					expect(said).not.toContain(kit.text(`history.${event}`, { name }))
				}
				expect(said).not.toMatch(/tenant-1|aad-|"agent-\d|manager/)
			}
		},
	)

	it('is that the staff does see them', () => {
		const sample = SAMPLES.find(({ name }) => name === 'notice failed')
		if (sample === undefined) throw new Error('no sample')
		const kit = kitsAt(sample.now)('en', 'teams')
		const said = stringsOf(ticketCard(kit, ACTORS.agent, sample.ticket, sample.history)).join('\n')
		for (const word of ['A notice did not arrive', 'Urgent', 'Company company-1', 'REQ-77']) expect(said).toContain(word)
	})
})

describe('the form of a choice', () => {
	it('says what to do before something is chosen', () => {
		for (const locale of LOCALES) {
			const kit = kitsAt(0)(locale, 'teams')
			const { ticket } = SAMPLES[1] ?? { ticket: undefined }
			if (ticket === undefined) throw new Error('no sample')
			const form = JSON.stringify(actionForm(kit, 'assign', ticket, FACTS))
			expect(form).toContain(`"placeholder":"${CHOICES[locale]}"`)
		}
	})
})
