// Where a finger lands that missed: neighbours on QWERTY and AZERTY together.
const NEIGHBOURS: Readonly<Record<string, string>> = {
	a: 'qszw',
	b: 'vghn',
	c: 'xdfv',
	d: 'serfcx',
	e: 'wsdrz',
	f: 'drtgvc',
	g: 'ftyhbv',
	h: 'gyujnb',
	i: 'ujko',
	j: 'huikmn',
	k: 'jiolm',
	l: 'kopm',
	m: 'njkl',
	n: 'bhjm',
	o: 'iklp',
	p: 'ol',
	q: 'wasd',
	r: 'edft',
	s: 'azedxw',
	t: 'rfgy',
	u: 'yhji',
	v: 'cfgb',
	w: 'qase',
	x: 'zsdc',
	y: 'tghu',
	z: 'aesx',
}

/**
 * The text with typing errors: each letter is, with the given chance, left out, doubled, swapped with the next one, replaced by a
 * neighbour on the keyboard, or preceded by one. For training and for measuring.
 * @param share the chance of a letter to be disturbed, 0 to 1.
 * @param random numbers in [0, 1); the same numbers give the same text.
 */
export function disturb(text: string, share: number, random: () => number): string {
	const letters = Array.from(text)
	let result = ''
	for (let at = 0; at < letters.length; at += 1) {
		const letter = letters[at] ?? ''
		if (!/\p{L}/u.test(letter) || random() >= share) {
			result += letter
			continue
		}
		const next = letters[at + 1] ?? ''
		const kind = Math.floor(random() * 5)
		if (kind === 0) continue
		if (kind === 1) result += letter + letter
		else if (kind === 2 && /\p{L}/u.test(next)) {
			result += next + letter
			at += 1
		} else if (kind === 3) result += neighbourOf(letter, random)
		else result += neighbourOf(letter, random) + letter
	}
	return result
}

function neighbourOf(letter: string, random: () => number): string {
	const near = NEIGHBOURS[letter.normalize('NFD').charAt(0).toLowerCase()] ?? 'e'
	return near.charAt(Math.floor(random() * near.length))
}
