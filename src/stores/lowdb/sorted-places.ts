/** Whole numbers, lowest first. Most come at the end and go at the beginning, and both cost the same however many there are. */
export type SortedPlaces = number[]

const SHORT = 8

/** Adds a place; answers the list that has it then. */
export function withPlace(places: SortedPlaces | undefined, place: number): SortedPlaces {
	if (places === undefined) return [place]
	const isLast = (places.at(-1) ?? 0) < place
	// There are very many short ones, and a list that grows in place takes room for many more.
	if (isLast && places.length < SHORT) return [...places, place]
	places.splice(isLast ? places.length : firstFrom(places, place), 0, place)
	return places
}

export function removePlace(places: SortedPlaces, place: number): void {
	if (places[0] === place) {
		places.shift()
		return
	}
	const index = firstFrom(places, place)
	if (places[index] === place) places.splice(index, 1)
}

/** The index of the first that is not before the place. */
function firstFrom(places: SortedPlaces, place: number): number {
	let low = 0
	let high = places.length
	while (low < high) {
		const middle = (low + high) >>> 1
		if ((places[middle] ?? 0) < place) low = middle + 1
		else high = middle
	}
	return low
}
