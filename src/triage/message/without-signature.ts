/** From here on people sign: a closing word on a line of its own. */
const CLOSING =
	/\n[ \t]*(?:(?:kind|best|warm|many) )*(?:regards|wishes|best|sincerely|cheers|cordialement|bien (?:à vous|cordialement)|salutations)(?!\p{L}).{0,20}(?:\n|$)/iu
/** Or a line that is nothing but a name of two to four words. */
const NAME_LINE = /\n[ \t]*\p{Lu}[\p{L}'.-]*(?: (?:(?:de|van|von|le|la) )?\p{Lu}[\p{L}'.-]+){1,3}[ \t]*(?:\n|$)/u
/** A single name or two behind a comma or on a line of their own. */
const NAME_AT_END = /[,\n]\s*\p{Lu}\p{L}+(?:[ -]\p{Lu}\p{L}+)?[\s.]*$/u
const POSTSCRIPT = /^\s*p\.? ?s\b/imu

/**
 * A short text without the closing words, name, position and telephone numbers below it. Who adds a postscript means it to be read.
 * @param isName whether the words that stand where a name would stand may be one.
 */
export function withoutSignature(text: string, isName: (words: string) => boolean): string {
	const starts = [CLOSING, NAME_LINE].flatMap((pattern) => {
		const found = text.match(pattern)
		return found?.index !== undefined && isName(found[0]) ? [found.index] : []
	})
	const unsigned = POSTSCRIPT.test(text) ? text : text.slice(0, Math.min(text.length, ...starts))
	return unsigned.replace(NAME_AT_END, (words) => (isName(words) ? '' : words))
}
