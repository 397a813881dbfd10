/** Units that follow a number in billing texts. A number and its unit belong on one line, hence the no-break space. */
const UNITS = [
	'jours?|semaines?|mois|ans?|années?|trimestres?|heures?|minutes?|secondes?',
	'caractères?|licences?|utilisateurs?|abonnements?|sièges?|clients?|partenaires?|factures?|lignes?|pages?|chiffres?|fois',
	'euros?|dollars?|EUR|USD|CAD|GBP|CHF|Ko|Mo|Go|To',
	'enregistrements?|paiements?|premiers?|premières?|derniers?|dernières?|prochains?|prochaines?',
].join('|')
const NUMBER_AND_UNIT = new RegExp(
	`(?<![\\p{L}\\p{N}_./-])(\\d{1,3}(?:[.,\\u00a0\\u202f]?\\d+)*)(${UNITS})(?![\\p{L}\\p{N}_])`,
	'gu',
)
const MONTHS = 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre'
const DATE = new RegExp(`(?<![\\p{L}\\p{N}])(1er|[0-3]?\\d)[ \\u00a0]?(${MONTHS})[ \\u00a0]?(\\d{4})?(?![\\p{L}\\p{N}])`, 'gu')
/** Names that the old converter glued to the French word before them: "partenaireCSP", "solutionsCloud". */
const WORD_AND_NAME =
	/(?<![\p{L}\p{N}_])([A-ZÀÉÈ]?[\p{Ll}]{3,})(MPN|CSP|API|CSV|SLA|Azure|Microsoft|Cloud|Office|Windows)(?![\p{Ll}\p{N}_])/gu
/** The same after a word too short to be told from an identifier: "deTVA", "unID", "IDMPN". */
const SMALL_WORD_AND_NAME =
	/(?<![\p{L}\p{N}_])(de|du|un|des|le|la|les|ce|cet|Ce|Cet|Le|La|Les|Un|taxes|ID)(TVA|ID|CSP|MPN|GST|Microsoft|Azure)(?![\p{L}\p{N}_])/gu
/** These are names themselves, or identifiers of a programming interface. */
const ONE_WORD = /^(?:\p{Ll}+(?:Microsoft|Azure)ID|iCloud|(?:pay|sub|web|my|open|mon|reseller|partner|customer)\p{Lu}\p{L}*)$/iu

const ADDRESS = /(\]\([^)]*\)|<?https?:\/\/[^\s)>]+)/u

/**
 * Puts back the spaces that French documents have lost: "60jours", "100EUR", "1ernovembre", "partenaireCSP". "M365" and "E3"
 * stay, and so does every address.
 */
export function restoreSpaces(text: string): string {
	const parts = text.split(ADDRESS)
	return parts.map((part, index) => (index % 2 === 1 ? part : restore(part))).join('')
}

function restore(text: string): string {
	return text
		.replace(
			DATE,
			(_date, day: string, month: string, year?: string) => `${day}\u00a0${month}${year === undefined ? '' : ` ${year}`}`,
		)
		.replace(NUMBER_AND_UNIT, '$1\u00a0$2')
		.replace(SMALL_WORD_AND_NAME, '$1 $2')
		.replace(WORD_AND_NAME, (whole, word: string, name: string) => (ONE_WORD.test(whole) ? whole : `${word} ${name}`))
}
