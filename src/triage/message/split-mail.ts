// A line that starts what somebody else wrote earlier, in the words of the usual mail programs. "On ... wrote" tells the day or the
// time; a customer who tells what we wrote goes on in the same line, or says to whom.
const EARLIER_MAIL = new RegExp(
	[
		String.raw`^[ \t]*-{2,}\s*(?:original message|forwarded message|message d['’]origine|message transféré|message original)\s*-{2,}`,
		String.raw`^[ \t]*_{10,}`,
		String.raw`^[ \t]*(?:on|le)\s(?=.{0,60}\d).{4,120}(?:\n.{0,60})?(?<!\b(?:nous|me|m['’]))\s(?:wrote|a écrit|a ecrit)\s*:\s*$`,
		String.raw`^[ \t]*(?:begin forwarded message|début du message (?:transféré|réexpédié))\s*:`,
		String.raw`^[ \t]*\*?(?:from|de|von|van)\s*:.{1,120}\n\s*\*?(?:sent|date|to|subject|envoyé|à|objet|gesendet|betreff|verzonden|onderwerp)\s*:`,
	].join('|'),
	'imu',
)
/** What a company's mail server adds below. */
const DISCLAIMER =
	/^[ \t]*(?:this|the|ce|cet|le présent|please|merci de|n['’]imprimez|avis|confidential).{0,200}(?:confiden[ct]i|privileged|intended (?:only|solely)|in error|par erreur|environ|printing|que si nécessaire)/imu
const SIGNATURE_MARK = /^-- ?$/u
const SENT_FROM =
	/^(?:sent from (?:my|outlook|mail|yahoo)|get outlook for|envoyé (?:de(?:puis)? mon|de(?:puis)? ma|à partir de|depuis l)|télécharger outlook)/iu
const QUOTED_LINE = /^\s*(?:>|\|)/u

/**
 * What the writer of a mail says now: without quoted lines, the earlier mails below, the signature after "-- " and "Sent from
 * my phone". A mail that is nothing but a quotation or a forward is kept whole: then the quotation is the message.
 */
export function splitMail(text: string): string {
	const said = ownWords(text)
	return /[\p{L}\p{N}\p{S}?!]/u.test(said) ? said : text
}

/** The same of an answer: where the writer has said nothing, it is empty. */
export function ownWords(text: string): string {
	// One-line messages, nearly all of a chat, hold none of this.
	if (!text.includes('\n') && !/^\s*(?:sent from|envoyé d|>)/iu.test(text)) return text
	const ends = [EARLIER_MAIL, DISCLAIMER].map((pattern) => text.search(pattern)).filter((at) => at >= 0)
	const fresh: string[] = []
	for (const line of text.slice(0, Math.min(text.length, ...ends)).split('\n')) {
		if (SIGNATURE_MARK.test(line.trimEnd())) break
		if (!QUOTED_LINE.test(line) && !SENT_FROM.test(line.trim())) fresh.push(line)
	}
	return fresh.join('\n').trim()
}
