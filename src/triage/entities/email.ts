import { type Found, readAll } from './found.ts'

// Lengths are bounded (RFC 5321: 64 before the @) so that a long run of letters cannot make the search quadratic. An apostrophe is
// part of a name ("j.o'neil@"), but not that of an elision ("d'anna@"); the dash of a bullet and an ellipsis are no part either.
const ELISION = String.raw`(?:[cdjlmnst]|qu)['’]`
const START = String.raw`(?:(?<![\p{L}\p{N}_%+]|[\p{L}\p{N}_%+][.'’-])|(?<=(?<![\p{L}\p{N}._%+'’-])${ELISION}))(?!${ELISION})`
const ADDRESS = new RegExp(
	String.raw`${START}(?=[\p{L}\p{N}._%+'’-]{1,64}@)[\p{L}\p{N}_%+][\p{L}\p{N}_%+'’-]*(?:\.[\p{L}\p{N}_%+'’-]+)*@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}-])`,
	'giu',
)

/** E-mail addresses in lower case. */
export function findEmails(text: string): Found<string>[] {
	return readAll(text, ADDRESS, (match) => match[0].toLowerCase().replaceAll('’', "'"))
}
