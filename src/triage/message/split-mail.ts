// A line that starts what somebody else wrote earlier, in the words of the usual mail programs.
const EARLIER_MAIL = new RegExp(
	[
		String.raw`-{2,}\s*(?:original message|forwarded message|message d['’]origine|message transféré|message original)\s*-{2,}`,
		String.raw`_{10,}`,
		String.raw`(?:on|le)\s.{4,120}\s(?:wrote|a écrit|a ecrit)\s*:`,
		String.raw`begin forwarded message\s*:|début du message (?:transféré|réexpédié)\s*:`,
		String.raw`(?:from|de)\s*:.{1,120}\n\s*(?:sent|date|to|envoyé|date|à)\s*:`,
	].join('|'),
	'iu',
)
const SIGNATURE_MARK = /^-- ?$/u
const SENT_FROM =
	/^(?:sent from (?:my|outlook|mail|yahoo)|get outlook for|envoyé (?:de(?:puis)? mon|de(?:puis)? ma|à partir de|depuis l)|télécharger outlook)/iu
const QUOTED_LINE = /^\s*(?:>|\|)/u

/**
 * What the writer of a mail says now: without quoted lines, the earlier mails below, the signature after "-- " and "Sent from
 * my phone". A mail that is nothing but a quotation or a forward is kept whole: then the quotation is the message.
 */
export function splitMail(text: string): string {
	// One-line messages, nearly all of a chat, hold none of this.
	if (!text.includes('\n') && !/^(?:sent from|envoyé d)/iu.test(text)) return text
	const earlier = text.search(EARLIER_MAIL)
	const fresh: string[] = []
	for (const line of (earlier < 0 ? text : text.slice(0, earlier)).split('\n')) {
		if (SIGNATURE_MARK.test(line.trimEnd())) break
		if (!QUOTED_LINE.test(line) && !SENT_FROM.test(line.trim())) fresh.push(line)
	}
	const said = fresh.join('\n').trim()
	return /[\p{L}\p{N}\p{S}?!]/u.test(said) ? said : text
}
