const FENCE = /^([ \t>]*)(`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?\n)??[ \t>]*\2[`~]*[ \t]*$/gmu
const INLINE = /(`+)(?!`)[^\n]*?[^`\n]?\1(?!`)/gu
const MARK = /\ue000(\d+)\ue001/gu

export type CodeAside = { readonly text: string; putBack(text: string): string }

/** Replaces code by marks that no later step touches: what stands in code is shown as it was written. */
export function setCodeAside(text: string): CodeAside {
	const kept: string[] = []
	const keep = (code: string): string => `\ue000${kept.push(code) - 1}\ue001`
	return {
		text: text.replace(FENCE, keep).replace(INLINE, keep),
		putBack: (marked) => putBack(marked, kept),
	}
}

function putBack(text: string, kept: readonly string[]): string {
	const whole = text.replace(MARK, (_mark, index: string) => kept[Number(index)] ?? '')
	return whole === text ? whole : putBack(whole, kept)
}
