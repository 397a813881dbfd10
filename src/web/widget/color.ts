type Rgb = readonly [number, number, number]

const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]
/** The surfaces of widget.css that accent text stands on. */
const LIGHT_SURFACE: Rgb = [243, 244, 247]
const DARK_SURFACE: Rgb = [43, 48, 57]
/** WCAG 2.2, success criterion 1.4.3. */
const READABLE = 4.5

function parse(hex: string): Rgb {
	const part = (start: number) => Number.parseInt(hex.slice(start, start + 2), 16)
	return [part(1), part(3), part(5)]
}

function css(color: Rgb): string {
	return `rgb(${color.map(Math.round).join(' ')})`
}

function luminance(color: Rgb): number {
	const linear = (channel: number) => {
		const share = channel / 255
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
	}
	return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2])
}

function contrast(one: Rgb, other: Rgb): number {
	const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number]
	return (light + 0.05) / (dark + 0.05)
}

function mix(color: Rgb, other: Rgb, share: number): Rgb {
	const channel = (index: 0 | 1 | 2) => color[index] + (other[index] - color[index]) * share
	return [channel(0), channel(1), channel(2)]
}

/** Moves a colour towards black or white just as far as text needs to be readable on, or under, the other colour. */
function readable(color: Rgb, against: Rgb, towards: Rgb): Rgb {
	for (let share = 0; share < 1; share += 0.05) {
		const candidate = mix(color, towards, share)
		if (contrast(candidate, against) >= READABLE) return candidate
	}
	return towards
}

/**
 * The CSS variables of a brand colour. White text is readable on `--brand`; `--accent-on-light` and `--accent-on-dark` are
 * readable as text on the widget's light and dark surfaces, whatever colour the website chose.
 */
export function brandVariables(hex: string): Record<`--${string}`, string> {
	const chosen = parse(hex)
	const brand = readable(chosen, WHITE, BLACK)
	return {
		'--brand': css(brand),
		'--brand-deep': css(mix(brand, BLACK, 0.18)),
		'--accent-on-light': css(readable(chosen, LIGHT_SURFACE, BLACK)),
		'--accent-on-dark': css(readable(chosen, DARK_SURFACE, WHITE)),
	}
}
