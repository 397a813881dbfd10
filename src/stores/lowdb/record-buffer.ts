import { SEAL_LENGTH, sealInPlace } from './lines.ts'

/** Turns commits into the bytes of their records, in memory that is used again and again. */
export interface RecordBuffer {
	/** The sealed lines of these records, numbered from `first` on. They stand until the next call. */
	fill(batch: readonly { readonly body: string }[], first: number): Buffer
}

const BYTES_A_CHARACTER = 3
/** The seal, two numbers, the commas, the bracket and the line feed. */
const AROUND_BODY = SEAL_LENGTH + 40
/** What one long commit has needed is not held for ever. */
const MOST_HELD = 4 * 1024 * 1024

export function createRecordBuffer(): RecordBuffer {
	let bytes = Buffer.alloc(0)
	return {
		fill(batch, first) {
			const most = batch.reduce((sum, { body }) => sum + body.length * BYTES_A_CHARACTER + AROUND_BODY, 0)
			if (bytes.length < most || bytes.length > MOST_HELD) bytes = Buffer.allocUnsafeSlow(most)
			let used = 0
			for (const [index, { body }] of batch.entries()) {
				const start = used
				used += SEAL_LENGTH
				used += bytes.write(`${first + index},`, used, 'latin1')
				used += bytes.write(body, used)
				// All records of one write name its first one: a power cut keeps any part of a write that was not synced.
				used += bytes.write(`,${first}]`, used, 'latin1')
				sealInPlace(bytes, start, used)
				used += bytes.write('\n', used, 'latin1')
			}
			return bytes.subarray(0, used)
		},
	}
}
