import { describe, expect, it } from 'vitest'
import { commandLanguage, readCommand, type StaffCommand } from '../../src/bot/staff/read-command.ts'
import { cpuSeconds } from '../tools/cpu-seconds.ts'

const READ: readonly (readonly [string, StaffCommand])[] = [
	['my tickets', { kind: 'my-tickets' }],
	['My tickets.', { kind: 'my-tickets' }],
	['show me my open tickets', { kind: 'my-tickets' }],
	['list my tickets', { kind: 'my-tickets' }],
	['mes tickets', { kind: 'my-tickets' }],
	['montre mes tickets ouverts', { kind: 'my-tickets' }],
	['montrez-moi mes tickets', { kind: 'my-tickets' }],
	['unassigned', { kind: 'unassigned' }],
	['Unassigned tickets?', { kind: 'unassigned' }],
	['queue', { kind: 'unassigned' }],
	['non attribués', { kind: 'unassigned' }],
	['Non attribué', { kind: 'unassigned' }],
	['en attente', { kind: 'unassigned' }],
	['tickets', { kind: 'my-tickets' }],
	['list my tickets, please', { kind: 'my-tickets' }],
	['quels sont mes tickets ?', { kind: 'my-tickets' }],
	['affiche mes tickets en cours s’il te plaît', { kind: 'my-tickets' }],
	['show me the unassigned tickets please', { kind: 'unassigned' }],
	['les tickets non attribués', { kind: 'unassigned' }],
	['Montre-moi les tickets à prendre', { kind: 'unassigned' }],
	['help', { kind: 'help' }],
	['Aide', { kind: 'help' }],
	['?', { kind: 'help' }],
	['BD-1042', { kind: 'ticket', number: 'BD-1042' }],
	['bd1042', { kind: 'ticket', number: 'BD-1042' }],
	['ticket BD-1042', { kind: 'ticket', number: 'BD-1042' }],
	['ticket #bd-1042!', { kind: 'ticket', number: 'BD-1042' }],
	['show BD-7', { kind: 'ticket', number: 'BD-7' }],
	['open ticket BD-7', { kind: 'ticket', number: 'BD-7' }],
	['voir le ticket BD-7', { kind: 'ticket', number: 'BD-7' }],
	['open a dispute for Northwind', { kind: 'open-dispute', customer: 'Northwind' }],
	['create dispute for Northwind Bikes.', { kind: 'open-dispute', customer: 'Northwind Bikes' }],
	['Open a dispute', { kind: 'open-dispute', customer: '' }],
	['ouvrir un litige pour Ateliers Garnier', { kind: 'open-dispute', customer: 'Ateliers Garnier' }],
	['ouvre un litige pour Chloé', { kind: 'open-dispute', customer: 'Chloé' }],
	['créer un litige', { kind: 'open-dispute', customer: '' }],
]

const QUESTIONS = [
	'how do I open a dispute for a customer who has two invoices?',
	'what is the status of BD-1042 and who owns it?',
	'why was my ticket closed',
	'unassigned licences on the invoice',
	'the ticket',
	'show',
	'please',
	'tickets en attente depuis un mois',
	'comment ouvrir un litige ?',
	'help me understand proration',
	'',
	'BD-',
	'BD-12345678901234567890',
]

describe('a command of the staff', () => {
	it.each(READ)('is read in either language: %s', (text, command) => {
		expect(readCommand(text)).toEqual(command)
		expect(readCommand(`  ${text}\n`)).toEqual(command)
	})

	it.each(QUESTIONS)('is not seen in a question: "%s"', (text) => {
		expect(readCommand(text)).toBeUndefined()
	})

	it.each([
		['mes tickets', 'fr'],
		['non attribués', 'fr'],
		['en attente', 'fr'],
		['Ouvrir un litige pour Ateliers Garnier', 'fr'],
		['Open a dispute for Les Halles', 'en'],
		['unassigned', 'en'],
		['BD-1042', undefined],
		['ticket BD-1042', undefined],
		['tickets', undefined],
	])('tells its language where its words do: %s', (text, language) => {
		expect(commandLanguage(text)).toBe(language)
	})

	it('is looked for in no time, also in a long text made to hurt', () => {
		const look = () => {
			for (const piece of ['open a dispute for ', 'show me ', ' ', 'BD-1']) readCommand(piece.repeat(20_000))
		}
		expect(cpuSeconds(look)).toBeLessThan(1)
	})
})
