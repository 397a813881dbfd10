import type { ReferenceBook } from '../../delivery/ports.ts'
import type { Engine } from './engine.ts'
import { frozenCopy } from './freeze.ts'

export function createReferences({ engine }: { engine: Engine }): ReferenceBook {
	return {
		// What the SDK hands in, it may go on changing.
		saveReference: (key, reference) => engine.commit([['references', key, frozenCopy(reference)]]),
		reference: async (key) => engine.get('references', key),
		async dropReference(key) {
			if (engine.newest('references', key) === undefined) await engine.settled('references', key)
			else await engine.commit([['references', key]])
		},
	}
}
