import type { Server } from 'restify'
import { z } from 'zod'
import { disputeForm } from '../../cards/dispute-form.ts'
import { readDispute } from '../../cards/read-dispute.ts'
import { typedValues } from '../../cards/read-form.ts'
import { readJson } from '../../direct-line/request-body.ts'
import { AppError } from '../../errors.ts'
import { type Reporter, staffActor } from '../../tickets/actor.ts'
import { open } from '../../tickets/execute.ts'
import { queryValue, type StaffRequest, staffRoute, type TabDeps } from './tab-deps.ts'

const CUSTOMERS = 8

const openSchema = z.object({
	requestId: z.string().min(8).max(100),
	customer: z.string().max(300),
	data: z.unknown().optional(),
})

/** Opens a dispute on behalf of a customer. */
export function attachOpenRoutes(server: Server, deps: TabDeps): void {
	server.get(
		'/api/customers',
		staffRoute(deps, async ({ req }) => {
			const people = await deps.customers.search(queryValue(req, 'text'), CUSTOMERS)
			return { json: people.map(({ userId, name, customer }) => ({ userId, name, company: customer.name })) }
		}),
	)
	server.get(
		'/api/forms/open-dispute',
		staffRoute(deps, async ({ req, kit }) => {
			const person = await personOf(deps, queryValue(req, 'customer'))
			const invoices = await deps.invoices.invoicesOf(person.customer.id)
			return { json: disputeForm(kit, { topic: 'open-dispute', invoices, onBehalfOf: person }) }
		}),
	)
	server.post(
		'/api/tickets',
		staffRoute(deps, (request) => openTicket(deps, request)),
	)
}

async function openTicket(deps: TabDeps, { req, member, kit }: StaffRequest) {
	const parsed = openSchema.safeParse(await readJson(req))
	if (!parsed.success) throw new AppError('bad-input', 'does not fit', { details: { fields: ['customer', 'requestId'] } })
	const { requestId, customer, data } = parsed.data
	const reporter = await personOf(deps, customer)
	const input = readDispute(kit, typedValues(data), deps.readAmount)
	const cause = `tab:${member.id}:${requestId}`
	const { ticket } = await open(deps.desk, { actor: staffActor(member), cause, input, reporter })
	return { status: 201, json: { number: ticket.number } }
}

async function personOf(deps: TabDeps, userId: string): Promise<Reporter> {
	const person = await deps.customers.person(userId)
	if (person === undefined) throw new AppError('not-found', 'no such customer', { reason: 'unknown-customer' })
	return person
}
