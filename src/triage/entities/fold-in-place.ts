/** Accents off and lower case with every character at its old place, so that patterns match "décembre" and ranges stay true. */
export function foldInPlace(text: string): string {
	let folded = ''
	for (const unit of text.split('')) {
		const plain = unit.normalize('NFD').charAt(0).toLowerCase()
		folded += plain.length === 1 ? plain : unit
	}
	return folded
}
