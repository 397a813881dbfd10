const ONES: Readonly<Record<string, number>> = {
	one: 1,
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	seven: 7,
	eight: 8,
	nine: 9,
	ten: 10,
	eleven: 11,
	twelve: 12,
	thirteen: 13,
	fourteen: 14,
	fifteen: 15,
	sixteen: 16,
	seventeen: 17,
	eighteen: 18,
	nineteen: 19,
	twenty: 20,
	thirty: 30,
	forty: 40,
	fifty: 50,
	sixty: 60,
	seventy: 70,
	eighty: 80,
	ninety: 90,
	un: 1,
	une: 1,
	deux: 2,
	trois: 3,
	quatre: 4,
	cinq: 5,
	sept: 7,
	huit: 8,
	neuf: 9,
	dix: 10,
	onze: 11,
	douze: 12,
	treize: 13,
	quatorze: 14,
	quinze: 15,
	seize: 16,
	vingt: 20,
	vingts: 20,
	trente: 30,
	quarante: 40,
	cinquante: 50,
	soixante: 60,
	septante: 70,
	huitante: 80,
	nonante: 90,
}
const DOZENS: Readonly<Record<string, number>> = {
	dozen: 12,
	douzaine: 12,
	dizaine: 10,
	quinzaine: 15,
	vingtaine: 20,
	trentaine: 30,
	quarantaine: 40,
	cinquantaine: 50,
	soixantaine: 60,
	centaine: 100,
}
const HUNDREDS = new Set(['hundred', 'cent', 'cents'])
const THOUSANDS = new Set(['thousand', 'mille'])
// "un" and "one" alone are articles and pronouns far more often than numbers: "one user complains" names no seats.
const NO_NUMBER_ALONE = new Set(['un', 'une', 'one'])

const ANY = [...Object.keys(ONES), ...Object.keys(DOZENS), ...HUNDREDS, ...THOUSANDS]
	.sort((a, b) => b.length - a.length)
	.join('|')

/** Source of a pattern for a number in words of either language, folded: "twenty-five", "deux cent cinquante", "a dozen". */
export const NUMBER_WORDS = String.raw`(?:(?:half )?an? (?=dozen|hundred|thousand)|une (?=[a-z]{2,8}aine))?(?:${ANY})(?:[\s-](?:(?:and|et)[\s-])?(?:${ANY})(?!\p{L})){0,8}`

/** The value of a text that `NUMBER_WORDS` matched, or undefined where it is no plain number. */
export function parseNumberWords(written: string): number | undefined {
	const words = written.split(/[\s-]+/u).filter((word) => word !== 'and' && word !== 'et' && word !== 'a' && word !== 'an')
	const [first = ''] = words
	if (words.length === 1 && NO_NUMBER_ALONE.has(first)) return undefined
	const isHalf = first === 'half'
	let total = 0
	let group = 0
	let before = ''
	for (const word of isHalf ? words.slice(1) : words) {
		// "Hundred hundred" is no number, and would soon be no day either.
		if (HUNDREDS.has(before) && HUNDREDS.has(word)) return undefined
		before = word
		if (THOUSANDS.has(word)) {
			total += (group || 1) * 1000
			group = 0
		} else if (HUNDREDS.has(word)) group = (group || 1) * 100
		else if (word in DOZENS) group = (group || 1) * (DOZENS[word] ?? 0)
		// "quatre-vingt" multiplies where everything else adds.
		else if (group % 100 === 4 && word.startsWith('vingt')) group += 76
		else group += ONES[word] ?? 0
	}
	return isHalf ? (total + group) / 2 : total + group
}
