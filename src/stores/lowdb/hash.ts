import { randomInt } from 'node:crypto'

/** Another one in each process, so that nobody outside can choose keys that all fall into the same place. */
const SEED = randomInt(2 ** 31)

/** A whole number of 32 bits, spread evenly (FNV-1a over the characters, then the finish of MurmurHash3). */
export function hashOf(text: string): number {
	let hash = SEED
	for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619)
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
	return hash ^ (hash >>> 16)
}
