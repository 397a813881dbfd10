import type { IncomingMessage } from 'node:http'
import { clientOf } from './client-of.ts'
import { type Allowance, createRateLimit } from './rate-limit.ts'

type Allowances = Readonly<Record<'visitors' | 'messages' | 'uploadedBytes', Allowance>>

/**
 * What one address may do at the doors that are open to strangers, where everything they do is kept. Wide enough that all people of an
 * office that shares one address do not meet it: a hundred who open the chat in the same minute, and each of them writing.
 */
const ALLOWED = {
	visitors: { atOnce: 120, perSecond: 1 },
	messages: { atOnce: 600, perSecond: 10 },
	/** A chat is kept with its files: 256 MiB, and from then on 360 MB an hour. */
	uploadedBytes: { atOnce: 256 * 1024 * 1024, perSecond: 100_000 },
} as const satisfies Allowances

/** Each throws `too-many`, with the `seconds` to wait. Whoever asks from this machine itself is not counted. */
export interface Admission {
	/** Somebody whom nobody vouches for begins a chat. */
	visitor(req: IncomingMessage): void
	message(req: IncomingMessage): void
	upload(req: IncomingMessage, bytes: number): void
}

/** Counts by address, in this process. */
export function createAdmission(allowed: Allowances = ALLOWED): Admission {
	return {
		visitor: createCount(allowed.visitors),
		message: createCount(allowed.messages),
		upload: createCount(allowed.uploadedBytes),
	}
}

function createCount(allowance: Allowance): (req: IncomingMessage, amount?: number) => void {
	const limit = createRateLimit(allowance)
	return (req, amount) => {
		const client = clientOf(req)
		if (client !== undefined) limit.take(client, amount)
	}
}
