import { expect, it } from 'vitest'
import { listCard } from '../../src/cards/list-card.ts'
import { ticketActions } from '../../src/cards/ticket-actions.ts'
import { warningsOf } from '../../src/cards/ticket-words.ts'
import { createTestDesk } from '../tickets/model/desk.ts'
import { ACTORS, START } from '../tickets/model/people.ts'
import { kitsAt } from './kit.ts'

it('a ticket of somebody who has left the team says so, and offers above all to take it', async () => {
	const the = createTestDesk()
	const ticket = the.ticket(await the.open('agent'))
	const left = { ...ticket, assignee: { id: 'gone', name: 'Noor Haddad' } }
	const kitFor = kitsAt(START)
	const [english, french] = [kitFor('en', 'web'), kitFor('fr', 'teams')]
	expect(warningsOf(english, ticket)).toEqual([])
	expect(warningsOf(english, left)).toEqual(['Noor Haddad has left the team: who takes it over?'])
	expect(warningsOf(english, { ...left, state: 'closed' })).toEqual([])
	expect(ticketActions(english, ACTORS.agent, left)[0]).toMatchObject({ verb: 'take', style: 'positive' })
	expect(ticketActions(english, ACTORS.otherAgent, ticket)[0]).not.toMatchObject({ verb: 'take' })
	expect(JSON.stringify(listCard(french, 'En attente', [left], 'staff'))).toContain('Noor Haddad ne fait plus partie de l’équipe')
})
