import type { IncomingMessage } from 'node:http'
import { AppError } from '../errors.ts'
import { isShallow } from './is-shallow.ts'

const JSON_BYTES = 256 * 1024
/** Far deeper than any card or activity. */
const JSON_LEVELS = 100
/** How much of a body that is too large we still read, so that its sender can read our refusal instead of a broken connection. */
const DRAINED_BYTES = 32 * 1024 * 1024

/** The body as bytes; throws `too-large` beyond the limit. */
export async function readBytes(req: IncomingMessage, limit: number): Promise<Uint8Array<ArrayBuffer>> {
	const chunks: Buffer[] = []
	let size = 0
	if (Number(req.headers['content-length'] ?? 0) > DRAINED_BYTES) throw tooLarge(limit)
	try {
		for await (const chunk of req as AsyncIterable<Buffer>) {
			size += chunk.length
			if (size <= limit) chunks.push(chunk)
			else chunks.length = 0
			if (size > DRAINED_BYTES) break
		}
	} catch {
		throw new AppError('bad-input', 'the body broke off')
	}
	if (size > limit) throw tooLarge(limit)
	return new Uint8Array(Buffer.concat(chunks))
}

/** The body as JSON, `undefined` where it is empty; throws `too-large` beyond 256 KB, `bad-input` for what is no JSON or nested too deep. */
export async function readJson(req: IncomingMessage): Promise<unknown> {
	const encoding = req.headers['content-encoding']
	if (encoding !== undefined && encoding !== 'identity') throw new AppError('bad-input', 'compressed bodies are not accepted')
	const text = Buffer.from(await readBytes(req, JSON_BYTES)).toString('utf8')
	if (text.trim() === '') return undefined
	const body = parse(text)
	if (!isShallow(body, JSON_LEVELS)) throw new AppError('bad-input', 'the body is nested too deep')
	return body
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown
	} catch {
		throw new AppError('bad-input', 'the body is not JSON')
	}
}

function tooLarge(limit: number): AppError {
	return new AppError('too-large', `the body is larger than ${limit} bytes`)
}
