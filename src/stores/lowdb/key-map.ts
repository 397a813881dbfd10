import { hashOf } from './hash.ts'
import { createKeyIndex, NONE } from './key-index.ts'

/**
 * A map for very many keys, or for keys that come and go all the time, in no order. The language's own doubles in one go, which
 * stops everything for long where there are a million keys. Each time that it makes room, it leaves a table behind that holds
 * what it held, and where one of these has become old, the garbage collector takes all later ones for alive.
 */
export interface KeyMap<Value> {
	get(key: string): Value | undefined
	set(key: string, value: Value): void
	delete(key: string): void
	entries(): Generator<[string, Value]>
}

export function createKeyMap<Value>(): KeyMap<Value> {
	// By number; numbers count from 1.
	const hashes: number[] = [0]
	const keys: (string | undefined)[] = [undefined]
	const values: (Value | undefined)[] = [undefined]
	const free: number[] = []
	const index = createKeyIndex({
		hashAt: (number) => hashes[number] ?? 0,
		standsFor: (number, key) => keys[number] === key,
	})

	return {
		get(key) {
			const number = index.find(hashOf(key), key)
			return number === NONE ? undefined : values[number]
		},
		set(key, value) {
			const hash = hashOf(key)
			const found = index.find(hash, key)
			const number = found === NONE ? (free.pop() ?? keys.length) : found
			values[number] = value
			if (found !== NONE) return
			hashes[number] = hash
			keys[number] = key
			index.add(hash, number)
		},
		delete(key) {
			const hash = hashOf(key)
			const number = index.find(hash, key)
			if (number === NONE) return
			index.remove(hash, number)
			keys[number] = undefined
			values[number] = undefined
			free.push(number)
		},
		*entries() {
			for (const [number, key] of keys.entries()) if (key !== undefined) yield [key, values[number] as Value]
		},
	}
}
