import type { Logger } from 'pino'

/**
 * The SDK writes to the console by itself, with stack traces that may quote tokens. What it has to say is in the errors that
 * it throws, which are logged once; so its own words are kept for `debug`, without their details.
 */
export function keepSdkOffTheConsole(logger: Logger): void {
	const quietly = (first: unknown) =>
		logger.debug({ sdk: first instanceof Error ? first.name : typeof first }, 'the SDK wrote to the console')
	Object.assign(console, { error: quietly, warn: quietly })
}
