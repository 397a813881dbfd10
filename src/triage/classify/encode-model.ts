import { AppError } from '../../errors.ts'
import { hashBytes } from './hash.ts'
import type { ByteLayer, ClassifierModel, NetworkModel } from './model.ts'

// Raise it whenever features or scoring change: a model is only right for the code that made it.
const VERSION = 2
const MAGIC = 0x4c_44_43_4d
const HEADER_WORDS = 4
/** The check sum vouches for all that follows it. */
const CHECKED_FROM = 12

type Head = {
	topics: readonly string[]
	words: readonly string[]
	temperature: number
	unknownWordWeight: number
	hasNetwork: boolean
	/** Bytes of each array, in the order of `arraysOf`. */
	sizes: number[]
}

/** The model as bytes for a file: magic number, version, check sum, length of the head, the head as JSON, the arrays. */
export function encodeModel(model: ClassifierModel): Uint8Array {
	const { topics, words, temperature, dictionary, network } = model
	const arrays = arraysOf(model)
	const sizes = arrays.map((array) => array.byteLength)
	const { unknownWordWeight } = dictionary
	const head: Head = { topics, words, temperature, unknownWordWeight, hasNetwork: network !== undefined, sizes }
	const json = new TextEncoder().encode(JSON.stringify(head))
	const start = HEADER_WORDS * 4 + json.length
	const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, start))
	bytes.set(json, HEADER_WORDS * 4)
	let at = start
	for (const array of arrays) {
		bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
		at += array.byteLength
	}
	const view = new DataView(bytes.buffer)
	view.setUint32(0, MAGIC)
	view.setUint32(4, VERSION)
	view.setUint32(12, json.length)
	view.setUint32(8, hashBytes(bytes.subarray(CHECKED_FROM)))
	return bytes
}

/**
 * The model of such bytes.
 * @throws AppError `damaged` when they are no model, a model of another version, cut off or changed: train again.
 */
export function decodeModel(bytes: Uint8Array): ClassifierModel {
	if (bytes.length < HEADER_WORDS * 4) throw new AppError('damaged', 'Not a classifier model: too short')
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
	if (view.getUint32(0) !== MAGIC) throw new AppError('damaged', 'Not a classifier model')
	if (view.getUint32(4) !== VERSION)
		throw new AppError('damaged', `Classifier model of version ${view.getUint32(4)}, this is version ${VERSION}`)
	if (view.getUint32(8) !== hashBytes(bytes.subarray(CHECKED_FROM)))
		throw new AppError('damaged', 'Classifier model is cut off or changed: check sum does not match')
	const start = HEADER_WORDS * 4 + view.getUint32(12)
	// The check sum vouches for the shape: only encodeModel writes it.
	const head = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER_WORDS * 4, start))) as Head
	return assemble(head, createReader(bytes, start, head.sizes))
}

function arraysOf({ dictionary, linear, network }: ClassifierModel): (Uint32Array | Float32Array | Int8Array)[] {
	const layer = ({ rows, steps, bias }: ByteLayer) => [rows, steps, bias]
	const output = network === undefined ? [] : [...layer(network.hidden), network.output.weights, network.output.bias]
	return [dictionary.keys, dictionary.weights, ...layer(linear), ...output]
}

function assemble(head: Head, next: () => ArrayBuffer): ClassifierModel {
	const { topics, words, temperature, unknownWordWeight } = head
	const floats = () => new Float32Array(next())
	const layer = (): ByteLayer => ({ rows: new Int8Array(next()), steps: floats(), bias: floats() })
	const network = (): NetworkModel => ({ hidden: layer(), output: { weights: floats(), bias: floats() } })
	const dictionary = { keys: new Uint32Array(next()), weights: floats(), unknownWordWeight }
	return { topics, words, dictionary, linear: layer(), network: head.hasNetwork ? network() : undefined, temperature }
}

/** Hands out the arrays one after the other, each in memory of its own: typed arrays need aligned places. */
function createReader(bytes: Uint8Array, start: number, sizes: readonly number[]): () => ArrayBuffer {
	let at = start
	let index = 0
	return () => {
		const end = at + (sizes[index] ?? 0)
		const { buffer } = bytes.slice(at, end)
		at = end
		index += 1
		return buffer
	}
}
