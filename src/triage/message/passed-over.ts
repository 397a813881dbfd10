import { quickWords } from './quick-words.ts'

// Measured on messages by people who had not seen the articles: plain ones gain a point, wrapped ones lose half of one. On
// CLINC150 and Banking77 0.2 to 0.4 of a point.
/** How much the whole message counts beside what was kept of it: now and then what was passed over was part of the question. */
const WHOLE_SHARE = 0.25

/** Whether a message has words that were not kept; marks alone are no difference. */
export function hasPassedOver(whole: string, kept: string): boolean {
	return whole !== kept && quickWords(whole).join(' ') !== quickWords(kept).join(' ')
}

/** The chance of a topic by what was kept and by the whole message. */
export function blendChances(byKept: number, byWhole: number): number {
	return byKept * (1 - WHOLE_SHARE) + byWhole * WHOLE_SHARE
}
