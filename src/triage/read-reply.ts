import { isClearYes, isOnlyCourtesy, matches } from './clear-yes.ts'
import { ABSENCE, ANSWERED, AUTO_REPLY } from './machine-patterns.ts'
import {
	COURTESY,
	DOUBT,
	EXCUSES,
	GOOD,
	HARMLESS,
	MAYBE_BITTER,
	MONEY,
	PASSED,
	PLAIN_NO,
	PRAISE,
	REJECTION,
	SOLVED,
	SPOILS,
	THANKS,
	TOLD,
	UNDECIDED,
	YES,
	YES_SIGNS,
} from './reply-patterns.ts'
import { ownWords } from './message/split-mail.ts'
import { withoutSignature } from './message/without-signature.ts'
import { fold } from './text/fold.ts'

export type Reply = 'confirmed' | 'rejected' | 'unclear' | 'thanks-only' | 'auto-reply'

const LONGEST_READ = 4_000
const NO_SIGNS = /[👎❌✖🚫😡😠🤬]/gu
const IRONY_SIGNS = /[🙄😒😂🤣🤡🤔😏🤨🙃]|\/s\s*$/gu

/** Alone these are manners, not an answer. */
const YOU_ARE_WELCOME =
	/^(?:(?:no|not a) problem|no worries|pas de (?:probleme|souci)|de rien)(?:[\s,.!]+(?:thanks?|thank you|merci))?[\s.!]*$/u

/** "Re: our subject" above the answer is ours. */
const SUBJECT = /^(?:\s*(?:re|fwd?|tr|aw|subject|objet|sujet)\s?:[^\n]*(?:\n|$))+/iu
const THANKS_AGAIN = /(?:encore (?=merci)|(?<=merci) encore|(?<=thanks|thank you) again)/gu

/**
 * Reads the answer to "is it solved?" in English or French. Only a clear yes confirms: a "yes" with a "but" is a no (GLPI
 * #24519: customers press "approve" and write "still broken"), doubt and irony are `unclear`, and a "thank you" alone closes
 * and reopens nothing (FreeScout #2626).
 */
export function readReply(text: string): Reply {
	const written = text.slice(0, LONGEST_READ)
	const own = ownWords(written).replace(SUBJECT, '')
	const reply = plain(own)
	const unsigned = plain(withoutSignature(own, mayBeName))
	const isAnswered = matches(ANSWERED, reply)
	// A bounce may be nothing but what it quotes.
	if (!isAnswered && matches(AUTO_REPLY, fold(reply === '' ? written : own))) return 'auto-reply'
	if (reply.length === 0) return 'unclear'
	if (YOU_ARE_WELCOME.test(reply)) return 'unclear'
	const bare = withoutHarmless(reply)
	if (matches(REJECTION, bare) || matches(NO_SIGNS, bare)) return 'rejected'
	if (!isAnswered && matches(ABSENCE, reply) && !PLAIN_NO.test(bare)) return 'auto-reply'
	if (matches(TOLD, reply) && isOnlyCourtesy(unsigned.replace(PRAISE, ' '))) return 'thanks-only'
	if (matches(DOUBT, bare) || matches(DOUBT, reply) || matches(IRONY_SIGNS, bare) || /[?…]|\.\.\.|"[^"]*"|«/u.test(bare))
		return 'unclear'
	const isLaughing = matches(MAYBE_BITTER, reply)
	if (PLAIN_NO.test(bare)) return saysYes(reply) || bare !== reply || matches(THANKS, bare) ? 'unclear' : 'rejected'
	if (saysYes(reply) || bare.includes(GOOD)) return isClearYes(withoutHarmless(unsigned), isLaughing) ? 'confirmed' : 'unclear'
	return isOnlyCourtesy(unsigned) && !isLaughing ? 'thanks-only' : 'unclear'
}

/** Nobody is called "Refund Please". */
function mayBeName(words: string): boolean {
	return [MONEY, COURTESY, SPOILS].every((pattern) => !matches(pattern, fold(words)))
}

function saysYes(reply: string): boolean {
	return [YES, SOLVED, YES_SIGNS].some((pattern) => matches(pattern, reply))
}

/** "ouiiii" is a yes, "merci encore" is no "encore faux". */
function plain(text: string): string {
	return fold(text)
		.trim()
		.replace(/([a-z])\1{2,}/gu, '$1')
		.replace(THANKS_AGAIN, '')
}

function withoutHarmless(reply: string): string {
	return reply.replace(HARMLESS, ` ${GOOD} `).replace(EXCUSES, ` ${PASSED} `).replace(UNDECIDED, ' unsure ')
}
