import { inAnyCase } from './in-any-case.ts'
import { isNamed, isNoName, type Names } from './name-words.ts'

/** `Zoé`, `Jean-Pierre`, `O'Neil`, `McDonald`, `J.`; capital first. */
const BIG = String.raw`(?:\p{Lu}\.|\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*)`
const ANY = String.raw`\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*`
const PARTICLE = String.raw`(?:de|du|des|la|le|les|van|von|der|den|ten|di|da|dos|del|al|el|bin|ben|st\.?|d['’]|l['’])`
const PARTICLE_ALONE = new RegExp(`^${PARTICLE}$`, 'iu')
const END = String.raw`(?![\p{L}\p{M}])`
const SPACE = String.raw`[ \t\u00a0\u202f]+`
const BIG_NAME = `${BIG}(?:${SPACE}(?:${PARTICLE}${SPACE})*(?:[dl]['’])?${BIG}){0,3}`
const ANY_NAME = `${ANY}(?:${SPACE}${ANY}){0,4}`
const AFTER = String.raw`(?![\p{L}\p{M}\p{N}])`

/** Something that announces a name, in whatever case, and the name behind it. */
const rule = (trigger: string, name: string, more = '') =>
	new RegExp(`(?<![\\p{L}])(${inAnyCase(trigger)})(${name})${AFTER}${more}`, 'gmu')

const TITLES = rule(String.raw`(?:mme|mmes|mlle|mr|mrs|dr|prof)\.?${SPACE}|m\.\s?|mm\.\s?`, `${BIG_NAME}|${ANY}`)
/** `me` is a pronoun and `MS` a company: only written so they are titles. */
const EXACT_TITLES = new RegExp(`(?<![\\p{L}])((?:Me|Ms|Mx)\\.?${SPACE})(${BIG_NAME})${AFTER}`, 'gmu')
const LONG_TITLES = rule(String.raw`(?:monsieur|madame|mademoiselle|miss|sir|ma[iî]tre|docteur|doctor)${SPACE}`, BIG_NAME)
const INTRODUCED = rule(
	String.raw`(?:my${SPACE}(?:full${SPACE})?name(?:['’]s|${SPACE}is)|i['’]?m${SPACE}called|name['’]s|je${SPACE}m['’ ]?appel+e|mon${SPACE}(?:pr[ée])?nom${SPACE}(?:est|c['’]est)|(?:full${SPACE})?name\s*:|nom\s*:|pr[ée]nom\s*:|contact\s*:|signed${SPACE}by|sign[ée]${SPACE}par|sign(?:ed|[ée])\s*:)\s*:?${SPACE}?`,
	ANY_NAME,
)
const SAID_TO_BE = rule(
	String.raw`(?:i${SPACE}am|i['’]?m|this${SPACE}is|it['’]?s|je${SPACE}suis|ici|c['’]est|moi${SPACE}c['’]est)${SPACE}`,
	BIG_NAME,
	String.raw`(?=\s*(?:[,.!;–-]|$|from\b|at\b|of\b|in\b|with\b|here\b|speaking\b|again\b|and\b|de\b|du\b|chez\b|et\b|pour\b|la\b|le\b|responsable\b|comptable\b|accountant\b|the\b))`,
)
const SPOKEN_OF = rule(
	String.raw`(?:(?:spoke|speak|speaking|spoken|talked|talk|talking|dealt|deal|chatted|called|wrote|written|mailed|emailed|contact|contacted|ask|asked|promised|confirmed)${SPACE}(?:(?:to|with|by|for)${SPACE})?|(?:parl[ée]r?|[ée]chang[ée]|discut[ée]|[ée]crit|t[ée]l[ée]phon[ée]|contacter?|contact[ée]|joindre)${SPACE}(?:(?:[àa]|avec|par)${SPACE})?|(?:colleague|coll[èe]gue|manager|boss|coworker|accountant|comptable|patron(?:ne)?|directeur|directrice|assistante?|responsable)${SPACE}|attn:?${SPACE}|[àa]${SPACE}l['’]attention${SPACE}de${SPACE}|(?:selon|d['’]apr[èe]s|according${SPACE}to)${SPACE})`,
	BIG_NAME,
)
const GREETED = rule(
	String.raw`(?:hello|hi|hey|hiya|dear|good${SPACE}(?:morning|afternoon|evening|day)|bonjour|bonsoir|salut|coucou|rebonjour|ch[èe]re?s?)${SPACE}`,
	BIG_NAME,
)
const GREETED_SMALL = rule(
	String.raw`^(?:hello|hi|hey|hiya|dear|bonjour|bonsoir|salut|coucou)${SPACE}`,
	ANY_NAME,
	String.raw`(?=\s*(?:[,!.:;]|$))`,
)
const CLOSED = rule(
	String.raw`(?:(?:kind|best|warm|warmest|many)?${SPACE}?regards|sincerely|yours(?:${SPACE}(?:truly|faithfully|sincerely))?|(?:bien${SPACE})?cordialement|cdlt|cdt|(?:sinc[èe]res${SPACE}|meilleures${SPACE})?salutations(?:${SPACE}distingu[ée]es)?|bien${SPACE}[àa]${SPACE}vous|respectueusement|rgds|br)${END}\s*[,.!;–-]*\s*`,
	ANY_NAME,
	String.raw`(?=\s*(?:[,.|(–-]|$))`,
)
const THANKED = rule(
	String.raw`(?:thanks|thank${SPACE}you|thx|ty|many${SPACE}thanks|cheers|best|merci(?:${SPACE}(?:d['’]avance|beaucoup|bien))?|bonne${SPACE}(?:journ[ée]e|soir[ée]e))${END}\s*[,.!;–-]*\s*`,
	BIG_NAME,
	String.raw`(?=\s*(?:[,.|(–-]|$))`,
)
const AT_THE_END = new RegExp(`(\\n\\s*(?:--|[-–—~])?[ \\t]*|\\s[-–—]{1,2}\\s)(${BIG_NAME})\\.?\\s*$`, 'u')
const CALLS_BACK = rule(
	String.raw`(?:[,.!?]${SPACE}|^)`,
	BIG_NAME,
	String.raw`(?=${SPACE}(?:here|speaking|from${SPACE}(?:the|accounting|finance|it)|à${SPACE}l['’]appareil)${AFTER})`,
)

