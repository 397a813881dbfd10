const OFFSET = 0x81_1c_9d_c5
const PRIME = 0x01_00_01_93

/** A 32-bit hash of a part of a text (FNV-1a over UTF-16 units, then mixed). Different seeds give unrelated hashes. */
export function hashText(text: string, seed: number, start = 0, end: number = text.length): number {
	let state = OFFSET ^ Math.imul(seed, 0x9e_37_79_b1)
	for (let at = start; at < end; at += 1) state = Math.imul(state ^ text.charCodeAt(at), PRIME)
	return mix(state)
}

/** What `hashText` gives for the text without the letters at one or two places, without making that text. */
export function hashWithout(text: string, seed: number, one: number, other = one): number {
	let state = OFFSET ^ Math.imul(seed, 0x9e_37_79_b1)
	for (let at = 0; at < text.length; at += 1) {
		if (at !== one && at !== other) state = Math.imul(state ^ text.charCodeAt(at), PRIME)
	}
	return mix(state)
}

/** A 32-bit hash of two hashes in their order. */
export function hashPair(first: number, second: number, seed: number): number {
	return mix(Math.imul(first, 0x85_eb_ca_6b) ^ (Math.imul(second, 0xc2_b2_ae_35) + seed))
}

function mix(state: number): number {
	let mixed = Math.imul(state ^ (state >>> 16), 0x85_eb_ca_6b)
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2_b2_ae_35)
	return (mixed ^ (mixed >>> 16)) >>> 0
}
