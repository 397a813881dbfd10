import { type Found, readAll } from './found.ts'

const NAME =
	/(?<![\p{L}\p{N}@._-])(https?:\/\/|www\.)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}([a-z]{2,24}))(?![\p{L}\p{N}@-]|\.[\p{L}\p{N}])/giu
const ANNOUNCED = /(?:domain|tenant|website|site|domaine|locataire)s?(?:\s+(?:name|is|est|de|du|:))*\s*:?\s*$/iu

const GENERIC = new Set(
	'com net org io dev app cloud biz info online shop tech agency group company consulting solutions eu quebec edu'.split(' '),
)
const COUNTRY = new Set(
	`ae ar au be bg br ca ch cl cn co cz de dk ee es fi fr gr hk hr hu ie il in it jp kr lt lu lv ma mx nl no nz pe pl pt
	ro rs ru se sg si sk th tn tr tw ua uk us za`.split(/\s+/u),
)
// Endings that are also words: "thanks.it is wrong" is a missing space, not a domain, unless something else says domain.
const ALSO_WORDS = new Set('as at be co do en est il in is it je la le me my no on sa se si so to tu un us'.split(' '))
// "Ça" without its cedilla, too, but ".ca" is Canada: only behind a word that ends many a sentence it begins the next one.
const ENDS_SENTENCE = /^(?:merci|bonjour|bonsoir|salut|svp|stp|ok|oui|non|facture|compte|thanks)\.ca$/u

/** Domain names in lower case, without protocol or `www.`; e-mail addresses and file names are none. */
export function findDomains(text: string): Found<string>[] {
	return readAll(text, NAME, (match) => {
		const domain = (match[2] ?? '').toLowerCase().replace(/^www\./u, '')
		const ending = (match[3] ?? '').toLowerCase()
		const marked = match[1] !== undefined || ANNOUNCED.test(text.slice(Math.max(0, match.index - 40), match.index))
		if (marked) return domain
		if (ENDS_SENTENCE.test(domain)) return undefined
		if (ALSO_WORDS.has(ending)) return /[\d-]|\..*\./u.test(domain) && COUNTRY.has(ending) ? domain : undefined
		return GENERIC.has(ending) || COUNTRY.has(ending) ? domain : undefined
	})
}
