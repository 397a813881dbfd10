import type { CustomerBook } from '../../tickets/ports.ts'
import type { Engine } from './engine.ts'
import { take } from './take.ts'

export function createCustomers({ engine }: { engine: Engine }): CustomerBook {
	/** What a search looks at, in small letters, by the people's places. */
	const names: (string | undefined)[] = []
	const addresses: (string | undefined)[] = []
	engine.watch('people', (_userId, after, _before, place) => {
		names[place] = after && `${after.name}\n${after.customer.name}`.toLowerCase()
		addresses[place] = after?.email?.toLowerCase()
	})

	function* named(wanted: string) {
		for (const [place, name] of names.entries()) {
			const isAddress = wanted.includes('@') && addresses[place]?.includes(wanted)
			if (isAddress || name?.includes(wanted)) yield engine.get('people', engine.keyAt('people', place))
		}
	}

	return {
		person: async (userId) => engine.get('people', userId),
		save: (person) => engine.commit([['people', person.userId, person]]),
		search: async (text, limit) => take(named(text.trim().toLowerCase()), limit),
	}
}
