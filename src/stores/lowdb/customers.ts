import type { CustomerBook } from '../../tickets/ports.ts'
import type { Engine } from './engine.ts'
import { mapped, take } from './take.ts'

export function createCustomers({ engine }: { engine: Engine }): CustomerBook {
	const userIds = new Set<string>()
	engine.watch('people', (userId, after) => void (after === undefined ? userIds.delete(userId) : userIds.add(userId)))

	return {
		person: async (userId) => engine.get('people', userId),
		save: (person) => engine.commit([['people', person.userId, person]]),
		async search(text, limit) {
			const wanted = text.trim().toLowerCase()
			const found = mapped(userIds, (userId) => {
				const person = engine.get('people', userId)
				return `${person?.name}\n${person?.customer.name}`.toLowerCase().includes(wanted) ? person : undefined
			})
			return take(found, limit)
		},
	}
}
