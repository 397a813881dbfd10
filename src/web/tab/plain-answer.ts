import { INLINE } from '../shared/inline-marks.ts'

/** An answer as people paste it into a mail: the signs of Markdown gone, addresses kept. */
export function plainAnswer(markdown: string): string {
	return markdown
		.replaceAll(INLINE, (...match) => wordsIn(match.at(-1) as Readonly<Record<string, string | undefined>>))
		.replaceAll(/^#{1,6}\s+/gm, '')
		.replaceAll(/^[ \t]*[-*][ \t]+/gm, '• ')
		.trim()
}

function wordsIn({ bold, emphasis, code, label, target, url }: Readonly<Record<string, string | undefined>>): string {
	return bold ?? emphasis ?? code ?? url ?? `${label} (${target})`
}
