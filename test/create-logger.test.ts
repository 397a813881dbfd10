import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { createLogger } from '../src/create-logger.ts'

/** What the log writes about this error. */
function written(error: unknown): string {
	const lines: string[] = []
	const destination = { write: (line: string) => void lines.push(line) } as unknown as ReturnType<typeof pino.destination>
	createLogger('trace', destination).error({ err: error }, 'it failed')
	expect(lines).toHaveLength(1)
	return lines[0] ?? ''
}

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGV4In0.c2lnbmF0dXJl'
const thrownBy = (work: () => unknown): unknown => {
	try {
		return work()
	} catch (error) {
		return error
	}
}

describe('the log of an error', () => {
	it('tells what went wrong and where, in its causes too', () => {
		const cause = Object.assign(new TypeError('the other side hung up'), { code: 'ECONNRESET' })
		const { err } = JSON.parse(written(new Error('could not save', { cause }))) as { err: Record<string, unknown> }
		expect(err).toMatchObject({ type: 'Error', message: 'could not save' })
		expect(err['stack']).toMatch(/^ {4}at .*create-logger\.test/)
		expect(err['cause']).toMatchObject({ type: 'TypeError', message: 'the other side hung up', code: 'ECONNRESET' })
	})

	it.each<[string, unknown]>([
		[
			'the request that a connector hangs to it',
			Object.assign(new Error('refused'), { request: { headers: { authorization: TOKEN }, body: 'UNIQUE-WORDS' } }),
		],
		[
			'the row that a database shows',
			Object.assign(new Error('bad json'), { detail: 'Token "UNIQUE-WORDS" is invalid.', where: 'JSON data: UNIQUE-WORDS' }),
		],
		['the text that was no JSON', thrownBy(() => JSON.parse('UNIQUE-WORDS'))],
		['the same as a cause', new Error('damaged', { cause: thrownBy(() => JSON.parse('UNIQUE-WORDS')) })],
		['the address that a mail server repeats', new Error('550 5.1.1 <sam@shop.example>: user unknown')],
		['the password of a connection', new Error('no way to smtp://desk:UNIQUE-WORDS@mail.example')],
		['a token', new Error(`not accepted: Bearer ${TOKEN}`)],
		['what is thrown and no error', 'UNIQUE-WORDS'],
	])('leaves out %s', (_what, error) => {
		expect(written(error)).not.toMatch(/UNIQUE-WORDS|shop\.example|eyJ/)
	})
})
