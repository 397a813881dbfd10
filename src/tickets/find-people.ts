import type { StaffMember } from './actor.ts'
import { refuseToErase } from './erase-customer.ts'
import { chatCode, type ErasureStore, type FoundChat } from './erasure.ts'
import type { CustomerBook } from './ports.ts'

/** Somebody of whom something is kept: a customer whom the book knows, or a visitor of whom there is a chat only. */
export type FoundPerson =
	| { readonly userId: string; readonly name: string; readonly company: string }
	| { readonly userId: string; readonly code: string; readonly chat: FoundChat }

export interface FindDeps {
	readonly customers: CustomerBook
	readonly erasures: Pick<ErasureStore, 'chatsWith'>
}

/**
 * Finds whose data a manager may want to delete, with or without a ticket: by name, company, address, the id of a chat, or words
 * that they wrote in one. At most `limit` of the book and as many of the chats. Throws `not-allowed` for others than managers.
 */
export async function findPeople(
	{ customers, erasures }: FindDeps,
	member: StaffMember,
	{ text, limit }: { readonly text: string; readonly limit: number },
): Promise<FoundPerson[]> {
	refuseToErase(member)
	const [known, chats] = await Promise.all([customers.search(text, limit), erasures.chatsWith(text, limit)])
	const found = new Map<string, FoundPerson>(known.map((person) => [person.userId, named(person)]))
	for (const chat of chats) {
		if (found.has(chat.userId)) continue
		const person = await customers.person(chat.userId)
		found.set(chat.userId, person ? named(person) : { userId: chat.userId, code: chatCode(chat.id), chat })
	}
	return [...found.values()]
}

function named({ userId, name, customer }: NonNullable<Awaited<ReturnType<CustomerBook['person']>>>): FoundPerson {
	return { userId, name, company: customer.name }
}
