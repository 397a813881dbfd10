import { type Logger, pino } from 'pino'

/** pino's levels and `silent`. */
type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** JSON lines on standard error; of errors only what tells nothing of people. */
export function createLogger(level: Level, destination = pino.destination({ dest: 2, sync: false })): Logger {
	return pino({ level, serializers: { err: plainError } }, destination)
}

/** Causes of causes are told so deep. */
const DEEPEST = 4

/** Addresses, and tokens in three parts. */
const PRIVATE = /eyJ[\w-]+\.[\w.-]*|[^\s<>"'`]+@[^\s<>"'`]+/gu

/**
 * What the log keeps of an error: libraries hang whole requests with their tokens (botframework-connector), rows and parameters (pg)
 * and answers of mail servers with addresses (nodemailer) to theirs.
 */
function plainError(error: unknown, depth = 0): object {
	if (!(error instanceof Error)) return { type: typeof error }
	const { name: type, cause, code, statusCode } = error as Error & { code?: unknown; statusCode?: unknown }
	return {
		type,
		message: messageOf(error),
		...(isShort(code) && { code }),
		...(isShort(statusCode) && { statusCode }),
		stack: (error.stack ?? '')
			.split('\n')
			.filter((line) => line.startsWith('    at '))
			.join('\n'),
		...(cause !== undefined && depth < DEEPEST && { cause: plainError(cause, depth + 1) }),
	}
}

function messageOf(error: Error): string {
	// It quotes the text that it could not read.
	if (error instanceof SyntaxError && error.message.includes('JSON')) return 'not JSON'
	return error.message.replace(PRIVATE, '…').slice(0, 500)
}

function isShort(value: unknown): value is string | number {
	return typeof value === 'number' || (typeof value === 'string' && value.length <= 60)
}
