const PATHS = {
	chat: 'M12 3.5c-5 0-9 3.4-9 7.7 0 2.3 1.2 4.4 3 5.8l-.6 3.2c-.1.5.4.9.8.7l3.7-1.9c.7.1 1.4.2 2.1.2 5 0 9-3.4 9-7.9s-4-7.8-9-7.8Z',
	close: 'm6.5 6.5 11 11m0-11-11 11',
	send: 'M4.5 12 3.6 5.2c-.1-.8.7-1.4 1.4-1l15 7c.7.4.7 1.3 0 1.6l-15 7c-.7.4-1.5-.2-1.4-1L4.5 12Zm0 0h8',
	attach: 'm20 11.4-8 8a5 5 0 0 1-7-7l8.3-8.4a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.3a1.7 1.7 0 0 1-2.4-2.4l7.7-7.6',
	file: 'M13.5 3.5H7A1.5 1.5 0 0 0 5.5 5v14A1.5 1.5 0 0 0 7 20.5h10a1.5 1.5 0 0 0 1.5-1.5V8.5l-5-5Zm0 0v5h5',
	down: 'M12 5v14m-5.5-5.5L12 19l5.5-5.5',
	check: 'm5 12.5 4.5 4.5L19 7.5',
	retry: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3l2.2 2.1m0-4.8v4.8h-4.8',
} as const

/** The names of the drawings. */
export type IconName = keyof typeof PATHS

const SVG = 'http://www.w3.org/2000/svg'

/** A line drawing of 24 by 24 units in the colour of the text around it; hidden from screen readers. */
export function icon(name: IconName): SVGElement {
	const drawing = document.createElementNS(SVG, 'svg')
	drawing.setAttribute('viewBox', '0 0 24 24')
	drawing.setAttribute('class', `icon icon-${name}`)
	drawing.setAttribute('aria-hidden', 'true')
	const path = document.createElementNS(SVG, 'path')
	path.setAttribute('d', PATHS[name])
	drawing.append(path)
	return drawing
}
