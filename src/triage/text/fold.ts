const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' }

/**
 * Lower case without accents, so that "Résilié", "resilie" and "RESILIE" are one word. Typographic apostrophes become `'`.
 * People on a phone leave accents out; folding on both sides costs nothing and loses almost nothing in French billing words.
 */
export function fold(text: string): string {
	return text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/\p{M}/gu, '')
		.replace(/[œæß]/gu, (letter) => LIGATURES[letter] ?? letter)
		.replace(/[’‘ʼ`´]/gu, "'")
}
