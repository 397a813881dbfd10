import type { Notice } from '../tickets/notice.ts'

/** How the log names a notice. Its id also names its person, and some websites know their customers by their address. */
export function inLog({ ticket, sequence, kind, to }: Notice): { readonly [fact: string]: string | number } {
	return { ticket, sequence, kind, to: to.kind }
}