const EACH_WORD = new RegExp(ANY, 'gu')

/**
 * Puts a place holder where a person's name stands: after titles, greetings, introductions and before the end of a letter, and
 * wherever a word is one of the known names. Pure.
 */
export function hideNames(text: string, place: string, names: Names): string {
	const announced = [
		TITLES,
		EXACT_TITLES,
		LONG_TITLES,
		INTRODUCED,
		SAID_TO_BE,
		SPOKEN_OF,
		GREETED,
		GREETED_SMALL,
		CLOSED,
		THANKED,
		CALLS_BACK,
	].reduce((rest, pattern) => rest.replace(pattern, (_, trigger: string, name: string) => trigger + hidden(name, place)), text)
	const signed = announced.replace(AT_THE_END, (_, before: string, name: string) => before + hidden(name, place))
	return joined(hideKnown(signed, place, names), place)
}

/** A word that is ordinary elsewhere is a name behind a name: `jean pierre`. */
function hideKnown(text: string, place: string, names: Names): string {
	let hiddenUntil = -1
	return text.replace(EACH_WORD, (word, at: number) => {
		const isBehindName = hiddenUntil >= 0 && text.slice(hiddenUntil, at).trim() === ''
		const startsSentence = /(?:^|[.!?\n]\s*)$/u.test(text.slice(Math.max(0, at - 10), at))
		if (!isNamed(word, names, { startsSentence, isBehindName })) return word
		hiddenUntil = at + word.length
		return place
	})
}

/** Small words of one name at most: behind two of them a sentence goes on. */
const MOST_SMALL = 2

/** What was found behind a trigger, up to the first word that cannot be part of a name. */
function hidden(name: string, place: string): string {
	const words = name.split(/([ \t\u00a0\u202f]+)/u)
	let small = 0
	let end = 0
	for (; end < words.length; end += 2) {
		const word = words[end] ?? ''
		if (isParticle(word, words[end + 2])) continue
		if (!/^\p{Lu}/u.test(word)) small += 1
		if (isNoName(word) || small > MOST_SMALL) break
	}
	if (end === 0) return name
	return end >= words.length ? place : place + words.slice(end - 1).join('')
}

function isParticle(word: string, next: string | undefined): boolean {
	return next !== undefined && PARTICLE_ALONE.test(word) && (PARTICLE_ALONE.test(next) || !isNoName(next))
}

/** Two place holders beside each other are the parts of one name. */
function joined(text: string, place: string): string {
	const one = place.replace(/[[\]]/gu, String.raw`\$&`)
	return text.replace(new RegExp(`${one}(?:[ \\t\\u00a0-]*(?:${PARTICLE} )?${one})+`, 'gu'), place)
}
