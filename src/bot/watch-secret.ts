import type { Logger } from 'pino'
import type { Instant } from '../tickets/ticket.ts'
import { type SecretTerm, secretTerm } from './secret-term.ts'
import type { SecretRefusal } from './watch-tokens.ts'

/** What managers should know of the bot's secret. */
export type SecretNews = SecretTerm | { readonly level: 'refused'; readonly refusal: SecretRefusal }

/** Knows when the bot's secret ends and whether Microsoft Entra still takes it. */
export interface SecretWatch {
	/** Nothing while all is well. */
	news(): SecretNews | undefined
	/** The bot has got a token, or its secret was refused. */
	tried(refusal: SecretRefusal | undefined): void
}

export interface SecretWatchParts {
	/** The ISO day on which the secret expires, where that is known. */
	readonly expires: string | undefined
	/** Whose calendar counts the days; the machine's own where it is undefined. */
	readonly timeZone: string | undefined
	readonly clock: () => Instant
	readonly logger: Logger
	/** Calls again and again, without keeping the process alive; every hour unless told otherwise. */
	readonly often?: (look: () => void) => unknown
}

const HOUR = 3_600_000
const RENEW =
	'make a new client secret in Microsoft Entra, set MicrosoftAppPassword and MicrosoftAppPasswordExpires, and restart Loopdesk'
const ENDS = `the secret of the bot is about to expire: ${RENEW}`
const ENDED = `the day on which the secret of the bot expires is past: ${RENEW}`
const REFUSED: Record<SecretRefusal, string> = {
	expired: `the secret of the bot has expired, and nothing can be sent to Teams: ${RENEW}`,
	wrong:
		'the secret of the bot is wrong, and nothing can be sent to Teams: set MicrosoftAppPassword to the value (not the id) of a ' +
		'client secret that this app has in Microsoft Entra, and restart Loopdesk',
}

/** Warns in the log at once and once a day from 30 days before the secret expires, and once where Entra refuses it. */
export function watchSecret(parts: SecretWatchParts): SecretWatch {
	const { expires, timeZone, clock, logger, often = everyHour } = parts
	let warnedAt: number | undefined
	let refused: SecretRefusal | undefined
	const term = () => (expires === undefined ? undefined : secretTerm(expires, clock(), timeZone))

	function look(): void {
		const ends = term()
		if (ends === undefined || ends.daysLeft === warnedAt) return
		warnedAt = ends.daysLeft
		logger.warn({ expires, daysLeft: ends.daysLeft }, ends.level === 'expired' ? ENDED : ENDS)
	}

	look()
	if (expires !== undefined) often(look)
	return {
		news: () => (refused === undefined ? term() : { level: 'refused', refusal: refused }),
		tried(refusal) {
			if (refusal === refused) return
			refused = refusal
			if (refusal === undefined) logger.info('Microsoft Entra takes the secret of the bot again')
			else logger.error({ refusal }, REFUSED[refusal])
		},
	}
}

function everyHour(look: () => void): void {
	setInterval(look, HOUR).unref()
}
