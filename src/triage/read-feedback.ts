import { fold } from './text/fold.ts'

const MANNERS = String.raw`(?:thanks?(?: (?:you|a lot))?|thank you|merci(?: beaucoup| bien)?|sorry|desolee?|great|super|ok|perfect|parfait)`
const NO = '(?:no|nope|non|nah)'
const YES = '(?:yes|yep|yeah|oui|ouais)'
const SUBJECT =
	"(?:(?:sorry |but |mais )?(?:that|this|it|your answer|the article|ca|cela|cette reponse|votre reponse|l'article) )?"
const HELPS = String.raw`${SUBJECT}(?:helped|helps|was helpful|is helpful|was useful|m'a (?:bien )?aidee?|m'aide|nous aide|est utile|repond a ma question|answers? my question)(?: me| us)?(?: a lot)?`
const HELPS_NOT = [
	String.raw`${SUBJECT}(?:did ?n'?t|does ?n'?t|did not|does not|do not|don'?t) (?:really )?(?:help|answer my question)(?: me| us)?(?: at all)?`,
	String.raw`(?:(?:that'?s|this is|it'?s|that was|that is) )?(?:not helpful|not useful|useless|no help|(?:the )?wrong (?:answer|article|topic)|not (?:it|that|the answer|my question|what i (?:asked|meant|need|wanted)(?: for)?))`,
	String.raw`${SUBJECT}(?:ne )?(?:m'|n'|me |nous )*(?:a |ont )?(?:pas|rien) (?:du tout |vraiment |trop )?(?:aidee?|repondu)`,
	String.raw`${SUBJECT}(?:ne )?(?:m'|nous |me )?(?:aide|repond) pas(?: du tout| vraiment)?(?: a ma question)?`,
	String.raw`(?:(?:ce n'|c')est )?pas (?:utile|ca|la bonne reponse|ma question|ce que (?:je (?:demande|cherche|voulais)|j'ai demande))|mauvaise reponse|inutile`,
].join('|')

/** The whole of a short text, with manners before and after it. */
function whole(answer: string): RegExp {
	return new RegExp(String.raw`^(?:${MANNERS}[\s,.!]+)?(?:${answer})(?:[\s,.!]+${MANNERS})?[\s.!]*$`, 'u')
}

const HELPED = whole(String.raw`${YES}|(?:${YES}[\s,.!]+)?(?:${HELPS})|helpful|very helpful|👍.?`)
const HELPED_NOT = whole(String.raw`${NO}|(?:${NO}[\s,.!]+)?(?:${HELPS_NOT})|👎.?`)
/** What is longer tells something new. */
const LONGEST = 80

/**
 * What a customer writes right under an article instead of pressing "That helped" or "That did not help"; undefined where the words
 * say anything else, or more.
 */
export function readFeedback(text: string): 'helped' | 'not-helped' | undefined {
	const said = fold(text.trim())
	if (said.length > LONGEST) return undefined
	if (HELPED.test(said)) return 'helped'
	return HELPED_NOT.test(said) ? 'not-helped' : undefined
}
