import type { ReferenceBook } from '../../delivery/ports.ts'
import type { Engine } from './engine.ts'
import { frozenCopy } from './freeze.ts'

export function createReferences({ engine }: { engine: Engine }): ReferenceBook {
	return {
		// What the SDK hands in, it may go on changing.
		saveReference: (key, reference) => engine.commit([['references', key, frozenCopy(reference)]]),
		reference: async (key) => engine.get('references', key),
		async dropReference(key, refused) {
			const newest = engine.newest('references', key)
			if (newest !== undefined && JSON.stringify(newest) === JSON.stringify(refused)) await engine.commit([['references', key]])
			else await engine.settled('references', key)
		},
	}
}
