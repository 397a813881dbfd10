type Attributes = Readonly<Record<string, string | boolean | undefined>>
type Child = Node | string | undefined

/** Makes one element. `true` sets an empty attribute, `false` and `undefined` leave it out. Strings become text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Attributes = {},
	...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
	const made = document.createElement(tag)
	setAttributes(made, attributes)
	for (const child of children) {
		if (child !== undefined) made.append(child)
	}
	return made
}

/** Sets, or with `false` and `undefined` removes, attributes of an existing element. */
export function setAttributes(target: Element, attributes: Attributes): void {
	for (const [name, value] of Object.entries(attributes)) {
		if (value === undefined || value === false) target.removeAttribute(name)
		else target.setAttribute(name, value === true ? '' : value)
	}
}

/** A button with its handler; `type="button"` so that it never submits a form of the host page. */
export function button(attributes: Attributes, onClick: () => void, ...children: readonly Child[]): HTMLButtonElement {
	const made = element('button', { type: 'button', ...attributes }, ...children)
	made.addEventListener('click', onClick)
	return made
}
