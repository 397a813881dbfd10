import { inAnyCase } from './in-any-case.ts'
import { isGivenName, isNamed, isNoName, type Names } from './name-words.ts'

/** `Zoé`, `Jean-Pierre`, `O'Neil`, `McDonald`, `J.`, `J.-F.`; capital first. */
const BIG = String.raw`(?:\p{Lu}\.(?:-\p{Lu}\.)?|\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*)`
const ANY = String.raw`\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*`
const PARTICLE = String.raw`(?:de|du|des|la|le|les|van|von|der|den|ten|di|da|dos|del|al|el|bin|ben|st\.?|d['’]|l['’])`
const PARTICLE_ALONE = new RegExp(`^${PARTICLE}$`, 'iu')
const END = String.raw`(?![\p{L}\p{M}])`
const SPACE = String.raw`[ \t\u00a0\u202f]+`
const BIG_NAME = `${BIG}(?:${SPACE}(?:${PARTICLE}${SPACE})*(?:[dl]['’])?${BIG}){0,3}`
const ANY_NAME = `${ANY}(?:${SPACE}${ANY}){0,4}`
/** `de Villepin`, `van der Berg`, `d'Ormesson`: what may stand before the first capital of a name that a title announces. */
const LEAD = `(?:${PARTICLE}${SPACE}){0,3}(?:[dl]['’])?`
const AFTER = String.raw`(?![\p{L}\p{M}\p{N}])`

/** Something that announces a name, in whatever case, and the name behind it. */
const rule = (trigger: string, name: string, more = '') =>
	new RegExp(`(?<![\\p{L}])(${inAnyCase(trigger)})(${name})${AFTER}${more}`, 'gmu')

/** `p.m.` and `a.m.` announce nobody. */
const TITLES = rule(
	String.raw`(?:mme|mmes|mlle|mr|mrs|dr|prof)(?:\.?${SPACE}|\.)|pr\.${SPACE}|(?<![ap]\.)m\.\s?|mm\.\s?`,
	`${LEAD}${BIG_NAME}|${ANY}`,
)
/** Particles in small letters need a title that is no word: "prof de maths" names nobody. */
const TITLES_SMALL = rule(String.raw`(?:mme|mmes|mlle|mr|mrs)\.?${SPACE}`, `(?:${PARTICLE}${SPACE}){1,3}${ANY}`)
/** `me` is a pronoun and `MS` a company: only written so they are titles. */
const EXACT_TITLES = new RegExp(`(?<![\\p{L}])((?:Me|Ms|Mx)\\.?${SPACE})(${LEAD}${BIG_NAME})${AFTER}`, 'gmu')
const LONG_TITLES = rule(String.raw`(?:monsieur|madame|mademoiselle|miss|sir|ma[iî]tre|docteur|doctor)${SPACE}`, LEAD + BIG_NAME)
const INTRODUCED = rule(
	String.raw`(?:my${SPACE}(?:full${SPACE})?name(?:['’]s|${SPACE}is)|i['’]?m${SPACE}called|name['’]s|je${SPACE}m['’ ]?appel+e|mon${SPACE}(?:pr[ée])?nom${SPACE}(?:est|c['’]est)|(?:full${SPACE})?name\s*:|nom\s*:|pr[ée]nom\s*:|contact\s*:|signed${SPACE}by|sign[ée]${SPACE}par|sign(?:ed|[ée])\s*:)(?:\s*:?${SPACE}|(?<=:))`,
	ANY_NAME,
)
const SAYS_WHO = String.raw`(?:i${SPACE}am|i['’]?m|this${SPACE}is|it['’]?s|je${SPACE}suis|ici|c['’]est|moi${SPACE}c['’]est)${SPACE}`
const BEHIND_WHO = String.raw`(?=\s*(?:[,.!;–-]|$|from\b|at\b|of\b|in\b|with\b|here\b|speaking\b|again\b|and\b|de\b|du\b|chez\b|et\b|pour\b|la\b|le\b|responsable\b|comptable\b|accountant\b|the\b))`
const SAID_TO_BE = rule(SAYS_WHO, BIG_NAME, BEHIND_WHO)
/** In small letters only a frequent given name tells a person from "this is wrong"; "it's crystal clear" is still none. */
const SAID_SMALL = rule(
	String.raw`(?:i${SPACE}am|i['’]?m|this${SPACE}is|je${SPACE}suis|ici)${SPACE}`,
	`${ANY}(?:${SPACE}${ANY}${AFTER}${BEHIND_WHO})?`,
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
/** Between the last greeting and the name. */
const PAUSE = String.raw`\s{0,9}[,.!;–-]{0,9}\s{0,9}`
const CLOSED = rule(
	String.raw`(?:(?:(?:kind|best|warm|warmest|many)${SPACE})?regards|sincerely|yours(?:${SPACE}(?:truly|faithfully|sincerely))?|(?:bien${SPACE})?cordialement|cdlt|cdt|(?:sinc[èe]res${SPACE}|meilleures${SPACE})?salutations(?:${SPACE}distingu[ée]es)?|bien${SPACE}[àa]${SPACE}vous|respectueusement|rgds|br)${END}${PAUSE}`,
	`${BIG_NAME}|${ANY_NAME}`,
	String.raw`(?=\s*(?:[,.|(–-]|$))`,
)
const THANKS = String.raw`(?:thanks|thank${SPACE}you|thx|ty|many${SPACE}thanks|cheers|best|merci(?:${SPACE}(?:d['’]avance|beaucoup|bien))?|bonne${SPACE}(?:journ[ée]e|soir[ée]e))${END}`
const THANKED = rule(`${THANKS}${PAUSE}`, BIG_NAME, String.raw`(?=\s*(?:[,.|(–-]|$))`)
/** A line of its own, as in "Best,\nmohammed". */
const THANKED_SMALL = rule(
	String.raw`${THANKS}[ \t]{0,9}[,.!;–-]{0,9}[ \t]{0,9}\n\s{0,9}`,
	`${ANY}(?:${SPACE}${ANY})?`,
	String.raw`(?=[ \t]{0,9}\.?$)`,
)
/** `From: Bob Builder <…>`; without an address only before the next line of such a header, as in "From: Paris, to: Lyon" is no person. */
const MAIL_HEADER = rule(
	String.raw`^[>\t ]{0,9}(?:from|to|cc|bcc|sender|reply-to|de|[àa]|exp[ée]diteur|destinataire)[ \u00a0]?:[ \t\u00a0]{0,9}["']?`,
	`${ANY_NAME}(?:,${SPACE}${ANY_NAME})?`,
	String.raw`(?=["']?[ \t]{0,9}(?:[<[(]|\r?\n[>\t ]{0,9}(?:Sent|Date|Envoyé(?: le)?|Subject|Objet|Bcc|C[Cc]i?)[ \u00a0]?:))`,
)
/** Beside an address, or in the line above a quoted letter, where the time before the name may end in `AM`. */
const BESIDE_MAIL = new RegExp(
	`(?<![\\p{L}\\p{M}'’-])([AP]M${SPACE})?(${BIG_NAME}(?:,${SPACE}${BIG_NAME}(?=["']?[ \\t]{0,3}<))?)(?=["']?[ \\t]{0,3}<\\[e-mail\\]>|\\s{1,3}(?:wrote|a écrit)[ \\u00a0\\u202f]?:)`,
	'gmu',
)
/** What stands under the line that cuts a signature off: the person first, then the work and the company. */
const SIGNATURE = new RegExp(
	`(^[ \\t]{0,9}(?:-{2,9}|[–—_]{1,9})[ \\t]{0,9}\\r?\\n\\s{0,9})(${BIG_NAME})(?=\\s*(?:[,.|(–-]|$))`,
	'mu',
)
const AT_THE_END = new RegExp(`(\\n\\s{0,9}(?:--|[-–—~])?[ \\t]{0,9}|\\s[-–—]{1,2}\\s)(${BIG_NAME})\\.?\\s*$`, 'u')
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
		TITLES_SMALL,
		EXACT_TITLES,
		LONG_TITLES,
		INTRODUCED,
		SAID_TO_BE,
		SPOKEN_OF,
		MAIL_HEADER,
		BESIDE_MAIL,
		GREETED,
		GREETED_SMALL,
		CLOSED,
		THANKED,
		CALLS_BACK,
	].reduce((rest, pattern) => rest.replace(pattern, (_, trigger = '', name: string) => trigger + hidden(name, place)), text)
	return joined(hideKnown(hideSignature(hideSmall(announced, place), place), place, names), place)
}

