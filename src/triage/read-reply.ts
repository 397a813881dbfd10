import {
	ABSENCE,
	AUTO_REPLY,
	CONFIRMATION,
	COURTESY,
	DOUBT,
	HARMLESS,
	NEGATION,
	PLAIN_NO,
	PRAISE,
	REJECTION,
	TOLD,
	UNDECIDED,
} from './reply-patterns.ts'
import { fold } from './text/fold.ts'

export type Reply = 'confirmed' | 'rejected' | 'unclear' | 'thanks-only' | 'auto-reply'

const LONGEST_READ = 4_000
/** A yes that goes on for so many words says something else too, and a person should read it. */
const LONGEST_YES = 40
const THANKS = /merci|remerci|thank|thx|\bt[yx]\b|\btks\b|cheers|appreciat/u
const YES_SIGNS = /[👍👌✅☑✔🆗💯]/gu
const NO_SIGNS = /[👎❌✖🚫😡😠🤬]/gu
const THANKS_SIGNS = /[🙏😊🙂😀😃🤝❤💐🌹]/gu
const IRONY_SIGNS = /[🙄😒😂🤣🤡🤔😏🤨]|\/s\s*$/gu

/** Alone these are manners, not an answer. */
const YOU_ARE_WELCOME = /^(?:(?:no|not a) problem|no worries|pas de (?:probleme|souci)|de rien)[\s.!]*$/u

/** Where the reply ends and the quoted mail or the signature begins. */
const QUOTED: readonly RegExp[] = [
	/^\s*>/mu,
	/^-{2,}\s*(?:original message|message d'origine|forwarded message|message transfere)/mu,
	/^on .{5,120} wrote:/mu,
	/^le .{5,120} a ecrit ?:/mu,
	/^(?:from|de) ?: .+/mu,
	/^-- $/mu,
	/^sent from my |^envoye (?:de|depuis) mon /mu,
]

/**
 * Reads the answer to "is it solved?" in English or French. Only a clear yes confirms: a "yes" with a "but" is a no (GLPI
 * #24519: customers press "approve" and write "still broken"), doubt and irony are `unclear`, and a "thank you" alone closes
 * and reopens nothing (FreeScout #2626).
 */
export function readReply(text: string): Reply {
	const whole = fold(text.slice(0, LONGEST_READ))
	if (matches(AUTO_REPLY, whole)) return 'auto-reply'
	// "ouiiii" is a yes.
	const reply = withoutQuotes(whole)
		.trim()
		.replace(/([a-z])\1{2,}/gu, '$1')
	if (reply.length === 0) return 'unclear'
	if (YOU_ARE_WELCOME.test(reply)) return 'unclear'
	const bare = reply.replace(HARMLESS, ' fine ').replace(UNDECIDED, ' unsure ')
	if (matches(REJECTION, bare) || matches(NO_SIGNS, bare)) return 'rejected'
	if (matches(ABSENCE, reply) && !PLAIN_NO.test(bare)) return 'auto-reply'
	if (matches(TOLD, reply) && isOnlyCourtesy(reply.replace(PRAISE, ' '))) return 'thanks-only'
	if (matches(DOUBT, bare) || matches(DOUBT, reply) || matches(IRONY_SIGNS, bare) || /[?…]|\.\.\.|"[^"]*"|«/u.test(bare))
		return 'unclear'
	const saysYes = matches(CONFIRMATION, reply) || matches(YES_SIGNS, reply) || (bare !== reply && isOnlyCourtesy(bare))
	if (PLAIN_NO.test(bare)) return saysYes || bare !== reply || matches(THANKS, bare) ? 'unclear' : 'rejected'
	if (saysYes) return matches(NEGATION, bare) || reply.split(/\s+/u).length > LONGEST_YES ? 'unclear' : 'confirmed'
	return isOnlyCourtesy(reply) ? 'thanks-only' : 'unclear'
}

function matches(pattern: RegExp, text: string): boolean {
	return text.search(pattern) >= 0
}

function withoutQuotes(text: string): string {
	const ends = QUOTED.map((pattern) => text.search(pattern)).filter((at) => at >= 0)
	return text.slice(0, Math.min(text.length, ...ends))
}

/** Whether nothing but politeness (and at most a name of two words after a comma or line break) is left. */
function isOnlyCourtesy(text: string): boolean {
	if (!matches(THANKS, text) && !/\bfine\b/u.test(text) && !matches(THANKS_SIGNS, text)) return false
	const rest = text
		.replace(/[,\n]\s*\p{L}+(?:[ -]\p{L}+)?\s*$/u, (name) => (name.search(COURTESY) >= 0 ? name : ''))
		.replace(COURTESY, ' ')
		.replace(THANKS_SIGNS, ' ')
		.replace(/fine/gu, ' ')
	return !/[\p{L}\p{N}]/u.test(rest)
}
