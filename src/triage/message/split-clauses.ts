/** Enough for any message that a person types; what comes after is kept as one last piece. */
const MOST_CLAUSES = 48

// Ends of sentences, also without the space that belongs there ("wrong.Please"), but not within "1.5" or "site.com": the mark
// must be followed by a space, or stand between words. Emoji and line breaks end a sentence as well.
const ENDINGS = 'com|org|net|info|biz|fr|be|ch|ca|eu|uk|de|io|co|gouv|pdf|csv|xlsx?|docx?|aspx?|html?|zip|exe'
const SENTENCE_END = new RegExp(
	[
		String.raw`[.!?…;]+(?=[\s"»)\]]|$)\s*`,
		String.raw`(?<=[\p{Ll}\d])[.!?;,:]+(?=\p{Lu}[\p{Ll}'’ ])`,
		// Not in "contoso.com" or "invoice.pdf".
		String.raw`(?<=\p{L}{3})(?!\.(?:${ENDINGS})\b)[.!?;]+(?=\p{L}{2})`,
		String.raw`\n+`,
		String.raw`\p{Extended_Pictographic}+`,
	].join('|'),
	'gu',
)
// Where one thought gives way to the next within a sentence: commas, colons, dashes, brackets.
const PAUSE = /,(?=\s|\p{L})\s*|\s*:(?=\s|$)\s*|\s+[-–—]+\s+|\s*[()]\s*|\s+:-?[)D(]\s*/gu
// Before these words a new clause starts without any mark: "I am writing because", "je vous écris car".
const CONJUNCTION = new RegExp(
	String.raw`\s+(?=(?:${[
		'because|since|as i|but|also|parce que?|car|mais|puisque?|ainsi que',
		'and (?:also|i|my|we|our|the|please|can|could|is|are|do|does|where|when|why|how|what|who|you|your)',
		'et (?:aussi|j|je|mon|ma|mes|nous|on|nos|notre|le|la|les|où|ou|quand|pourquoi|comment|est|pouvez|pourriez|que|vous)',
	].join('|')})\b)`,
	'giu',
)

/** One piece of a message: its words, and whether a sentence or a word like "also" sets it off from what came before. */
export type Clause = { text: string; setOff: 'by-word' | 'by-sentence' | 'no' }

// How people announce that something else follows.
const ANNOUNCES =
	/^(?:(?:and|but|plus|oh|et|mais)\b[\s,]*)?(?:also|another|other|second(?:ly)?|besides|furthermore|in addition|additionally|moreover|on top|while (?:i|we)|one more|plus|next|aussi|autre|deuxi[eè]me(?:ment)?|ensuite|par ailleurs|de plus|en plus|en outre|d['’]autre part|sinon|puis|encore une|tant que)\b|^(?:et|and)\s/iu

/** Cuts a message into sentences, and those into clauses at commas, colons, dashes and joining words; nothing is lost but marks. */
export function splitClauses(text: string): Clause[] {
	const clauses: Clause[] = []
	// Single spaces keep the patterns linear, however many were typed.
	for (const sentence of text
		.replace(/[^\S\n]{2,}/gu, ' ')
		.replace(/\s*\n\s*/gu, '\n')
		.split(SENTENCE_END)) {
		const rest = sentence.trim()
		if (rest === '') continue
		let opensSentence = clauses.length > 0
		for (const part of rest.split(PAUSE).flatMap((one) => one.split(CONJUNCTION))) {
			const piece = part.trim()
			if (piece === '') continue
			const last = clauses.at(-1)
			if (last !== undefined && clauses.length >= MOST_CLAUSES) last.text += ` ${piece}`
			else clauses.push({ text: piece, setOff: ANNOUNCES.test(piece) ? 'by-word' : opensSentence ? 'by-sentence' : 'no' })
			opensSentence = false
		}
	}
	return clauses
}