/** Names in small letters where other words may stand as well. */
function hideSmall(text: string, place: string): string {
	return text
		.replace(SAID_SMALL, (all, trigger: string, name: string) =>
			isGivenName(firstWord(name)) ? trigger + hidden(name, place) : all,
		)
		.replace(THANKED_SMALL, (all, trigger: string, name: string) => {
			const words = name.split(/[ \t\u00a0\u202f]+/u)
			const isName = !words.some(isNoName) && (words.length === 1 || isGivenName(firstWord(name)))
			return isName ? trigger + place : all
		})
}

const firstWord = (name: string) => /^\S+/u.exec(name)?.[0] ?? ''

/** The last line is a name, unless the signature has begun with one of two words: then it is the company. */
function hideSignature(text: string, place: string): string {
	const hide = (_: string, before: string, name: string) => before + hidden(name, place)
	const signed = text.replace(SIGNATURE, hide)
	const beganWithPerson = signed !== text && SIGNATURE.exec(text)?.[2]?.includes(' ') === true
	return beganWithPerson ? signed : signed.replace(AT_THE_END, hide)
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

/** What was found behind a trigger, up to the first word that cannot be part of a name; particles alone are none. */
function hidden(name: string, place: string): string {
	const words = name.split(/([ \t\u00a0\u202f]+)/u)
	let small = 0
	let end = 0
	for (let index = 0; index < words.length; index += 2) {
		const word = words[index] ?? ''
		if (isParticle(word, words[index + 2])) continue
		if (!/^\p{Lu}/u.test(word)) small += 1
		if (isNoName(word) || small > MOST_SMALL) break
		end = index + 1
	}
	return end === 0 ? name : place + words.slice(end).join('')
}

function isParticle(word: string, next: string | undefined): boolean {
	return next !== undefined && PARTICLE_ALONE.test(word) && (PARTICLE_ALONE.test(next) || !isNoName(next))
}

/** Particles of names alone; "Jean de Contoso" may be Jean of that company. */
const TAIL = `${SPACE}(?:(?:van|von|der|den|ten|dos|bin|ben)${SPACE}(?:${PARTICLE}${SPACE})?|de${SPACE}(?:[Ll]a|Le)${SPACE})`

/** Two place holders beside each other are the parts of one name. */
function joined(text: string, place: string): string {
	const one = place.replace(/[[\]]/gu, String.raw`\$&`)
	return text
		.replace(new RegExp(`${one}(?:[ \\t\\u00a0-]*(?:${PARTICLE} )?${one})+`, 'gu'), place)
		.replace(new RegExp(`(${one})${TAIL}(${BIG})${AFTER}`, 'gu'), (all, _, last: string) => (isNoName(last) ? all : place))
}
