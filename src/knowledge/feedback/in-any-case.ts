/** Escapes, classes, and single small letters of a pattern; whatever else it holds has no case. */
const PART = /\\u[\da-f]{4}|\\p\{\w+\}|\\.|\[(?:\\.|[^\]\\])*\]|\p{Ll}/gu
const ESCAPE = /\\u[\da-f]{4}|\\p\{\w+\}|\\./gu

/**
 * The pattern, written in small letters, so that it fits capitals as well, for a part of a pattern whose rest minds them. `(?i:…)` says
 * the same, but V8 heeds it no more in alternatives once a process has compiled 16 MB of patterns (13.6; `--no-regexp-optimization` shows it).
 */
export function inAnyCase(pattern: string): string {
	return pattern.replace(PART, (part) => {
		if (part.startsWith('\\')) return part
		if (part.startsWith('[')) return `${part.slice(0, -1)}${capitalsOf(part.replace(ESCAPE, ''))}]`
		return `[${part}${capitalsOf(part)}]`
	})
}

function capitalsOf(text: string): string {
	return (text.match(/\p{Ll}/gu) ?? []).map((letter) => letter.toUpperCase()).join('')
}
